/**
 * Schedules as something to read: numbered sentences that say what happened, and what changed.
 *
 * <p>Lives here: the replay of a schedule, its sentences, and the changes that each step made.
 *
 * <p>May come in: other ways of showing the same steps.
 *
 * <p>May not: decisions about what happens; a trace only shows it.
 */
package dev.featured.model.trace;
