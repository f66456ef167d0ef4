package dev.featured.adapters.redis;

import dev.featured.adapters.redis.DatabaseConfig.Database;
import dev.featured.engine.feature.FeatureName;

/**
 * The keys of one table of one database: the table's name, the database's separator, a name.
 *
 * @param prefix what every key of the table begins with
 */
record Table(String prefix) {
  static Table of(String name, Database database) {
    return new Table(name + database.separator());
  }

  byte[] key(String name) {
    return LosslessUtf8.encode(prefix + name);
  }

  byte[] key(FeatureName name) {
    return key(name.value());
  }

  /** A pattern that matches the table's keys and no others. */
  String pattern() {
    return Glob.literal(prefix) + "*";
  }

  /** The name in a key of this table; it may be any text. */
  String nameIn(byte[] key) {
    return LosslessUtf8.decode(key).substring(prefix.length());
  }
}
