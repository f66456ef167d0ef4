/**
 * Sequences to be looked at: counterexamples that the search finds, and runs that are worth
 * telling.
 *
 * <p>Lives here: which sequences there are, and how each comes about. What happens in them is the
 * world's answer, found by walking through it.
 *
 * <p>May come in: more sequences, each with a title and what a reader should see in it.
 *
 * <p>May not: steps that were typed and not walked, and pictures; those are the trace's.
 */
package dev.featured.model.recorded;
