/**
 * The lifecycle table as text that people read.
 *
 * <p>Lives here: renderers from a table to one format each, deterministic to the byte.
 *
 * <p>May come in: formats. May not: knowledge of the machine that the table does not hold, and
 * files; who wants a file writes it.
 */
package dev.featured.engine.diagram;
