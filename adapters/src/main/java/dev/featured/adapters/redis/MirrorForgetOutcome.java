package dev.featured.adapters.redis;

/** What came of a feature being forgotten in one namespace. */
public sealed interface MirrorForgetOutcome {
  /**
   * The host has no such row, and the namespace's STATE_DB has none any more.
   *
   * @param rowRemoved whether the namespace's CONFIG_DB had a row that was removed
   */
  record Forgotten(boolean rowRemoved) implements MirrorForgetOutcome {}

  /**
   * The host has such a row (again).
   *
   * @param rowRemoved whether it came back only after the namespace's row had been removed
   */
  record Back(boolean rowRemoved) implements MirrorForgetOutcome {}

  /** The host's configuration is not loaded; nothing was done. */
  record NotLoaded() implements MirrorForgetOutcome {}

  /**
   * The namespace's Redis would not write it.
   *
   * @param reason one line that says why
   */
  record Refused(String reason) implements MirrorForgetOutcome {}
}
