package dev.featured.model.world;

/**
 * One thing that a shell around the core may get wrong. The shipped shell has none of these; each
 * belongs to a subject that the search must catch.
 */
public enum Flaw {
  /**
   * SONiC's write-backs: first the state, then the row's fields, neither with a look at the row.
   */
  UNFENCED_WRITES,
  /** The same, then the row is read again and deleted if it is partial. */
  WRITE_READ_DELETE,
  /** The rewrite does not look whether the row is the expected one, only whether it is there. */
  REWRITES_CHANGED_ROWS,
  /** The publication does not look at the row. */
  PUBLISHES_UNSEEN,
  /** The rewrite adds the fields that the row lacks. */
  REWRITE_ADDS_FIELDS,
  /** A published state is removed though the row is back. */
  FORGETS_UNSEEN,
  /** A published state is removed while the configuration is not loaded. */
  FORGETS_WHILE_UNLOADED,
  /** If the row is back, its STATE_DB row is left as it is. */
  FORGETS_NOTHING_OF_RETURNED_ROWS,
  /** Nothing is ever forgotten. */
  NEVER_FORGETS,
  /** A trace is removed though it has become a row. */
  REMOVES_CHANGED_TRACES,
  /** Rows are read while the configuration is not loaded. */
  READS_WHILE_UNLOADED,
  /** A question that came while the configuration was not loaded is never answered. */
  DROPS_POSTPONED_READS,
  /** After a reconnect nothing is compared. */
  NO_COMPARISON_AFTER_RECONNECT,
  /** Everything is compared before the subscription stands, and not after it. */
  COMPARES_BEFORE_SUBSCRIBING,
  /** Notifications of deletions are not listened to. */
  DELETIONS_UNHEARD,
  /** Touches of STATE_DB are not listened to. */
  STATE_TOUCHES_UNHEARD,
  /** The ports are not listened to. */
  PORTS_UNHEARD,
  /** A newer write does not take the place of an older one that waits; it is dropped. */
  NEWER_WRITE_DROPPED,
  /** A write that was decided before an operation may still be carried out after it. */
  OUTDATED_WRITES_NOT_WITHDRAWN,
  /** A unit is started before systemd has reloaded what was changed for it. */
  STARTS_WITHOUT_RELOAD,
  /** A start that was not waited for to its end counts as done. */
  TIMEOUT_COUNTS_AS_SUCCESS,
  /** A unit in its activation is stopped at once, and the stop is believed. */
  STOP_NOT_AWAITED,
  /** Drop-ins are written after the unit was found running, and never reloaded. */
  DROP_INS_NOT_RELOADED,
  /**
   * A unit that is off on the disk counts as off, though its daemon was killed before the reload.
   */
  HALF_DONE_STOP_BELIEVED,
  /** Units of a scope that is switched off are left as they are. */
  SURPLUS_LEFT_ALONE,
  /**
   * A unit of such a scope that is masked on the disk counts as masked, though its daemon was
   * killed before the reload.
   */
  HALF_DONE_PUTTING_AWAY_BELIEVED,
  /** A refused write is not tried again. */
  REFUSED_WRITES_GIVEN_UP,
  /** A lost answer counts as a refusal for good. */
  LOST_ANSWER_GIVEN_UP,
  /** PortInitDone that was there once is not asked for after a reconnect. */
  PORTS_MISSED_WHILE_UNHEARD,
  /** Nor after keyspace events were found switched off. */
  PORTS_MISSED_WHILE_SILENCED,
  /** What is heard while a comparison is on its way is not handed on. */
  NOTICES_DROPPED_WHILE_LISTING,
  /** What has been asked is looked at when the core hears of a row, not before it is read. */
  REQUESTS_READ_LATE,
  /** What needs a barrier does not wait for it. */
  BARRIER_SKIPPED,
  /** The row that such a write is about is not watched. */
  WATCH_SKIPPED,
  /** An immutable state is remembered where the deletion of its row may have gone unheard. */
  PINS_KEPT_OVER_RELOADS,
  /** In a namespace a row is rewritten though it is another one than the one that was read. */
  MIRRORS_CHANGED_ROWS,
  /** In a namespace a row is rewritten though it is gone. */
  MIRRORS_DELETED_ROWS,
  /** In a namespace the rewrite adds the fields that the row lacks. */
  MIRROR_ADDS_FIELDS,
  /** In a namespace a user's choice of state is overridden. */
  MIRRORS_OVER_CHOICES,
  /** In a namespace nothing is ever forgotten. */
  NEVER_FORGETS_THERE,
  /** In a namespace is forgotten while the host's configuration is not loaded. */
  FORGETS_WHILE_UNLOADED_THERE,
  /** With its registration a namespace's row goes, though somebody has changed it. */
  REMOVES_CHANGED_ROWS_THERE,
  /** In a namespace a trace is removed though it has become a row. */
  REMOVES_CHANGED_TRACES_THERE,
  /** In a namespace the removal of a trace does not wait for its barrier. */
  BARRIER_SKIPPED_THERE,
  /** In a namespace the row of a trace that is to be removed is not watched. */
  WATCH_SKIPPED_THERE,
  /** Touches of a namespace's rows, deletions too, are not listened to. */
  ROWS_THERE_UNHEARD,
  /** Touches of a namespace's STATE_DB are not listened to. */
  STATE_TOUCHES_THERE_UNHEARD,
  /** After a reconnect to a namespace nothing is compared. */
  NO_COMPARISON_AFTER_RECONNECT_THERE,
  /** Newer work in a namespace does not take the place of older work; it is dropped. */
  NEWER_WORK_THERE_DROPPED,
  /** Newer work in a namespace goes with the older work that it came in the midst of. */
  NEWER_WORK_THERE_DONE_WITH_OLDER,
  /** A lost answer of a namespace counts as a refusal for good. */
  LOST_ANSWER_THERE_GIVEN_UP
}
