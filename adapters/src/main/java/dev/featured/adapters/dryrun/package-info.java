/**
 * {@code featured run --dry-run}: what the daemon would do beside another one, told and never done.
 *
 * <p>Lives here: the following of rows, of what is published and of units, the comparison of what
 * the shipped core and the shipped operations would do with what is there, and when a difference
 * has lasted long enough to be told.
 *
 * <p>May come in: what reads. May not: the fence, drop-ins, files, locks, the journal, systemd's
 * notify socket, or anything else that writes; a rule of what a row wants or of what is done to a
 * unit, which the core and {@link dev.featured.adapters.systemd.Rehearsal} know.
 */
package dev.featured.adapters.dryrun;
