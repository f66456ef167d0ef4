package dev.featured.adapters.dryrun;

import com.google.common.collect.ImmutableList;

/** What one look at a feature comes to. */
sealed interface Judgement {
  /**
   * It can be told.
   *
   * @param differences what the daemon would do; empty if nothing
   */
  record Compared(ImmutableList<Difference> differences) implements Judgement {}

  /**
   * It cannot be told yet.
   *
   * @param why what is going on
   */
  record TooEarly(String why) implements Judgement {}
}
