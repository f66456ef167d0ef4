package dev.featured.adapters.operator;

/**
 * How a wait ended.
 *
 * @param outcome how
 * @param message one line that says so, or why
 */
public record Verdict(Outcome outcome, String message) {
  /** The ways in which a wait ends. */
  public enum Outcome {
    /** What was waited for has come. */
    DONE,
    /** The daemon has tried, and failed. */
    FAILED,
    /** The row is gone, be it that another one is there. */
    GONE,
    /** Somebody else wants something else meanwhile. */
    OVERRULED,
    /** No daemon is there that would do anything. */
    NO_DAEMON,
    /** The time is over. */
    TIMED_OUT
  }
}
