/**
 * The shell around the core: threads, queues, clocks, and the daemon's life from start to SIGTERM.
 *
 * <p>Lives here: the event loop that steps the core and runs a Spring Statemachine beside each
 * registration, the thread that talks to Redis, the lanes' workers, and the log of transitions and
 * of what was written.
 *
 * <p>May come in: pumping, that is taking an event from somewhere or carrying a command there.
 *
 * <p>May not: decisions. What a row wants, what may run beside what, and what is written when is
 * the core's to say. Nor what a dry run or a command needs too: that lives with its kind, in {@link
 * dev.featured.adapters.device}, {@link dev.featured.adapters.rows} and {@link
 * dev.featured.adapters.log}.
 */
package dev.featured.adapters.daemon;
