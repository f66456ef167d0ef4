/**
 * The project's rules about itself, as tests.
 *
 * <p>Lives here: which package may use what, and what every package and class must have.
 *
 * <p>May come in: rules that a reviewer would otherwise have to watch for. May not: rules that the
 * compiler or the formatter holds already.
 */
package dev.featured.model.rules;
