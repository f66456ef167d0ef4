package dev.featured.engine.core;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operations of one feature, across its registrations: at most one is at work and at most one
 * waits, since a newer wish replaces an older one that has not begun.
 *
 * @param running the operation at work
 * @param waiting the operation that comes next
 */
record Lane(Optional<Operation> running, Optional<Operation> waiting) {
  static final Lane IDLE = new Lane(Optional.empty(), Optional.empty());

  boolean idle() {
    return running.isEmpty() && waiting.isEmpty();
  }

  boolean busy() {
    return running.isPresent() && running.get().phase().busy();
  }

  /** The operation that could use a free place: one that can go on, or one that can begin. */
  Optional<Operation> ready() {
    if (running.isEmpty()) {
      return waiting;
    }
    return runsIn(Operation.Phase.PREPARED) ? running : Optional.empty();
  }

  boolean isRunning(OperationId operation) {
    return running.isPresent() && running.get().id().equals(operation);
  }

  boolean holds(RegistrationId registration) {
    return Stream.concat(running.stream(), waiting.stream())
        .anyMatch(operation -> operation.registration().equals(registration));
  }

  Lane enqueue(Operation operation) {
    return new Lane(running, Optional.of(operation));
  }

  Lane withdrawWaiting() {
    return waiting.isEmpty() ? this : new Lane(running, Optional.empty());
  }

  Lane begin() {
    return new Lane(
        waiting.map(operation -> operation.in(Operation.Phase.PREPARING)), Optional.empty());
  }

  boolean runsIn(Operation.Phase phase) {
    return running.isPresent() && running.get().phase() == phase;
  }

  Lane goOnIn(Operation.Phase phase) {
    return new Lane(running.map(operation -> operation.in(phase)), waiting);
  }

  Lane end() {
    return new Lane(Optional.empty(), waiting);
  }

  /**
   * What is left when the registration's row is gone. What runs goes on; a start that has not begun
   * never will; a stop that has not begun is still owed.
   */
  Lane orphan(RegistrationId registration, boolean lastWishWasDisabled) {
    return new Lane(
        running.map(
            operation ->
                operation.registration().equals(registration)
                    ? operation.orphan(lastWishWasDisabled)
                    : operation),
        waiting
            .filter(operation -> operation.task().kind() == Task.Kind.STOP)
            .map(operation -> operation.orphan(lastWishWasDisabled)));
  }

  /** What a new registration finds: what runs goes on, and what was owed is its own concern now. */
  Lane takenOver() {
    return new Lane(running.map(Operation::withoutDebt), Optional.empty());
  }
}
