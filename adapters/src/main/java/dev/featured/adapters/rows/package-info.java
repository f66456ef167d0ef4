/**
 * The rows of FEATURE as all see them who look at them: the daemon, a dry run, and the commands.
 *
 * <p>Lives here: which of them are looked after, and what writing the derived fields back changes
 * in one, as it is said.
 *
 * <p>May come in: what several of those must see or say alike of a row. May not: what a row wants,
 * which the engine knows; where rows come from, which is {@link dev.featured.adapters.redis}'s or a
 * file's; and the device that they are rendered on, which is {@link
 * dev.featured.adapters.device}'s.
 */
package dev.featured.adapters.rows;
