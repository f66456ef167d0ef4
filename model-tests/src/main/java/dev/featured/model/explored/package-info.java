/**
 * What the searches of every build come to, as a file that is committed: a reviewer sees in it what
 * a change does to the worlds, and the pictures are weighted by it.
 *
 * <p>Lives here: the counts, the counterexamples of the known-bad subjects, their form as JSON, and
 * why some ways through the table are never taken.
 *
 * <p>May come in: more that the searches can count. May not: pictures and pages of it, which are
 * for the module of the documents.
 */
package dev.featured.model.explored;
