package dev.featured.model.world;

/** What must hold, whatever happens in whatever order. */
public enum Property {
  /** Never does a write of the daemon create a row in CONFIG_DB. */
  CREATES_NO_ROW("always: no write of the daemon creates a row of CONFIG_DB"),
  /** Never does a write of the daemon add a field to a row. */
  ADDS_NO_FIELD("always: no write of the daemon adds a field to a row"),
  /** Never is a value replaced that the decision did not see. */
  OVERRIDES_NOTHING_UNSEEN(
      "always: no write of the daemon replaces a value that its decision did not see"),
  /** What a user set stays, but for a row whose state no user may change. */
  PUTS_BACK_IMMUTABLE_ONLY(
      "always: a state that somebody set is replaced only where this row's state was immutable"),
  /** Never does the daemon delete what is not a trace. */
  DELETES_TRACES_ONLY("always: the daemon deletes no row that somebody wants"),
  /** A published state has a row. */
  PUBLISHES_FOR_ROWS_ONLY("always: at the instant a state is published its row is there"),
  /** A published state is what the row wishes. */
  PUBLISHES_WHAT_IS_WISHED("always: a published state is what the row wishes, or a failure"),
  /** A published state is what the last operation came to. */
  PUBLISHES_WHAT_IS_DONE(
      "always: a published state is what the last operation came to, and none has begun when it is sent"),
  /** Other owners' fields of STATE_DB. */
  KEEPS_OTHERS_FIELDS("always: other owners' fields stay for as long as the row is there"),
  /** A row that is not loaded yet is not gone. */
  READS_ONLY_WHAT_IS_LOADED("always: no row is looked at while the configuration is not loaded"),
  /** While rows are missing because they are being loaded, nobody is forgotten. */
  FORGETS_NOTHING_UNLOADED("always: nothing is forgotten while the configuration is not loaded"),
  /** The daemon's own fields go with the registration. */
  FORGETS_ALL_OF_ITS_OWN(
      "always: after a forgetting nothing is left of what that registration has published"),
  /** At most one operation on a unit. */
  ONE_OPERATION("always: there is at most one operation on a unit"),
  /** After deregistered only the forgetting and the owed stop. */
  NOTHING_AFTER_DEREGISTERED(
      "always: nothing but the forgetting, the owed stop and the tidying follows deregistered"),
  /** A start cannot succeed before systemd has seen that the mask is gone. */
  STARTS_NOTHING_MASKED("always: no unit is started while systemd counts it as masked"),
  /** Stopping a unit in its ExecStartPre would orphan its container. */
  STOPS_NOTHING_ACTIVATING("always: no unit is stopped on its way up, unless it takes too long"),
  /** The core is never surprised. */
  NO_CONTRADICTION("always: no event contradicts what the core asked for"),
  /** A quiet world: STATE_DB. */
  QUIET_STATE_AGREES("eventually: STATE_DB says what the machine has come to, and no more"),
  /** A quiet world: the machine. */
  QUIET_MACHINE_AGREES("eventually: the machine stands where its row points"),
  /** A quiet world: the units. */
  QUIET_UNITS_AGREE("eventually: the units are as the machine says"),
  /** A quiet world: the row. */
  QUIET_ROW_AGREES("eventually: the row holds no template and keeps its immutable state"),
  /** The owed stop. */
  OWED_STOP_DONE("eventually: units that the last wish wanted down do not run on"),
  /** Nobody waits for ever. */
  NOBODY_WAITS("eventually: nobody waits for ever, unless a newer wish contradicts"),
  /** A write is a wish for a try. */
  TRIES_WHAT_IS_WRITTEN("eventually: who writes the row of a failed feature has it tried"),
  /** The ports are one too, for those who depend on them. */
  STARTS_WITH_THE_PORTS(
      "eventually: a delayed feature that failed is tried when the ports are ready"),
  /** No answer is early. */
  ANSWERS_WHAT_IT_HAS_READ("always: a request is answered from a row that was read after it"),
  /** No answer is missing. */
  ANSWERS_WHAT_IS_ASKED("eventually: every request is answered while the row is there"),
  /** A quiet world: FEATURE_LIFECYCLE. */
  QUIET_REPORT_AGREES("eventually: a lifecycle's report says how the registration stands"),
  /** A user's choice in a namespace. */
  NAMESPACE_KEEPS_CHOICES(
      "always: in a namespace a state that a user set stays, unless the host's may not be chosen"),
  /** What goes with a registration is what the daemon knows. */
  NAMESPACE_KEEPS_WHAT_WAS_CHANGED(
      "always: with its registration a namespace's row goes only as it was last seen"),
  /** A row of the next registration. */
  NAMESPACE_KEEPS_NEW_ROWS(
      "always: a row that its owner has put back in a namespace stays, even if it is equal"),
  /** A quiet world: a namespace's STATE_DB. */
  QUIET_NAMESPACE_STATE_AGREES("eventually: a namespace's STATE_DB says what the host's says"),
  /** A quiet world: a namespace's row. */
  QUIET_NAMESPACE_ROW_AGREES("eventually: a namespace's row says what the host's row has come to");

  private final String text;

  Property(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
