/**
 * Goes through every way in which the steps of a world can follow one another.
 *
 * <p>Lives here: the exhaustive search, the set of worlds it has met, and what it counts.
 *
 * <p>May come in: other ways of walking through the same steps.
 *
 * <p>May not: knowledge of what the steps do. A world is a fingerprint, a number of choices, and
 * what each of them comes to.
 */
package dev.featured.model.explore;
