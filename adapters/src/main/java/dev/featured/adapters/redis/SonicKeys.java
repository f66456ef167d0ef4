package dev.featured.adapters.redis;

import dev.featured.adapters.redis.DatabaseConfig.Database;

/** The keys and tables that SPEC section 1 lists, and the daemon's own. */
final class SonicKeys {
  /** CONFIG_DB: a string, {@code 1} once the configuration is loaded. */
  static final String CONFIG_DB_INITIALIZED = "CONFIG_DB_INITIALIZED";

  private SonicKeys() {}

  /** In CONFIG_DB the rows, in STATE_DB what has become of them. */
  static Table features(Database database) {
    return Table.of("FEATURE", database);
  }

  /** In STATE_DB: how the daemon stands with each feature. It is not one of SONiC's tables. */
  static Table lifecycles(Database database) {
    return Table.of("FEATURE_LIFECYCLE", database);
  }

  /** In CONFIG_DB. */
  static Table deviceMetadata(Database database) {
    return Table.of("DEVICE_METADATA", database);
  }

  /**
   * In STATE_DB: a hash; its field {@code enable} says whether a warm or fast boot is under way.
   */
  static String warmRestart(Database database) {
    return Table.of("WARM_RESTART_ENABLE_TABLE", database).prefix() + "system";
  }

  /** In APPL_DB: appears when the ports are initialised. */
  static String portInitDone(Database database) {
    return Table.of("PORT_TABLE", database).prefix() + "PortInitDone";
  }
}
