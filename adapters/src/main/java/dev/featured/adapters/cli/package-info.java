/**
 * The program {@code featured} and the commands that a person types.
 *
 * <p>Lives here: options, their defaults and help, exit codes, and signals.
 *
 * <p>May come in: what a command line needs. May not: what the commands do; that is the daemon's
 * and the demo's.
 */
package dev.featured.adapters.cli;
