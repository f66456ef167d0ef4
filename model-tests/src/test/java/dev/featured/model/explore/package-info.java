/**
 * Tests of the search itself.
 *
 * <p>Lives here: that it finds everything, in whatever order its threads run.
 *
 * <p>May come in: other ways of going through a world. May not: what holds of the daemon.
 */
package dev.featured.model.explore;
