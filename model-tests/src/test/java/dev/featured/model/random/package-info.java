/**
 * The shipped daemon and the known-bad ones on random ways.
 *
 * <p>Lives here: the properties that the shipped daemon must keep on thousands of long runs, the
 * proof that these runs catch every known-bad subject, and the replay of what was found.
 *
 * <p>Every build makes the same runs. Others are made with {@code -Dseed=2} and more of them with
 * {@code -Djqwik.tries.default=100000}.
 *
 * <p>May come in: more settings and subjects. May not: a run that cannot be repeated.
 */
package dev.featured.model.random;
