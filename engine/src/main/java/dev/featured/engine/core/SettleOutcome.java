package dev.featured.engine.core;

import dev.featured.engine.feature.RowContent;

/** What the fence answered to a {@link Command.Settle}. */
public sealed interface SettleOutcome {
  /**
   * The row stood as expected and everything was written.
   *
   * @param content the row as it is now
   */
  record Applied(RowContent content) implements SettleOutcome {}

  /** The row is gone; nothing was written. */
  record Gone() implements SettleOutcome {}

  /** The row is another one; nothing was written. */
  record Changed() implements SettleOutcome {}

  /**
   * Redis would not write it: a STATE_DB key of a wrong type, a read-only server.
   *
   * @param reason one line that says why
   * @param passing whether the reason passes by itself, so that the same may be worth another try
   */
  record Refused(String reason, boolean passing) implements SettleOutcome {}
}
