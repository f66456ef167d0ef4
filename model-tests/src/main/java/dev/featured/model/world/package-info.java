/**
 * The world around the shipped core, as one immutable value, and every small step that can happen
 * in it.
 *
 * <p>Lives here: CONFIG_DB and STATE_DB rows, notifications in flight, the daemon's shell reduced
 * to what can be got wrong by timing (mailbox, store's thread, lanes at work), systemd, the actors,
 * the faults, and the properties that must hold.
 *
 * <p>May come in: actors, faults and properties, each as steps that are atomic in reality too.
 *
 * <p>May not: threads, clocks, randomness, and the real Redis or systemd. Who takes which step is
 * decided by the packages that search.
 */
package dev.featured.model.world;
