/**
 * What an operator's commands find out and do on a running switch.
 *
 * <p>Lives here: waiting for what the daemon makes of a row, the explaining of what it has made of
 * it, and the search for what was left behind, with its repair.
 *
 * <p>May come in: questions that are answered from what the daemon has left in Redis and on disk.
 * May not: options, exit codes and printing, which are {@link dev.featured.adapters.cli}'s; a
 * second daemon, which would decide anything about a feature by itself.
 */
package dev.featured.adapters.operator;
