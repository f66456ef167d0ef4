package dev.featured.engine.lifecycle;

import java.util.Locale;

/** What can happen to a registration. */
public enum Trigger {
  /** Its row was read and wants the units to run. */
  ROW_WANTS_ENABLED,
  /** Its row was read and wants the units not to run. */
  ROW_WANTS_DISABLED,
  /** Its row was read and cannot be understood. */
  ROW_UNUSABLE,
  /** Its row is gone, or went and came back. */
  ROW_DELETED,
  /** Delayed features need not wait any longer, or the ports came up once more. */
  PORTS_READY,
  /** The operation that it waits for has ended well. */
  OPERATION_SUCCEEDED,
  /** The operation that it waits for has failed. */
  OPERATION_FAILED;

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', ' ');

  @Override
  public String toString() {
    return text;
  }
}
