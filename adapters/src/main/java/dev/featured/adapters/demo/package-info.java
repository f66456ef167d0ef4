/**
 * The demo: a switch that fits into a terminal, and the daemon running against it.
 *
 * <p>Lives here: the embedded Redis laid out as on a switch, the configurations that it is loaded
 * with, a simulated systemd, the two known races and the count of who lost them, and what a viewer
 * sees of it all.
 *
 * <p>May come in: whatever the demo needs to look like a switch from outside.
 *
 * <p>May not: anything that the daemon on a switch needs; nothing outside the command line's
 * package depends on this one. And no Redis client: the programs that talk to Redis here are in
 * {@link dev.featured.adapters.demo.clients}.
 */
package dev.featured.adapters.demo;
