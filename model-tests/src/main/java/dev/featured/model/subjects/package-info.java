/**
 * What is searched: the shipped core with the shell's contract, and known-bad ones that must be
 * caught.
 *
 * <p>Lives here: the subjects, each with one sentence that says what is wrong with it, and the
 * settings that they are searched in.
 *
 * <p>May come in: whatever somebody might get wrong in the core, the table or the shell.
 *
 * <p>May not: a change of the shipped code for a subject's sake.
 */
package dev.featured.model.subjects;
