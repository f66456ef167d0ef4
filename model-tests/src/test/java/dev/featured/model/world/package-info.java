/**
 * Tests of what a world is told apart by.
 *
 * <p>Lives here: what the search takes for one world, and what for two.
 *
 * <p>May come in: more of that. May not: what holds of the daemon.
 */
package dev.featured.model.world;
