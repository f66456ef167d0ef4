/**
 * Where the log goes, how its lines look, and how often trouble that comes and goes is said.
 *
 * <p>Lives here: what logback needs to write lines fit for the systemd journal, and {@link
 * dev.featured.adapters.log.TroubleLog}, which keeps an outage down to two lines.
 *
 * <p>May come in: layout, levels, the restraint that keeps a log readable. May not: what is worth a
 * line and how it is worded; that is known where things happen.
 */
package dev.featured.adapters.log;
