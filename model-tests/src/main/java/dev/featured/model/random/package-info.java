/**
 * Random ways through a world: long runs whose every choice is drawn as data, in settings that are
 * too roomy to be searched to the end.
 *
 * <p>Uniform choices are a poor way to find what is wrong. Most of what goes wrong takes one party
 * that lags far behind the others, or a few kinds of interference again and again and no others. So
 * each run has a {@link dev.featured.model.random.Temper} of its own: which of the outside moves
 * may happen at all is drawn (swarm testing), how much happens from outside is, after which the
 * world is left alone, and each of the moves that happen by themselves gets a weight between eager
 * and idle (as in probabilistic concurrency testing, where priorities are drawn and not single
 * steps).
 *
 * <p>Lives here: {@link dev.featured.model.random.Draws}, of which any list of numbers is one; the
 * {@link dev.featured.model.random.Walker} that makes a schedule of them and lets the world come to
 * rest at the end; the {@link dev.featured.model.random.Shrinker}; and the {@link
 * dev.featured.model.random.Replay} string of what was found.
 *
 * <p>May come in: other tempers, other ways to shrink.
 *
 * <p>May not: a random number that is not drawn from a seed that was handed in, and what a world
 * does.
 */
package dev.featured.model.random;
