/**
 * How schedules look to a reader.
 *
 * <p>Lives here: the pictures of a small made-up diagram, and of a short trace.
 *
 * <p>May come in: tests of other ways of showing a trace. May not: what holds of the daemon.
 */
package dev.featured.model.trace;
