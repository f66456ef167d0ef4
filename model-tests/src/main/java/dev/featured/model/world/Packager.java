package dev.featured.model.world;

/** Where the package manager's program for one feature stands (SPEC section 5). */
public enum Packager {
  /** It has nothing to do. */
  IDLE,
  /** It has put the unit file there; the row is next. */
  INSTALLING,
  /** It has set {@code enabled} and waits for STATE_DB to say so. */
  AWAITING_ENABLED,
  /** It has set {@code disabled} and waits for STATE_DB to say so, or {@code failed}. */
  UNINSTALL_AWAITING_DISABLED,
  /** It has seen that; the unit file is next. */
  REMOVING_FILE,
  /** The unit file is gone; the row is next. */
  REMOVING_ROW,
  /** Like an uninstall, but for a new version. */
  UPGRADE_AWAITING_DISABLED,
  /** It has seen that; the row is removed next. */
  REPLACING_ROW,
  /** The row is gone; the new one is next. */
  REGISTERING_ANEW,
  /** The new row is there; it is enabled next. */
  ENABLING_ANEW;

  boolean awaitsDisabled() {
    return this == UNINSTALL_AWAITING_DISABLED || this == UPGRADE_AWAITING_DISABLED;
  }
}
