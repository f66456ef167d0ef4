package dev.featured.model.world;

/** What a search must have come across, lest it be vacuous. */
public enum Sighting {
  /** A fenced write met a row that was gone. */
  FENCE_FOUND_ROW_GONE("sometimes: the fence refuses because the row is gone"),
  /** A fenced write met another row. */
  FENCE_FOUND_ROW_CHANGED("sometimes: the fence refuses because the row has changed"),
  /** A row went and came back equal before a write was carried out that was decided before. */
  ROW_RETURNED_EQUAL("sometimes: a row goes and comes back equal while a write is on its way"),
  /** A result for a registration that is no more. */
  RESULT_FOR_THE_DEAD("sometimes: a result arrives for a dead registration"),
  /** The owed stop. */
  STOP_OWED("sometimes: units are stopped for a registration that is no more"),
  /** A fenced forgetting met a row. */
  FORGET_FOUND_ROW_BACK("sometimes: a state is to be forgotten and its row is back"),
  /** A kill between a command's issue and its execution. */
  CRASH_WITH_WRITE_SENT(
      "sometimes: the daemon is killed between a write's issue and its execution"),
  /** A write of a daemon that is no more. */
  WRITE_OF_THE_DEAD("sometimes: a write is carried out after its daemon was killed"),
  /** A kill during an operation. */
  CRASH_DURING_OPERATION("sometimes: the daemon is killed during an operation"),
  /** Notifications lost. */
  NOTICES_LOST("sometimes: notifications are lost"),
  /** An answer lost. */
  ANSWER_LOST("sometimes: an answer of Redis is lost"),
  /** A write repeated. */
  REFUSED_WRITE_RETRIED("sometimes: a refused write is tried again"),
  /** A read postponed. */
  READ_POSTPONED("sometimes: a read waits for the configuration"),
  /** A forgetting refused. */
  FORGET_WAITED("sometimes: nothing is forgotten since the configuration is not loaded"),
  /** A publication taken back. */
  STATE_TAKEN_BACK("sometimes: what was published is taken back, since its row is gone or changed"),
  /** A trace removed. */
  TRACE_REMOVED("sometimes: a trace is removed"),
  /** A start with its file gone. */
  START_WITHOUT_FILE("sometimes: a unit is started whose file is gone"),
  /** A job that ended after it was given up. */
  LATE_JOB("sometimes: a job ends after it was given up"),
  /** A reload for two. */
  SHARED_RELOAD("sometimes: one reload serves two operations"),
  /** The package manager goes on. */
  PACKAGER_WENT_ON("sometimes: the package manager sees what it waits for"),
  /** A fenced write in a namespace met no row. */
  NAMESPACE_ROW_GONE("sometimes: in a namespace the fence refuses because the row is gone"),
  /** A fenced write in a namespace met another row. */
  NAMESPACE_ROW_CHANGED("sometimes: in a namespace the fence refuses because the row has changed"),
  /** A rewrite in a namespace. */
  NAMESPACE_ROW_REWRITTEN("sometimes: a namespace's row is rewritten"),
  /** The host's row was another one before the namespace was written to. */
  NAMESPACE_OVERTAKEN("sometimes: the host's row is another one before a namespace is written to"),
  /** The host's row was another one after a publication in a namespace. */
  NAMESPACE_STATE_TAKEN_BACK("sometimes: what was published in a namespace is taken back"),
  /** A namespace's row that went with its registration. */
  NAMESPACE_ROW_REMOVED("sometimes: a namespace's row goes with its registration"),
  /** A namespace's row that did not. */
  NAMESPACE_ROW_LEFT("sometimes: a namespace's row stays since somebody has changed it"),
  /** A forgetting in a namespace met a row on the host. */
  NAMESPACE_FOUND_HOST_BACK("sometimes: a namespace is to forget and the host's row is back"),
  /** A forgetting in a namespace refused. */
  NAMESPACE_FORGETTING_WAITED(
      "sometimes: in a namespace nothing is forgotten since the configuration is not loaded"),
  /** A trace in a namespace removed. */
  NAMESPACE_TRACE_REMOVED("sometimes: a trace is removed in a namespace"),
  /** A barrier came behind news of the row. */
  BARRIER_FOUND_NEWS("sometimes: a barrier comes behind news of its row"),
  /** A watched row was touched. */
  WATCH_FOUND_A_TOUCH("sometimes: a row is touched behind its barrier"),
  /** A watched row of a namespace was touched. */
  NAMESPACE_WATCH_FOUND_A_TOUCH(
      "sometimes: in a namespace a trace is touched behind the barrier of its removal"),
  /** A comparison of a namespace found what the host does not have. */
  NAMESPACE_KNOWS_AN_ORPHAN("sometimes: a namespace has a state that the host has no row of"),
  /** A namespace's answer lost. */
  NAMESPACE_ANSWER_LOST("sometimes: an answer of a namespace's Redis is lost"),
  /** A namespace's Redis away and back. */
  NAMESPACE_AWAY("sometimes: a namespace's Redis goes away and is back"),
  /** A kill with a command on its way to a namespace. */
  CRASH_WITH_NAMESPACE_WRITE_SENT(
      "sometimes: the daemon is killed between a write to a namespace and its execution");

  private final String text;

  Sighting(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }

  // A position within this process; it is never stored.
  @SuppressWarnings("EnumOrdinal")
  long bit() {
    return 1L << ordinal();
  }

  /** Whether a set of sightings, as {@link Draft} collects it, has this one. */
  public boolean isIn(long seen) {
    return (seen & bit()) != 0;
  }
}
