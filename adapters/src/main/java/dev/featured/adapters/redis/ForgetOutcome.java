package dev.featured.adapters.redis;

/** What the fence answered when a feature was to be forgotten. */
public sealed interface ForgetOutcome {
  /** CONFIG_DB has no such row, and STATE_DB has none any more. */
  record Forgotten() implements ForgetOutcome {}

  /** CONFIG_DB has such a row (again); only the daemon's own fields were removed. */
  record Back() implements ForgetOutcome {}

  /** The configuration is not loaded; nothing was done. */
  record NotLoaded() implements ForgetOutcome {}

  /**
   * Redis would not write it: a read-only server.
   *
   * @param refusal why
   */
  record Refused(Refusal refusal) implements ForgetOutcome {}
}
