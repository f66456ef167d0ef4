package dev.featured.engine.core;

import dev.featured.engine.feature.RowContent;
import dev.featured.engine.feature.Wish;
import dev.featured.engine.lifecycle.LifecycleState;
import java.util.Optional;

/**
 * Where a registration stands whose row is there, and by what (SPEC section 6): what an operator is
 * told of it.
 *
 * @param registration which registration
 * @param state where it stands
 * @param wish what its row wants
 * @param work what is being done to its units; empty when nothing is, be it that there is no room
 *     yet
 * @param error why it failed; empty unless it did
 * @param row its row, as it was last read or written
 * @param answered the request of an operator that was there before that row was read; empty if none
 *     was
 */
public record Standing(
    RegistrationId registration,
    LifecycleState state,
    Wish wish,
    Optional<Work> work,
    String error,
    RowContent row,
    String answered) {
  /**
   * An operation at work.
   *
   * @param kind what it does
   * @param operation its identity
   */
  public record Work(Task.Kind kind, OperationId operation) {}

  static Standing of(Registration registration, Lane lane) {
    Optional<Work> work =
        lane.running()
            .filter(operation -> operation.registration().equals(registration.id()))
            .map(operation -> new Work(operation.task().kind(), operation.id()));
    return new Standing(
        registration.id(),
        registration.state(),
        registration.wish(),
        work,
        registration.failure(),
        registration.row(),
        registration.answered());
  }
}
