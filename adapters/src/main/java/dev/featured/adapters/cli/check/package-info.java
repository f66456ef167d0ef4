/**
 * What the daemon would do with a config_db.json.
 *
 * <p>Lives here: the reading of such a file, and for each of its features the foretelling of what
 * becomes of it, as values that {@code featured check} prints.
 *
 * <p>May come in: what turns a file into the rows that the daemon would find in CONFIG_DB. May not:
 * a second reading of a row. What a row wants is asked of the same classes that the daemon asks.
 */
package dev.featured.adapters.cli.check;
