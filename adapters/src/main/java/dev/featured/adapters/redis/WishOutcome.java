package dev.featured.adapters.redis;

/** What came of an operator's wish. Nothing was written but for {@link Set}. */
public sealed interface WishOutcome {
  /**
   * The row says it.
   *
   * @param before what it said before, which may be the same
   */
  record Set(String before) implements WishOutcome {}

  /** There is no such row. */
  record Gone() implements WishOutcome {}

  /**
   * The row may not be changed.
   *
   * @param state what it says: {@code always_*}, or a template that may come to that
   */
  record Immutable(String state) implements WishOutcome {}

  /**
   * The row is none that the daemon looks after, or cannot be written.
   *
   * @param reason one line that says why
   */
  record Refused(String reason) implements WishOutcome {}
}
