/**
 * Benchmarks, run by the profile {@code bench} and by nothing else.
 *
 * <p>Lives here: JMH benchmarks of the shipped code and the program that runs them.
 *
 * <p>May come in: measurements that are quoted as ratios within one run, or compared with a floor
 * that the project promises. May not: tests; no test depends on how fast a machine is.
 */
package dev.featured.model.bench;
