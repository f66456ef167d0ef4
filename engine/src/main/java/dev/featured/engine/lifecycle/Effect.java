package dev.featured.engine.lifecycle;

import java.util.Locale;

/** Everything that a transition can ask for. The set is closed. */
public enum Effect {
  /** Begin an operation that starts the units; it ends in success or failure. */
  START_UNITS,
  /** Begin an operation that stops the units; it ends in success or failure. */
  STOP_UNITS,
  /** Begin an operation that writes the units' drop-ins; it ends in success or failure. */
  SET_AUTO_RESTART,
  /** Write the rendered values into the row. */
  REWRITE_DERIVED_FIELDS,
  /** Say in STATE_DB which state has been reached. */
  PUBLISH_STATE,
  /** Remove what STATE_DB says. */
  FORGET_STATE,
  /**
   * Remove the units' drop-ins, once whatever is still done or owed to the units is over, and
   * unless a new registration has taken over by then. Nobody waits for it. Should the daemon be
   * killed before it comes to this, what is left is harmless: systemd ignores the drop-in of a unit
   * that does not exist, and who registers the feature again has it say what its row says.
   */
  REMOVE_DROP_INS;

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', ' ');

  /** Whether this begins an operation on units whose end is waited for. */
  public boolean isOperation() {
    return this == START_UNITS || this == STOP_UNITS || this == SET_AUTO_RESTART;
  }

  /** Whether this writes a row or publishes a state: what must never happen to a deleted row. */
  public boolean writes() {
    return this == REWRITE_DERIVED_FIELDS || this == PUBLISH_STATE;
  }

  @Override
  public String toString() {
    return text;
  }
}
