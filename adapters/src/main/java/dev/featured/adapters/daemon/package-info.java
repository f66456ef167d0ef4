/**
 * The shell around the core: threads, queues, clocks, and the daemon's life from start to SIGTERM.
 *
 * <p>Lives here: the event loop that steps the core and runs a Spring Statemachine beside each
 * registration, the thread that talks to Redis, the lanes' workers, and the log of transitions.
 *
 * <p>May come in: pumping, that is taking an event from somewhere or carrying a command there.
 *
 * <p>May not: decisions. What a row wants, what may run beside what, and what is written when is
 * the core's to say.
 */
package dev.featured.adapters.daemon;
