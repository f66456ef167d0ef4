package dev.featured.adapters.redis;

/** What the fence answered when a lifecycle was to be reported. */
public sealed interface ReportOutcome {
  /** STATE_DB says it. */
  record Reported() implements ReportOutcome {}

  /** The feature has no row; nothing was written. */
  record Gone() implements ReportOutcome {}

  /**
   * Redis would not write it: a key of a wrong type, a read-only server.
   *
   * @param refusal why
   */
  record Refused(Refusal refusal) implements ReportOutcome {}
}
