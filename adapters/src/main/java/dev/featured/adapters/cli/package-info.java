/**
 * The program {@code featured} and the commands that a person types.
 *
 * <p>Lives here: options, their defaults and help, exit codes, signals, and how what was found out
 * is printed.
 *
 * <p>May come in: what a command line needs. May not: what the commands do or find out; that is
 * {@link dev.featured.adapters.cli.check}'s, {@link dev.featured.adapters.operator}'s, the daemon's
 * and the demo's.
 */
package dev.featured.adapters.cli;
