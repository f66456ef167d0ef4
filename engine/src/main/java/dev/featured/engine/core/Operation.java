package dev.featured.engine.core;

import java.util.function.LongUnaryOperator;

/**
 * An operation on a lane.
 *
 * @param id its identity; ids grow, so they also tell which operation has waited longest
 * @param registration the registration that asked for it
 * @param task what it does
 * @param phase how far it has come
 * @param orphaned whether that registration has been deregistered since
 * @param owesStop whether the units must be stopped again should it succeed
 */
record Operation(
    OperationId id,
    RegistrationId registration,
    Task task,
    Phase phase,
    boolean orphaned,
    boolean owesStop) {

  /** How far an operation has come. */
  enum Phase {
    /** It has not begun and can still be replaced. */
    WAITING,
    /** It works on files, up to where systemd has to reload them. */
    PREPARING,
    /** It needs a reload, the next one that begins. */
    AWAITING_RELOAD,
    /** The reload that it needs is under way. */
    RELOADING,
    /** Files are reloaded; it goes on when there is room. */
    PREPARED,
    /** It does what is left. */
    FINISHING;

    /** Whether it keeps somebody busy: that many may be so at once. */
    boolean busy() {
      return this == PREPARING || this == FINISHING;
    }
  }

  static Operation of(OperationId id, RegistrationId registration, Task task) {
    return new Operation(id, registration, task, Phase.WAITING, false, false);
  }

  Operation in(Phase newPhase) {
    return new Operation(id, registration, task, newPhase, orphaned, owesStop);
  }

  /** This operation once its registration's row is gone. */
  Operation orphan(boolean lastWishWasDisabled) {
    return new Operation(
        id, registration, task, phase, true, lastWishWasDisabled && task.kind() == Task.Kind.START);
  }

  Operation withoutDebt() {
    return owesStop ? new Operation(id, registration, task, phase, orphaned, false) : this;
  }

  void accept(RegistryVisitor visitor) {
    visitor.id(id.value());
    visitor.id(registration.value());
    visitor.value(task);
    visitor.value(phase);
    visitor.number((orphaned ? 1 : 0) + (owesStop ? 2 : 0));
  }

  Operation renumbered(LongUnaryOperator newId) {
    return new Operation(
        id.renumbered(newId), registration.renumbered(newId), task, phase, orphaned, owesStop);
  }
}
