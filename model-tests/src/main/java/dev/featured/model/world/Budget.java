package dev.featured.model.world;

/** What may happen only so often in one world, so that there is an end to all ways through it. */
public enum Budget {
  /** The package manager begins an installation. */
  INSTALL,
  /** The package manager enables and waits. */
  ENABLE,
  /** The package manager uninstalls, and waits. */
  UNINSTALL,
  /** The package manager upgrades to the same name. */
  UPGRADE,
  /** The package manager uninstalls without waiting. */
  FORCED_UNINSTALL,
  /** The operator changes a field. */
  OPERATOR,
  /** A second writer replaces a row with {@code set_entry}. */
  WRITER,
  /** Somebody writes a new row field by field. */
  BUILDER,
  /** The configuration is reloaded, its flag gone meanwhile. */
  RELOAD,
  /** The configuration is reloaded while the flag stays. */
  RELOAD_UNANNOUNCED,
  /** The ports become ready, or ready again. */
  PORTS,
  /** Delayed features have waited long enough. */
  TIME_LIMIT,
  /** Another owner writes its field of STATE_DB. */
  OTHER_OWNER,
  /** Somebody removes the published state. */
  STATE_REMOVED,
  /** The steady comparison, more often than needed. */
  COMPARE,
  /** A start fails. */
  START_FAILS,
  /** A stop fails. */
  STOP_FAILS,
  /** A reload of systemd fails. */
  RELOAD_FAILS,
  /** A job of systemd takes longer than it is waited for. */
  HANG,
  /** The subscriber's connection is lost, with what is in flight. */
  LOSE_NOTICES,
  /** The answer of Redis is lost, though the command was carried out. */
  LOSE_ANSWER,
  /** Redis refuses a write for a reason that passes. */
  REFUSE,
  /** The daemon is killed. */
  CRASH,
  /** The unit file vanishes. */
  VANISH,
  /** The operator changes a field, and leaves a request to be answered. */
  ASK,
  /** The warm or fast boot finishes. */
  BOOT_ENDS,
  /** Somebody switches keyspace events off. */
  EVENTS_OFF,
  /** Somebody else has systemd reload its files. */
  OTHERS_RELOAD,
  /** The state machine of a registration differs from the core. */
  FAULT,
  /** The daemon is told to end. */
  STOP,
  /** The daemon's grace is over while operations are at work. */
  GRACE,
  /** The operator changes a field of a namespace's row. */
  OPERATOR_THERE,
  /** The owner of a namespace's row deletes it. */
  DELETED_THERE,
  /** Somebody writes a new row field by field in a namespace. */
  BUILDER_THERE,
  /** Somebody removes the published state in a namespace. */
  STATE_REMOVED_THERE,
  /** The answer of a namespace's Redis is lost, though the command was carried out. */
  LOSE_ANSWER_THERE,
  /** A namespace's Redis refuses a write. */
  REFUSE_THERE,
  /** A namespace's Redis goes away and is back. */
  AWAY_THERE;

  private static final int COUNT = values().length;

  static int count() {
    return COUNT;
  }

  // A position within this process; it is never stored.
  @SuppressWarnings("EnumOrdinal")
  int index() {
    return ordinal();
  }
}
