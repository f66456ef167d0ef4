package dev.featured.engine.core;

/**
 * An operation on a lane.
 *
 * @param id its identity; ids grow, so they also tell which operation has waited longest
 * @param registration the registration that asked for it
 * @param task what it does
 * @param orphaned whether that registration has been deregistered since
 * @param owesStop whether the units must be stopped again should it succeed
 */
record Operation(
    OperationId id, RegistrationId registration, Task task, boolean orphaned, boolean owesStop) {
  static Operation of(OperationId id, RegistrationId registration, Task task) {
    return new Operation(id, registration, task, false, false);
  }

  /** This operation once its registration's row is gone. */
  Operation orphan(boolean lastWishWasDisabled) {
    return new Operation(
        id, registration, task, true, lastWishWasDisabled && task.kind() == Task.Kind.START);
  }

  Operation withoutDebt() {
    return owesStop ? new Operation(id, registration, task, orphaned, false) : this;
  }
}
