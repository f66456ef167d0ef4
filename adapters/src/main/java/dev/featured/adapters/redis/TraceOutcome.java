package dev.featured.adapters.redis;

/** What the fence answered when the trace of a revived row was to be removed. */
public sealed interface TraceOutcome {
  /** It was there, exactly as expected, and is not any more. */
  record Removed() implements TraceOutcome {}

  /** It had gone already. */
  record Gone() implements TraceOutcome {}

  /** The row is another one by now; it was left alone. */
  record Changed() implements TraceOutcome {}

  /** The row is as expected, but no trace: it was left alone. */
  record Owned() implements TraceOutcome {}

  /**
   * Redis would not write it: a read-only server.
   *
   * @param refusal why
   */
  record Refused(Refusal refusal) implements TraceOutcome {}
}
