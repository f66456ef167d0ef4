package dev.featured.model.world;

import java.util.Locale;

/**
 * A keyspace notification.
 *
 * @param kind of what
 * @param feature the feature's number; 0 where it concerns none
 */
public record Notice(Kind kind, int feature) {
  /** Of what a notification is. */
  public enum Kind {
    /** A row of CONFIG_DB was written. */
    ROW_WRITTEN,
    /** A row of CONFIG_DB went. */
    ROW_DELETED,
    /** A row of STATE_DB was written or went. */
    STATE_TOUCHED,
    /** CONFIG_DB_INITIALIZED was set. */
    FLAG_TOUCHED,
    /** The flag of a warm or fast boot was written. */
    BOOT_FLAG_TOUCHED,
    /** PortInitDone was written. */
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
