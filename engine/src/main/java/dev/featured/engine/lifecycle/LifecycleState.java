package dev.featured.engine.lifecycle;

import java.util.Locale;

/** The states of a registration (SPEC section 6). */
public enum LifecycleState {
  /** Nothing has been done for this registration yet, or its start waits for the ports. */
  ABSENT,
  /** The units are being started. */
  ENABLING,
  /** The last operation started the units. */
  ENABLED,
  /** The units are being stopped. */
  DISABLING,
  /** The last operation stopped the units. */
  DISABLED,
  /** The last operation failed, or the row cannot be understood. */
  FAILED,
  /** The row is gone. Final. */
  DEREGISTERED;

  private final String text = name().toLowerCase(Locale.ROOT);

  /**
   * Whether STATE_DB has a word for this state: an operation has ended here, or a row was refused.
   */
  public boolean settled() {
    return this == ENABLED || this == DISABLED || this == FAILED;
  }

  @Override
  public String toString() {
    return text;
  }
}
