/**
 * Schedules as something to read and to look at: numbered sentences that say what happened and what
 * changed, and the same as sequence diagrams.
 *
 * <p>Lives here: the replay of a schedule, its sentences, the changes that each step made, and the
 * diagram of it in Mermaid and in PlantUML.
 *
 * <p>May come in: other ways of showing the same steps.
 *
 * <p>May not: decisions about what happens; a trace only shows it.
 */
package dev.featured.model.trace;
