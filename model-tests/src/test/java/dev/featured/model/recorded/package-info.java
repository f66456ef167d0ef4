/**
 * What the recorded sequences show.
 *
 * <p>Lives here: that each of them comes to what it is kept for.
 *
 * <p>May come in: tests of further recordings. May not: how they look.
 */
package dev.featured.model.recorded;
