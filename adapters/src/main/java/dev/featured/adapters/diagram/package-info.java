/**
 * The description of a lifecycle table as JSON, for programs and for comparing two versions.
 *
 * <p>Lives here: the form of that JSON, its writer and its reader.
 *
 * <p>May come in: a newer form, beside the older ones as long as files of those are about. May not:
 * the table itself, and what is drawn; the engine describes, compares and draws.
 */
package dev.featured.adapters.diagram;
