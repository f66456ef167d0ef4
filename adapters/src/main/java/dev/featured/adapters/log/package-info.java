/**
 * Where the log goes, and how its lines look.
 *
 * <p>Lives here: what logback needs to write lines fit for the systemd journal.
 *
 * <p>May come in: layout, levels. May not: decisions about what is worth a line; those are made
 * where things happen.
 */
package dev.featured.adapters.log;
