/**
 * What the search says of the shipped daemon, and of the known-bad ones.
 *
 * <p>Lives here: the pinned counts, and how each known-bad subject is caught.
 *
 * <p>May come in: more subjects and settings. May not: tests that depend on how fast a machine is.
 */
package dev.featured.model.subjects;
