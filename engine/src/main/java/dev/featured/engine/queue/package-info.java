/**
 * Work that waits, as an immutable value.
 *
 * <p>Lives here: {@link dev.featured.engine.queue.WorkQueue}, the one structure in which pieces of
 * work for the same key become one.
 *
 * <p>May come in: what every queue of this daemon needs.
 *
 * <p>May not: threads and locks, which belong to those who share a queue; and what the work is
 * about.
 */
package dev.featured.engine.queue;
