/**
 * What is generated for readers.
 *
 * <p>Lives here: which generated files there are, and the program that writes them.
 *
 * <p>May come in: files made from the table, or from runs of the model. May not: prose; that is
 * written by hand in {@code docs/}, and the renderers are the engine's and the model's.
 */
package dev.featured.docs;
