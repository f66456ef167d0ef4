/**
 * Names, rows, and what a row wants.
 *
 * <p>Lives here: the values that describe one feature as CONFIG_DB and systemd know it, and the
 * pure reading of a row into a wish (SPEC sections 1 and 2).
 *
 * <p>May come in: immutable values, and functions of nothing but their arguments.
 *
 * <p>May not: the lifecycle's states, anything that remembers, and all that touches Redis, systemd,
 * files or a template library; a template's text comes in through {@link
 * dev.featured.engine.feature.TemplateRenderer}.
 */
package dev.featured.engine.feature;
