package dev.featured.engine.core;

import dev.featured.engine.feature.Device;
import dev.featured.engine.feature.Fields;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.RowContent;
import dev.featured.engine.feature.Wish;
import dev.featured.engine.lifecycle.Facts;
import dev.featured.engine.lifecycle.LifecycleState;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * A registration whose row is there. One whose row is gone is no value of this type: nothing is
 * left of it but, perhaps, an orphaned operation on its lane, which knows no row.
 *
 * @param id its identity
 * @param state where it stands
 * @param row its row, as last seen or written
 * @param device the device that it was read on
 * @param wish what that row wants
 * @param pin the immutable state that it was rendered to, if it was
 * @param goal what its last operation was for, if there was one
 * @param awaited the operation whose result counts, if there is one
 * @param error what the last operation failed with; empty if it did not
 * @param answered the request of an operator that was there before the row was read that the
 *     registration goes by; empty if none was
 * @param echoDue whether a notification of the daemon's own write is still to come
 * @param fault why it is in quarantine, if it is
 */
record Registration(
    RegistrationId id,
    LifecycleState state,
    RowContent row,
    Device device,
    Wish wish,
    Optional<Pin> pin,
    Optional<Goal> goal,
    Optional<OperationId> awaited,
    String error,
    String answered,
    boolean echoDue,
    Optional<String> fault) {

  static Registration of(RegistrationId id, RenderedRow row, Wish wish) {
    return new Registration(
        id,
        LifecycleState.ABSENT,
        row.content(),
        row.device(),
        wish,
        pin(wish, Optional.empty(), true),
        Optional.empty(),
        Optional.empty(),
        "",
        "",
        false,
        Optional.empty());
  }

  /**
   * Its row was read once more.
   *
   * @param announced whether a notification was heard of what it says now
   */
  Registration seen(RenderedRow newRow, Wish newWish, boolean echoStillDue, boolean announced) {
    return new Registration(
        id,
        state,
        newRow.content(),
        newRow.device(),
        newWish,
        pin(newWish, pin, announced),
        goal,
        awaited,
        error,
        answered,
        echoStillDue,
        fault);
  }

  Registration wrote(RowContent newRow) {
    return new Registration(
        id,
        state,
        newRow,
        device,
        wish,
        pin,
        goal,
        awaited,
        error,
        answered,
        echoDue || !newRow.equals(row),
        fault);
  }

  Registration entered(LifecycleState newState) {
    return new Registration(
        id, newState, row, device, wish, pin, goal, awaited, error, answered, echoDue, fault);
  }

  Registration awaiting(OperationId operation, Goal newGoal) {
    return new Registration(
        id,
        state,
        row,
        device,
        wish,
        pin,
        Optional.of(newGoal),
        Optional.of(operation),
        error,
        answered,
        echoDue,
        fault);
  }

  /** A row that cannot be understood wants nothing that could count as tried already. */
  Registration withoutGoal() {
    return new Registration(
        id,
        state,
        row,
        device,
        wish,
        pin,
        Optional.empty(),
        awaited,
        error,
        answered,
        echoDue,
        fault);
  }

  Registration awaitingNothing(String newError) {
    return new Registration(
        id,
        state,
        row,
        device,
        wish,
        pin,
        goal,
        Optional.empty(),
        newError,
        answered,
        echoDue,
        fault);
  }

  /** What was asked for before the row was read is answered by what the registration is now. */
  Registration answering(String request) {
    return request.equals(answered)
        ? this
        : new Registration(
            id, state, row, device, wish, pin, goal, awaited, error, request, echoDue, fault);
  }

  Registration quarantined(String reason) {
    return new Registration(
        id,
        state,
        row,
        device,
        new Wish.Unclear(reason),
        pin,
        goal,
        awaited,
        error,
        answered,
        echoDue,
        Optional.of(reason));
  }

  private static Optional<Pin> pin(Wish wish, Optional<Pin> before, boolean announced) {
    if (!(wish instanceof Wish.Clear clear) || !clear.state().immutable()) {
      return before;
    }
    return Optional.of(new Pin(clear.state(), announced || !clear.keepsState()));
  }

  /** A deletion of its row may have gone unheard, and so may what the daemon wrote itself. */
  Registration unheard() {
    return pin.isEmpty() && !echoDue
        ? this
        : new Registration(
            id,
            state,
            row,
            device,
            wish,
            Optional.empty(),
            goal,
            awaited,
            error,
            answered,
            false,
            fault);
  }

  /**
   * Whether what it wants depends on what the row said before: the state is not the row's own, and
   * has not been put back yet.
   */
  boolean goesByPin() {
    return wish instanceof Wish.Clear clear
        && clear.keepsState()
        && row instanceof Row known
        && !known.field(Fields.STATE).equals(Optional.of(clear.state().text()));
  }

  boolean awaits(OperationId operation) {
    return awaited.isPresent() && awaited.get().equals(operation);
  }

  Optional<Wish.Clear> clearWish() {
    return wish instanceof Wish.Clear clear ? Optional.of(clear) : Optional.empty();
  }

  /** The row as it is once its derived fields have been rewritten. */
  RowContent rewrittenRow() {
    return row instanceof Row known && wish instanceof Wish.Clear clear
        ? known.with(clear.derived())
        : row;
  }

  /** Why it failed; empty unless it did. */
  String failure() {
    if (state != LifecycleState.FAILED) {
      return "";
    }
    return wish instanceof Wish.Unclear unclear ? unclear.problem() : error;
  }

  boolean wantsDisabled() {
    return wish instanceof Wish.Clear clear && !clear.state().enabled();
  }

  Facts facts(boolean portsReady, Lane lane, boolean fresh) {
    boolean begun = awaited.isPresent() && lane.isRunning(awaited.get());
    if (!(wish instanceof Wish.Clear clear)) {
      return Facts.of(
          Facts.Direction.UNCLEAR, Facts.Agreement.DIFFERENT, false, begun, fresh, false);
    }
    Facts.Direction direction =
        !clear.state().enabled()
            ? Facts.Direction.STOP
            : clear.delayed() && !portsReady ? Facts.Direction.WAIT : Facts.Direction.START;
    Facts.Agreement agreement =
        goal.map(g -> g.agreementWith(Goal.of(clear))).orElse(Facts.Agreement.DIFFERENT);
    return Facts.of(direction, agreement, clear.delayed(), begun, fresh, false);
  }

  void accept(RegistryVisitor visitor) {
    visitor.id(id.value());
    visitor.value(state);
    visitor.value(row);
    visitor.value(device);
    visitor.value(wish);
    visitor.value(pin);
    visitor.value(goal);
    visitor.number(awaited.isPresent() ? 1 : 0);
    awaited.ifPresent(operation -> visitor.id(operation.value()));
    visitor.value(error);
    visitor.value(answered);
    visitor.number(echoDue ? 1 : 0);
    visitor.value(fault);
  }

  Registration renumbered(LongUnaryOperator newId) {
    return new Registration(
        id.renumbered(newId),
        state,
        row,
        device,
        wish,
        pin,
        goal,
        awaited.map(operation -> operation.renumbered(newId)),
        error,
        answered,
        echoDue,
        fault);
  }
}
