/**
 * The lifecycle table as Spring Statemachines, one for each registration.
 *
 * <p>Lives here: the translation of the table into Spring's terms, and one narrow way to run the
 * result.
 *
 * <p>May come in: Spring Statemachine; no other package imports it. Its open-source line has ended,
 * so what is used of it is kept small enough to be replaced.
 *
 * <p>May not: rules of the lifecycle. Whatever the machine does comes from the table, and an action
 * does nothing but note which transition was taken.
 */
package dev.featured.engine.statemachine;
