/**
 * The journal of transitions, which survives restarts and reboots.
 *
 * <p>Lives here: what is remembered of a transition, and the bounded file that it is remembered in,
 * for whoever writes and whoever reads it.
 *
 * <p>May come in: what makes the file harder to break or easier to read. May not: anything that the
 * daemon would decide by. It writes the journal and never reads it.
 */
package dev.featured.adapters.journal;
