/**
 * The lifecycle table as text that people read.
 *
 * <p>Lives here: the {@link dev.featured.engine.diagram.Description} of a table, which knows
 * nothing but words; the {@link dev.featured.engine.diagram.Comparison} of two; the {@link
 * dev.featured.engine.diagram.Picture} of either, which decides what is drawn and in which colours;
 * and renderers to one format each, deterministic to the byte, which decide nothing.
 *
 * <p>May come in: formats. May not: knowledge of the machine that the table does not hold, and
 * files; who wants a file writes it.
 */
package dev.featured.engine.diagram;
