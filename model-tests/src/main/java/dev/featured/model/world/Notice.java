package dev.featured.model.world;

import java.util.Locale;

/**
 * A keyspace notification.
 *
 * @param kind of what
 * @param feature the feature's number; 0 where it concerns none
 */
record Notice(Kind kind, int feature) {
  enum Kind {
    ROW_WRITTEN,
    ROW_DELETED,
    STATE_TOUCHED,
    FLAG_TOUCHED,
    PORTS_INITIALISED
  }

  // A position within this process; it is never stored.
  @SuppressWarnings("EnumOrdinal")
  int code() {
    return feature * 8 + kind.ordinal();
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
