/**
 * The two interpreters of the one table, side by side.
 *
 * <p>Lives here: tests that step the Spring Statemachine and the plain interpreter together and
 * compare every answer.
 *
 * <p>May come in: anything that needs only the table and its interpreters. May not: rows and Redis.
 */
package dev.featured.model.lockstep;
