package dev.featured.adapters.demo.clients;

/** The keys of the FEATURE table, in CONFIG_DB as in STATE_DB. */
final class FeatureKeys {
  static final String PREFIX = "FEATURE|";

  private FeatureKeys() {}

  static String of(String feature) {
    return PREFIX + feature;
  }

  static String nameIn(String key) {
    return key.substring(PREFIX.length());
  }
}
