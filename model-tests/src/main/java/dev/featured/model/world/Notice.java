package dev.featured.model.world;

import java.util.Locale;

/**
 * What a subscriber hears: a keyspace notification, or a barrier.
 *
 * @param kind of what
 * @param feature the feature's number; 0 where it concerns none
 * @param barrier the identity of a barrier; 0 where it is none
 */
public record Notice(Kind kind, int feature, long barrier) {
  Notice(Kind kind, int feature) {
    this(kind, feature, 0);
  }

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
    PORTS_INITIALISED,
    /** The daemon's own, behind what was announced before it. */
    BARRIER
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
