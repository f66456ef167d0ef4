package dev.featured.engine.core;

import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;

/**
 * The operations of one feature, across its registrations: at most one is at work and at most one
 * waits, since a newer wish replaces an older one that has not begun. Behind those comes what is
 * left to be tidied up when the feature is registered no more.
 *
 * @param running the operation at work
 * @param waiting the operation that comes next
 * @param tidying what is done when nothing else is left to do; there is none while a registration's
 *     row is there
 */
record Lane(Optional<Operation> running, Optional<Operation> waiting, Optional<Operation> tidying) {
  static final Lane IDLE = new Lane(Optional.empty(), Optional.empty(), Optional.empty());

  boolean idle() {
    return running.isEmpty() && next().isEmpty();
  }

  boolean busy() {
    return running.isPresent() && running.get().phase().busy();
  }

  /** The operation that could use a free place: one that can go on, or one that can begin. */
  Optional<Operation> ready() {
    if (running.isEmpty()) {
      return next();
    }
    return runsIn(Operation.Phase.PREPARED) ? running : Optional.empty();
  }

  /** What begins when the lane is free. */
  Optional<Operation> next() {
    return waiting.or(() -> tidying);
  }

  boolean isRunning(OperationId operation) {
    return running.isPresent() && running.get().id().equals(operation);
  }

  boolean holds(RegistrationId registration) {
    return Stream.of(running, waiting, tidying)
        .flatMap(Optional::stream)
        .anyMatch(operation -> operation.registration().equals(registration));
  }

  Lane enqueue(Operation operation) {
    return new Lane(running, Optional.of(operation), tidying);
  }

  Lane tidyAfterwards(Operation operation) {
    return new Lane(running, waiting, Optional.of(operation));
  }

  Lane withdrawWaiting() {
    return waiting.isEmpty() ? this : new Lane(running, Optional.empty(), tidying);
  }

  Lane begin() {
    return new Lane(
        next().map(operation -> operation.in(Operation.Phase.PREPARING)),
        Optional.empty(),
        waiting.isPresent() ? tidying : Optional.empty());
  }

  boolean runsIn(Operation.Phase phase) {
    return running.isPresent() && running.get().phase() == phase;
  }

  Lane goOnIn(Operation.Phase phase) {
    return new Lane(running.map(operation -> operation.in(phase)), waiting, tidying);
  }

  Lane end() {
    return new Lane(Optional.empty(), waiting, tidying);
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
            .map(operation -> operation.orphan(lastWishWasDisabled)),
        tidying);
  }

  /** What a new registration finds: what runs goes on, and all the rest is its own concern now. */
  Lane takenOver() {
    return new Lane(running.map(Operation::withoutDebt), Optional.empty(), Optional.empty());
  }

  void accept(RegistryVisitor visitor) {
    accept(running, visitor);
    accept(waiting, visitor);
    accept(tidying, visitor);
  }

  private static void accept(Optional<Operation> operation, RegistryVisitor visitor) {
    visitor.number(operation.isPresent() ? 1 : 0);
    operation.ifPresent(present -> present.accept(visitor));
  }

  Lane renumbered(LongUnaryOperator newId) {
    return new Lane(
        running.map(operation -> operation.renumbered(newId)),
        waiting.map(operation -> operation.renumbered(newId)),
        tidying.map(operation -> operation.renumbered(newId)));
  }
}
