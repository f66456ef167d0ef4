/**
 * The lifecycle of a registration as a table: seven states, seven triggers, forty-nine cells.
 *
 * <p>Lives here: the states, triggers, conditions and effects, the table itself in {@link
 * dev.featured.engine.lifecycle.FeatureLifecycle}, the rules that a table must keep, and the plain
 * interpreter.
 *
 * <p>May come in: what describes the machine, and rules about it.
 *
 * <p>May not: rows, names, units, commands; the table knows of them only through {@link
 * dev.featured.engine.lifecycle.Facts}. Everything that is drawn, run or checked is derived from
 * the table; nothing here knows by whom.
 */
package dev.featured.engine.lifecycle;
