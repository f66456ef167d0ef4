/**
 * The other programs on a switch that use Redis (SPEC section 5): the package manager, an operator,
 * the loader of the configuration, and a small model of a daemon that writes back without a fence.
 *
 * <p>Lives here: their side of Redis, and the observers that say what became of the rows.
 *
 * <p>May come in: what writes or watches FEATURE rows and is not our daemon. This is the one
 * package besides {@code adapters.redis} that may see the Redis client, because these programs do
 * on a switch what our daemon must not do: they write rows whenever they like and look at nothing
 * first. Sending them through the daemon's fence would make the demo prove nothing.
 *
 * <p>May not: the daemon, and anything that the daemon on a switch needs.
 */
package dev.featured.adapters.demo.clients;
