package dev.featured.engine.core;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.core.Operation.Phase;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.RowContent;
import dev.featured.engine.feature.StateValue;
import dev.featured.engine.feature.UnitName;
import dev.featured.engine.feature.Wish;
import dev.featured.engine.feature.WishReader;
import dev.featured.engine.lifecycle.Effect;
import dev.featured.engine.lifecycle.Facts;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.lifecycle.Transition;
import dev.featured.engine.lifecycle.Trigger;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The making of one step: local variables that grow into the next registry. Lives for one event.
 */
final class Stepper {
  private static final Facts NOTHING_OWED =
      Facts.of(Facts.Direction.UNCLEAR, Facts.Agreement.DIFFERENT, false, false, false, false);
  private static final Facts STOP_OWED =
      Facts.of(Facts.Direction.UNCLEAR, Facts.Agreement.DIFFERENT, false, false, false, true);

  private final FeatureRegistry before;
  private final ImmutableList.Builder<Command> commands = ImmutableList.builder();
  private final ImmutableList.Builder<Taken> taken = ImmutableList.builder();
  private final ImmutableList.Builder<RegistrationId> ended = ImmutableList.builder();
  private Slots slots;
  private Gate gate;
  private Reading reading;
  private boolean stopping;
  private Reload reload;
  private long lastId;

  Stepper(FeatureRegistry before) {
    this.before = before;
    this.slots = before.slots();
    this.gate = before.gate();
    this.reading = before.reading();
    this.stopping = before.isStopping();
    this.reload = before.reload();
    this.lastId = before.lastId();
  }

  Step step(Event event) {
    if (event instanceof Event.Notified e) {
      mark(e.name(), e.deleted() ? Mark.DELETED : Mark.WRITTEN);
    } else if (event instanceof Event.Listed e) {
      listed(e);
    } else if (event instanceof Event.RowsRead e) {
      rowsRead(e);
    } else if (event instanceof Event.StateTouched e) {
      stateTouched(e.name());
    } else if (event instanceof Event.ConfigurationGone) {
      reading = reading.unlisted();
      unheard();
    } else if (event instanceof Event.Unheard) {
      unheard();
    } else if (event instanceof Event.BarrierHeard e) {
      barrierHeard(e);
    } else if (event instanceof Event.Stopping) {
      stopping = true;
    } else if (event instanceof Event.WarmBootFound) {
      gate = gate.bootFound();
    } else if (event instanceof Event.PortsReady e) {
      portsReady(e.reason());
    } else if (event instanceof Event.Prepared e) {
      prepared(e);
    } else if (event instanceof Event.Reloaded e) {
      reloaded(e.result());
    } else if (event instanceof Event.ReloadDue) {
      reload = reload.reminder(false);
    } else if (event instanceof Event.OperationEnded e) {
      operationEnded(e);
    } else if (event instanceof Event.Settled e) {
      settled(e);
    } else if (event instanceof Event.Quarantined e) {
      quarantined(e);
    } else {
      throw new AssertionError("an event that nobody told the core of: " + event);
    }
    beginReading();
    beginOperations();
    beginReload(event instanceof Event.ReloadDue);
    return new Step(
        new FeatureRegistry(
            before.machine(), slots, before.parallel(), gate, reading, reload, stopping, lastId),
        commands.build(),
        taken.build(),
        ended.build());
  }

  // The dirty set: marks, and one read at a time.

  private void mark(FeatureName name, Mark mark) {
    slots = slots.with(slots.get(name).marked(mark));
  }

  private void periodOver() {
    Slots all = slots;
    for (int i = 0; i < all.size(); i++) {
      slots = slots.with(all.at(i).with(all.at(i).unmanaged().periodOver()));
    }
  }

  private void listed(Event.Listed event) {
    if (event.steady()) {
      periodOver();
    }
    markAll();
    for (FeatureName name : event.names()) {
      mark(name, Mark.LOOK);
    }
    reading = reading.listed(event.names());
  }

  /** Of a name without a registration nothing was published, so there is nothing to re-assert. */
  private void stateTouched(FeatureName name) {
    if (slots.get(name).live().isPresent()) {
      mark(name, Mark.LOOK);
    }
  }

  // What depends on more than the content of a row: that no deletion went unheard.

  private void unheard() {
    Slots all = slots;
    for (int i = 0; i < all.size(); i++) {
      slots = slots.with(all.at(i).unheard());
    }
  }

  /** A last look: nothing has been heard of the row, and what it says was announced. */
  private void barrierHeard(Event.BarrierHeard event) {
    Slot slot = slots.get(event.name());
    boolean guards = slot.guard().equals(Optional.of(event.barrier()));
    boolean nothingHeard = guards && !slot.hasNewsToLookInto();
    boolean announced = slot.live().flatMap(Registration::pin).map(Pin::announced).orElse(true);
    commands.add(new Command.Conclude(event.name(), event.barrier(), nothingHeard && announced));
    if (guards) {
      slots = slots.with(slot.guardedBy(Optional.empty()));
    }
    if (nothingHeard && !announced) {
      unheard();
      markAll();
    }
  }

  private void markAll() {
    Slots known = slots;
    for (int i = 0; i < known.size(); i++) {
      mark(known.at(i).name(), Mark.LOOK);
    }
  }

  private void beginReading() {
    if (reading.underWay()) {
      return;
    }
    ImmutableSortedSet.Builder<FeatureName> names = ImmutableSortedSet.naturalOrder();
    Slots marked = slots;
    for (int i = 0; i < marked.size(); i++) {
      Slot slot = marked.at(i);
      if (slot.mark() != Mark.CLEAN) {
        names.add(slot.name());
        slots = slots.with(slot.readBegun());
        reading = reading.begun();
      }
    }
    if (reading.underWay()) {
      commands.add(new Command.ReadRows(names.build()));
    }
  }

  private void rowsRead(Event.RowsRead event) {
    reading = reading.ended(event.rows().keySet());
    for (Map.Entry<FeatureName, Optional<RenderedRow>> row : event.rows().entrySet()) {
      Slot slot = slots.get(row.getKey());
      Mark cause = slot.reading();
      if (slot.mark() == Mark.DELETED) {
        // This row may be from before the deletion; the next read brings what came after it.
        slots = slots.with(slot.readEnded());
      } else {
        Optional<String> asked = Optional.ofNullable(event.asked().get(row.getKey()));
        observe(slot.readEnded(), row.getValue(), asked, cause);
      }
    }
  }

  // Rows and registrations.

  private void observe(Slot slot, Optional<RenderedRow> row, Optional<String> asked, Mark cause) {
    Optional<StateValue> pinned =
        cause == Mark.DELETED
            ? Optional.empty()
            : slot.live().flatMap(Registration::pin).map(Pin::state);
    Optional<Wish> wish = row.flatMap(r -> WishReader.read(slot.name(), r, pinned));
    Slot current = slot;
    if (slot.live().isPresent() && (wish.isEmpty() || cause == Mark.DELETED)) {
      current = deregister(slot, slot.live().get());
    } else if (wish.isEmpty()) {
      current = forgetUnknown(slot);
    }
    if (wish.isEmpty()) {
      unmanaged(current, row.map(r -> (Row) r.content()), cause);
      return;
    }
    if (current.live().isPresent()) {
      seenAgain(current, current.live().get(), row.get(), wish.get(), asked, cause);
    } else {
      register(current, row.get(), wish.get(), asked);
    }
  }

  private void unmanaged(Slot slot, Optional<Row> row, Mark cause) {
    Unmanaged now =
        row.map(r -> slot.unmanaged().seen(r, cause, slot.mark())).orElseGet(Unmanaged.None::new);
    if (now.isTrace()) {
      Optional<BarrierId> barrier = nextBarrier();
      commands.add(new Command.RemoveTrace(slot.name(), row.orElseThrow(), barrier));
      // It has no answer: should the row still be there, it is suspected anew.
      now = Unmanaged.firstSight(row.orElseThrow());
      slots = slots.with(slot.with(now).guardedBy(barrier));
      return;
    }
    Slot seen = slot.with(now);
    boolean same = now.isSameSuspect(slot.unmanaged());
    slots = slots.with(same ? seen : seen.guardedBy(Optional.empty()));
  }

  private void register(Slot slot, RenderedRow row, Wish wish, Optional<String> asked) {
    Registration registration =
        Registration.of(new RegistrationId(++lastId), row, wish).answering(asked.orElse(""));
    Slot registered =
        slot.with(slot.lane().takenOver()).with(registration).guardedBy(Optional.empty());
    slot.lane().next().ifPresent(owed -> endIfForgotten(registered, owed.registration()));
    rowFires(registered, registration, true, true);
  }

  /**
   * Somebody wrote the row if it is another one than was read or written last; or if a notification
   * says so and it is not the echo of what the daemon wrote itself; or if there is a request that
   * was not there before. For notifications can become one, and can be lost.
   */
  private void seenAgain(
      Slot slot,
      Registration known,
      RenderedRow row,
      Wish wish,
      Optional<String> asked,
      Mark cause) {
    boolean written = cause == Mark.WRITTEN;
    boolean echoDue = known.echoDue() && row.content().equals(known.row());
    boolean requested = asked.isPresent() && !asked.get().equals(known.answered());
    boolean changed = !row.content().equals(known.row());
    boolean fresh = requested || changed || (written && !echoDue);
    boolean announced = written || (!changed && known.pin().map(Pin::announced).orElse(true));
    Wish newWish = known.fault().<Wish>map(Wish.Unclear::new).orElse(wish);
    Registration registration =
        known
            .seen(row, newWish, echoDue && !written, announced)
            .answering(asked.orElse(known.answered()));
    boolean otherProblem = !problemOf(newWish).equals(problemOf(known.wish()));
    Slot now = changed ? slot.guardedBy(Optional.empty()) : slot;
    rowFires(now.with(registration), registration, fresh, otherProblem);
  }

  private void rowFires(Slot slot, Registration registration, boolean fresh, boolean worthSaying) {
    Trigger trigger =
        registration.wish() instanceof Wish.Clear clear
            ? clear.state().enabled() ? Trigger.ROW_WANTS_ENABLED : Trigger.ROW_WANTS_DISABLED
            : Trigger.ROW_UNUSABLE;
    fire(slot, registration, trigger, fresh, problemOf(registration.wish()), worthSaying);
  }

  private static String problemOf(Wish wish) {
    return wish instanceof Wish.Unclear unclear ? unclear.problem() : "";
  }

  private Slot deregister(Slot slot, Registration registration) {
    Transition transition =
        take(
            slot.name(),
            registration.id(),
            registration.state(),
            Trigger.ROW_DELETED,
            registration.facts(gate == Gate.OPEN, slot.lane(), false),
            "",
            true);
    if (transition.has(Effect.FORGET_STATE)) {
      commands.add(new Command.Forget(slot.name()));
    }
    Lane lane = slot.lane().orphan(registration.id(), registration.wantsDisabled());
    if (transition.has(Effect.REMOVE_DROP_INS)) {
      // Those of every unit that the feature could have here: its row may have wanted others
      // before.
      Task removal = Task.removeDropIns(UnitName.all(slot.name(), registration.device()));
      lane =
          lane.tidyAfterwards(
              Operation.of(nextOperation(), registration.id(), removal).orphan(false));
    }
    return slot.withoutRegistration().with(lane);
  }

  /**
   * A row that is read as missing, or as nobody's, forgets its published state even when no
   * registration is known: the daemon may have been killed between the deletion and the forgetting,
   * or the forgetting refused since the configuration was not loaded just then. Drop-ins are not
   * looked for: nobody knows who wrote those of a name that was never registered with this daemon.
   */
  private Slot forgetUnknown(Slot slot) {
    RegistrationId passing = new RegistrationId(++lastId);
    take(slot.name(), passing, LifecycleState.ABSENT, Trigger.ROW_DELETED, NOTHING_OWED, "", false);
    commands.add(new Command.Forget(slot.name()));
    ended.add(passing);
    return slot;
  }

  private void portsReady(Event.PortsReady.Reason reason) {
    if (!gate.heeds(reason)) {
      return;
    }
    gate = Gate.OPEN;
    Slots all = slots;
    for (int i = 0; i < all.size(); i++) {
      Slot slot = all.at(i);
      if (slot.live().isPresent()) {
        fire(slot, slot.live().get(), Trigger.PORTS_READY, true, "", false);
      }
    }
  }

  private void quarantined(Event.Quarantined event) {
    Slot slot = slots.get(event.name());
    if (!slot.isLive(event.registration())) {
      return;
    }
    Registration registration = slot.live().get().quarantined(event.reason());
    fire(slot.with(registration), registration, Trigger.ROW_UNUSABLE, true, event.reason(), true);
  }

  // Outcomes.

  private void operationEnded(Event.OperationEnded event) {
    Slot slot = slots.get(event.name());
    if (!slot.lane().isRunning(event.operation())) {
      return;
    }
    Operation operation = slot.lane().running().orElseThrow();
    Slot free = slot.with(slot.lane().end());
    String error = event.result() instanceof OperationResult.Failed failed ? failed.message() : "";
    Trigger trigger =
        event.result() instanceof OperationResult.Failed
            ? Trigger.OPERATION_FAILED
            : Trigger.OPERATION_SUCCEEDED;
    if (operation.orphaned()) {
      orphanEnded(free, operation, trigger, error);
    } else if (slot.live().isPresent() && slot.live().get().awaits(event.operation())) {
      Registration registration = slot.live().get().awaitingNothing(error);
      fire(free.with(registration), registration, trigger, false, error, true);
    } else {
      slots = slots.with(free);
    }
  }

  private void orphanEnded(Slot slot, Operation operation, Trigger trigger, String error) {
    Facts facts = operation.owesStop() ? STOP_OWED : NOTHING_OWED;
    Transition transition =
        take(
            slot.name(),
            operation.registration(),
            LifecycleState.DEREGISTERED,
            trigger,
            facts,
            error,
            true);
    Slot left = slot;
    if (transition.has(Effect.STOP_UNITS)) {
      Task stop = operation.task().as(Task.Kind.STOP);
      left =
          slot.with(
              slot.lane()
                  .enqueue(
                      Operation.of(nextOperation(), operation.registration(), stop).orphan(true)));
    }
    slots = slots.with(left);
    endIfForgotten(left, operation.registration());
  }

  private void settled(Event.Settled event) {
    Slot slot = slots.get(event.name());
    if (!slot.isLive(event.registration())) {
      return;
    }
    if (event.outcome() instanceof SettleOutcome.Applied applied) {
      applied(slot, slot.live().get(), applied.content());
    } else if (event.outcome() instanceof SettleOutcome.Gone) {
      mark(event.name(), Mark.DELETED);
    } else if (event.outcome() instanceof SettleOutcome.Changed) {
      mark(event.name(), Mark.LOOK);
    }
  }

  /**
   * The row may have been seen as another one since that write was decided, and may have become
   * what it was again before it was carried out. Then what was written says nothing of the row that
   * is known now; whoever changed it back is still to be heard of.
   */
  private void applied(Slot slot, Registration registration, RowContent content) {
    if (content.equals(registration.rewrittenRow())) {
      slots = slots.with(slot.with(registration.wrote(content)));
    }
  }

  // The table, and what its effects come to.

  private Transition take(
      FeatureName name,
      RegistrationId registration,
      LifecycleState from,
      Trigger trigger,
      Facts facts,
      String detail,
      boolean worthSaying) {
    Transition transition = before.machine().step(from, trigger, facts);
    boolean begins = transition.effects().stream().anyMatch(Effect::isOperation);
    boolean says = worthSaying && !transition.effects().isEmpty();
    taken.add(
        new Taken(name, registration, from, trigger, facts, transition, detail, begins || says));
    return transition;
  }

  private void fire(
      Slot slot,
      Registration registration,
      Trigger trigger,
      boolean fresh,
      String detail,
      boolean worthSaying) {
    Facts facts = registration.facts(gate == Gate.OPEN, slot.lane(), fresh);
    LifecycleState from = registration.state();
    Transition transition =
        take(slot.name(), registration.id(), from, trigger, facts, detail, worthSaying);
    Registration moved = registration.entered(transition.target());
    if (moved.state() == LifecycleState.FAILED && moved.wish() instanceof Wish.Unclear) {
      moved = moved.withoutGoal();
    }
    Lane lane = slot.lane();
    boolean operates = false;
    for (Effect effect : transition.effects()) {
      if (effect.isOperation()) {
        OperationId id = nextOperation();
        Goal goal = Goal.of((Wish.Clear) moved.wish());
        moved = moved.awaiting(id, goal);
        lane = lane.enqueue(Operation.of(id, moved.id(), goal.task(kindOf(effect))));
        operates = true;
      }
    }
    if (!operates && transition.target() != from) {
      moved = moved.awaitingNothing(moved.error());
      lane = lane.withdrawWaiting();
    }
    Optional<BarrierId> barrier = settle(slot.name(), moved, transition);
    Slot guarded = barrier.isPresent() ? slot.guardedBy(barrier) : slot;
    slots = slots.with(guarded.with(lane).with(moved));
  }

  private static Task.Kind kindOf(Effect operation) {
    return switch (operation) {
      case START_UNITS -> Task.Kind.START;
      case STOP_UNITS -> Task.Kind.STOP;
      case SET_AUTO_RESTART -> Task.Kind.AUTO_RESTART;
      case REWRITE_DERIVED_FIELDS, PUBLISH_STATE, FORGET_STATE, REMOVE_DROP_INS ->
          throw new AssertionError(operation + " is no operation");
    };
  }

  /** Has written what the registration has come to; answers the barrier that this waits for. */
  private Optional<BarrierId> settle(
      FeatureName name, Registration registration, Transition transition) {
    boolean goesByPin = registration.goesByPin();
    if (goesByPin && registration.pin().isEmpty()) {
      return Optional.empty(); // what it wants is read once more
    }
    Optional<Wish.Clear> derivable =
        transition.has(Effect.REWRITE_DERIVED_FIELDS) && registration.row() instanceof Row
            ? registration.clearWish()
            : Optional.empty();
    ImmutableSortedMap<String, String> rewrite =
        derivable.map(Wish.Clear::derived).orElse(ImmutableSortedMap.of());
    ImmutableSortedMap<String, String> rendered =
        derivable.map(Wish.Clear::rendered).orElse(ImmutableSortedMap.of());
    Optional<Publication> publication =
        transition.has(Effect.PUBLISH_STATE)
            ? Optional.of(publication(registration))
            : Optional.empty();
    if (rewrite.isEmpty() && publication.isEmpty()) {
      return Optional.empty();
    }
    Optional<BarrierId> barrier = goesByPin ? nextBarrier() : Optional.empty();
    commands.add(
        new Command.Settle(
            name, registration.id(), registration.row(), rewrite, rendered, publication, barrier));
    return barrier;
  }

  private static Publication publication(Registration registration) {
    return switch (registration.state()) {
      case ENABLED -> new Publication(Publication.State.ENABLED, "");
      case DISABLED -> new Publication(Publication.State.DISABLED, "");
      case FAILED -> new Publication(Publication.State.FAILED, registration.failure());
      case ABSENT, ENABLING, DISABLING, DEREGISTERED ->
          throw new AssertionError("STATE_DB has no word for " + registration.state());
    };
  }

  // Lanes: one operation of a feature at a time, and not too many busy in all; what has been
  // prepared goes on before anything new begins.

  private void beginOperations() {
    int busy = 0;
    for (int i = 0; i < slots.size(); i++) {
      busy += slots.at(i).lane().busy() ? 1 : 0;
    }
    for (; busy < before.parallel(); busy++) {
      Optional<Slot> next = longestReady();
      if (next.isEmpty()) {
        return;
      }
      giveAPlace(next.get(), next.get().lane().ready().orElseThrow());
    }
  }

  private Optional<Slot> longestReady() {
    Slot longest = null;
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.at(i);
      if (slot.lane().ready().isPresent()
          && (!stopping || slot.lane().runsIn(Phase.PREPARED))
          && (longest == null || comesBefore(slot.lane(), longest.lane()))) {
        longest = slot;
      }
    }
    return Optional.ofNullable(longest);
  }

  private static boolean comesBefore(Lane lane, Lane other) {
    boolean prepared = lane.runsIn(Phase.PREPARED);
    if (prepared != other.runsIn(Phase.PREPARED)) {
      return prepared;
    }
    return lane.ready().orElseThrow().id().value() < other.ready().orElseThrow().id().value();
  }

  private void giveAPlace(Slot slot, Operation operation) {
    if (operation.phase() == Phase.PREPARED) {
      finish(slot, new OperationResult.Succeeded());
    } else {
      slots = slots.with(slot.with(slot.lane().begin()));
      commands.add(
          new Command.Operate(
              slot.name(), operation.registration(), operation.id(), operation.task()));
    }
  }

  // Reloads: one at a time, each for everybody who needs it when it begins. It begins once nobody
  // is
  // on the way to needing it, or when those who do have waited enough. Stops are not waited for:
  // each takes as long as its units take to end.

  private void prepared(Event.Prepared event) {
    Slot slot = slots.get(event.name());
    if (slot.lane().isRunning(event.operation()) && slot.lane().runsIn(Phase.PREPARING)) {
      slots = slots.with(slot.with(slot.lane().goOnIn(Phase.AWAITING_RELOAD)));
    }
  }

  private void beginReload(boolean due) {
    if (reload.underWay() || !anyRuns(lane -> lane.runsIn(Phase.AWAITING_RELOAD))) {
      return;
    }
    if (!due && anyRuns(Stepper::willSoonNeedIt)) {
      if (!reload.reminderComes()) {
        reload = reload.reminder(true);
        commands.add(new Command.RemindOfReload());
      }
      return;
    }
    moveAll(Phase.AWAITING_RELOAD, Phase.RELOADING);
    reload = reload.begin();
    commands.add(new Command.Reload());
  }

  private static boolean willSoonNeedIt(Lane lane) {
    return lane.runsIn(Phase.PREPARING) && lane.running().get().task().kind() != Task.Kind.STOP;
  }

  private boolean anyRuns(Predicate<Lane> such) {
    for (int i = 0; i < slots.size(); i++) {
      if (such.test(slots.at(i).lane())) {
        return true;
      }
    }
    return false;
  }

  private void moveAll(Phase from, Phase to) {
    Slots all = slots;
    for (int i = 0; i < all.size(); i++) {
      Slot slot = all.at(i);
      if (slot.lane().runsIn(from)) {
        slots = slots.with(slot.with(slot.lane().goOnIn(to)));
      }
    }
  }

  private void reloaded(OperationResult result) {
    reload = reload.end();
    if (result instanceof OperationResult.Succeeded) {
      moveAll(Phase.RELOADING, Phase.PREPARED);
      return;
    }
    Slots all = slots;
    for (int i = 0; i < all.size(); i++) {
      Slot slot = all.at(i);
      if (slot.lane().runsIn(Phase.RELOADING)) {
        finish(slot, result);
      }
    }
  }

  private void finish(Slot slot, OperationResult reload) {
    Operation operation = slot.lane().running().orElseThrow();
    slots = slots.with(slot.with(slot.lane().goOnIn(Phase.FINISHING)));
    commands.add(new Command.Finish(slot.name(), operation.registration(), operation.id(), reload));
  }

  private Optional<BarrierId> nextBarrier() {
    return Optional.of(new BarrierId(++lastId));
  }

  private OperationId nextOperation() {
    return new OperationId(++lastId);
  }

  private void endIfForgotten(Slot slot, RegistrationId registration) {
    if (!slot.knows(registration)) {
      ended.add(registration);
    }
  }
}
