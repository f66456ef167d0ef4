/**
 * The whole logic of the daemon as one value: {@link
 * dev.featured.engine.core.FeatureRegistry#step(Event)} takes one event and answers with the next
 * value and the commands to carry out.
 *
 * <p>Lives here: registrations, lanes, the dirty set, and the rules of SPEC section 6 that are more
 * than the lifecycle table.
 *
 * <p>May come in: whatever can be got wrong by timing, as immutable values.
 *
 * <p>May not: a clock, a thread, a lock, randomness, Redis, systemd, Spring. Time and replies come
 * in as events.
 */
package dev.featured.engine.core;
