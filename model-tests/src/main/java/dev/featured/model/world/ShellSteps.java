package dev.featured.model.world;

import static dev.featured.model.world.Parts.BUILDING;
import static dev.featured.model.world.Parts.COMPARED_WHILE_BUILDING;
import static dev.featured.model.world.Parts.DESK;
import static dev.featured.model.world.Parts.DRAINING;
import static dev.featured.model.world.Parts.ENDED;
import static dev.featured.model.world.Parts.ENDING;
import static dev.featured.model.world.Parts.FAULTED;
import static dev.featured.model.world.Parts.FLAG;
import static dev.featured.model.world.Parts.INBOX;
import static dev.featured.model.world.Parts.LIFECYCLES;
import static dev.featured.model.world.Parts.NAMESPACES;
import static dev.featured.model.world.Parts.NOTICES;
import static dev.featured.model.world.Parts.OWING;
import static dev.featured.model.world.Parts.PORTS_NEWS;
import static dev.featured.model.world.Parts.REGISTRY;
import static dev.featured.model.world.Parts.RELOAD;
import static dev.featured.model.world.Parts.REMINDER;
import static dev.featured.model.world.Parts.SUBSCRIBED;
import static dev.featured.model.world.Parts.TOLD;
import static dev.featured.model.world.Parts.TRY_DUE;
import static dev.featured.model.world.Parts.UP;
import static dev.featured.model.world.Parts.WORKERS;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.BarrierId;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.Faults;
import dev.featured.engine.core.OperationResult;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.core.Step;
import dev.featured.engine.core.Taken;
import dev.featured.engine.core.Task;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.lifecycle.Effect;
import dev.featured.engine.lifecycle.ImpossibleTrigger;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.lifecycle.Trigger;
import dev.featured.engine.store.Desk;
import dev.featured.engine.store.StoreTask;
import dev.featured.model.world.World.Reload;
import dev.featured.model.world.World.Told;
import java.util.Map;
import java.util.Optional;

/** What the daemon's watcher and its event loop do. */
final class ShellSteps {
  private static final String FAULT = "a fault of the daemon's own";

  private ShellSteps() {}

  // The watcher.

  static void subscribe(Draft world) {
    world.set(SUBSCRIBED, true);
    if (!world.has(Flaw.NO_COMPARISON_AFTER_RECONNECT)
        && !world.has(Flaw.COMPARES_BEFORE_SUBSCRIBING)) {
      Desk desk = world.get(DESK);
      StoreSteps.take(
          world,
          world.has(Flaw.PORTS_MISSED_WHILE_UNHEARD) ? desk.flagTouched() : desk.subscribed());
    }
  }

  static void deliver(Draft world) {
    Notice notice = world.get(NOTICES)[0];
    world.set(NOTICES, Lists.without(world.get(NOTICES), 0));
    switch (notice.kind()) {
      case ROW_WRITTEN -> notified(world, notice.feature(), false);
      case ROW_DELETED -> {
        if (!world.has(Flaw.DELETIONS_UNHEARD)) {
          notified(world, notice.feature(), true);
        }
      }
      case STATE_TOUCHED -> {
        if (!world.has(Flaw.STATE_TOUCHES_UNHEARD)) {
          world.post(new Event.StateTouched(name(world, notice.feature())));
        }
      }
      case FLAG_TOUCHED -> StoreSteps.take(world, world.get(DESK).flagTouched());
      case BOOT_FLAG_TOUCHED -> compareSoon(world);
      case PORTS_INITIALISED -> {
        if (!world.has(Flaw.PORTS_UNHEARD)) {
          StoreSteps.take(world, world.get(DESK).portsInitialised());
        }
      }
      case BARRIER ->
          world.post(
              new Event.BarrierHeard(
                  name(world, notice.feature()), new BarrierId(notice.barrier())));
    }
  }

  private static void notified(Draft world, int feature, boolean deleted) {
    boolean heeded =
        world.get(DESK).heedsRows()
            && !(world.has(Flaw.NOTICES_DROPPED_WHILE_LISTING) && world.get(DESK).comparesSoon());
    if (heeded) {
      world.post(new Event.Notified(name(world, feature), deleted));
    }
  }

  private static FeatureName name(Draft world, int feature) {
    return world.setting.features().get(feature);
  }

  // The event loop.

  static boolean hasMail(World world) {
    return !world.get(INBOX).isEmpty();
  }

  static void take(Draft world) {
    Event event = world.get(INBOX).next();
    world.set(INBOX, world.get(INBOX).rest());
    step(world, asHeard(world, event), false);
  }

  /** The first registration concerned turns out to be one that the state machine differs about. */
  static void takeFaultily(Draft world) {
    Event event = world.get(INBOX).next();
    world.set(INBOX, world.get(INBOX).rest());
    step(world, event, true);
  }

  /** The tokens that had been asked before a read, as a shell had them that kept them beside it. */
  private static Event asHeard(Draft world, Event event) {
    if (!(event instanceof Event.RowsRead read) || !world.has(Flaw.REQUESTS_READ_LATE)) {
      return event;
    }
    ImmutableSortedMap.Builder<FeatureName, String> asked = ImmutableSortedMap.naturalOrder();
    for (FeatureName name : read.rows().keySet()) {
      String request = world.get(LIFECYCLES)[world.setting.indexOf(name)].asked();
      if (!request.isEmpty()) {
        asked.put(name, request);
      }
    }
    return new Event.RowsRead(read.rows(), asked.buildOrThrow());
  }

  private static void step(Draft world, Event event, boolean faulty) {
    Step step;
    try {
      step = world.setting.subject().stepping().step(world.get(REGISTRY), event);
    } catch (ImpossibleTrigger e) {
      world.violates(Property.NO_CONTRADICTION);
      return;
    }
    noteWhatIsTaken(world, step, event);
    world.set(REGISTRY, step.next());
    Optional<Taken> fault = faulty ? step.taken().stream().findFirst() : Optional.empty();
    Faults faults =
        fault.map(taken -> Faults.NONE.with(taken.registration(), FAULT)).orElse(Faults.NONE);
    for (Command command : step.commands()) {
      if (faults.withhold(command)) {
        faults.answer(command).ifPresent(world::post);
      } else {
        carryOut(world, command);
      }
    }
    world.took(step.taken());
    if (world.setting.circumstances().reports()) {
      step.concerned(event).forEach(name -> report(world, name));
    }
    fault.ifPresent(taken -> quarantine(world, taken));
  }

  private static void quarantine(Draft world, Taken taken) {
    if (world.get(REGISTRY).isLive(taken.name(), taken.registration())) {
      world.set(FAULTED, world.setting.indexOf(taken.name()), true);
    }
    step(world, new Event.Quarantined(taken.name(), taken.registration(), FAULT), false);
  }

  /** {@code LifecycleBook}: how a registration stands, as its fields. */
  private static void report(Draft world, FeatureName name) {
    world
        .get(REGISTRY)
        .standing(name)
        .ifPresent(
            standing ->
                world.set(DESK, world.get(DESK).reporting(name, LifecycleRow.fields(standing))));
  }

  private static void noteWhatIsTaken(Draft world, Step step, Event event) {
    for (Taken taken : step.taken()) {
      int feature = world.setting.indexOf(taken.name());
      if (taken.from() == LifecycleState.DEREGISTERED) {
        world.sees(Sighting.RESULT_FOR_THE_DEAD);
        if (taken.transition().has(Effect.STOP_UNITS)) {
          world.sees(Sighting.STOP_OWED);
        }
      } else if (taken.trigger() == Trigger.ROW_DELETED) {
        Worker worker = world.get(WORKERS)[feature];
        boolean owes =
            worker.does(Task.Kind.START)
                && worker.registration().equals(taken.registration())
                && world.get(TOLD)[feature] == Told.DISABLED;
        world.set(OWING, feature, owes);
        world.set(TOLD, feature, Told.NOTHING);
        world.set(FAULTED, feature, false);
        world.set(TRY_DUE, feature, false);
      } else if (event instanceof Event.RowsRead) {
        world.set(OWING, feature, false);
      }
    }
    if (event instanceof Event.OperationEnded operation) {
      int feature = world.setting.indexOf(operation.name());
      // A policy that somebody has changed his mind about may fail: the next one is on its way.
      boolean outdated =
          world.get(ENDING)[feature] == World.Ended.RESTART_FAILED
              && !concerns(step, operation.name());
      if (!outdated) {
        world.set(ENDED, feature, world.get(ENDING)[feature]);
      }
    }
    if (event instanceof Event.RowsRead read) {
      for (Map.Entry<FeatureName, Optional<RenderedRow>> row : read.rows().entrySet()) {
        if (concerns(step, row.getKey())) {
          noteWhatIsTold(world, world.setting.indexOf(row.getKey()), row.getValue());
        }
      }
    }
  }

  /** What may be from before a deletion, or has been replaced, is not looked at. */
  private static boolean concerns(Step step, FeatureName name) {
    return step.taken().stream().anyMatch(taken -> taken.name().equals(name));
  }

  private static void noteWhatIsTold(Draft world, int feature, Optional<RenderedRow> rendered) {
    ConfigRow row = rendered.map(present -> ConfigRow.of(present.content())).orElse(ConfigRow.NONE);
    Told told =
        switch (row.wanted()) {
          case NOTHING -> Told.NOTHING;
          case ENABLED -> Told.ENABLED;
          case DISABLED -> Told.DISABLED;
          case UNCLEAR -> Told.OTHER;
        };
    if (row.value(ConfigRow.Field.STATE).startsWith("always")) {
      told = Told.OTHER;
    }
    // A registration that was told once of an immutable state keeps it.
    boolean keeps = world.get(TOLD)[feature] == Told.OTHER && told != Told.NOTHING;
    world.set(TOLD, feature, keeps ? Told.OTHER : told);
  }

  private static void carryOut(Draft world, Command command) {
    tellDesk(world, command);
    if (command instanceof Command.Settle settle) {
      if (!world.get(REGISTRY).isLive(settle.name(), settle.registration())) {
        world.violates(Property.NOTHING_AFTER_DEREGISTERED);
      }
    } else if (command instanceof Command.Operate operate) {
      operate(world, operate);
    } else if (command instanceof Command.Finish finish) {
      finish(world, finish);
    } else if (command instanceof Command.Reload) {
      reload(world);
    } else if (command instanceof Command.RemindOfReload) {
      world.set(REMINDER, true);
    } else if (command instanceof Command.Conclude conclude) {
      if (!conclude.stands()) {
        world.sees(Sighting.BARRIER_FOUND_NEWS);
      }
    } else if (!Desk.keeps(command)) {
      throw new AssertionError("a command that nobody told the model of: " + command);
    }
  }

  private static void tellDesk(Draft world, Command command) {
    Desk desk = world.get(DESK);
    if (command instanceof Command.Operate && world.has(Flaw.OUTDATED_WRITES_NOT_WITHDRAWN)) {
      return;
    }
    if (command instanceof Command.Settle settle
        && world.has(Flaw.NEWER_WRITE_DROPPED)
        && desk.isWaiting(new StoreTask.Settle(settle))) {
      return;
    }
    if (command instanceof Command.ReadRows && !desk.loaded()) {
      world.sees(Sighting.READ_POSTPONED);
      if (world.has(Flaw.DROPS_POSTPONED_READS)) {
        return;
      }
    }
    world.set(DESK, desk.with(command));
  }

  private static void operate(Draft world, Command.Operate command) {
    int feature = world.setting.indexOf(command.name());
    RegistrationId registration = command.registration();
    Task.Kind kind = command.task().kind();
    if (!world.get(REGISTRY).isLive(command.name(), registration)
        && kind != Task.Kind.STOP
        && kind != Task.Kind.REMOVE_DROP_INS) {
      world.violates(Property.NOTHING_AFTER_DEREGISTERED);
    }
    if (!world.get(WORKERS)[feature].idle()) {
      world.violates(Property.ONE_OPERATION);
    }
    world.worker(feature, Worker.begin(command));
    world.set(TRY_DUE, feature, false);
    if (kind == Task.Kind.START) {
      world.set(PORTS_NEWS, feature, false);
    }
  }

  private static void finish(Draft world, Command.Finish command) {
    int feature = world.setting.indexOf(command.name());
    Worker worker = world.get(WORKERS)[feature];
    boolean reloaded = !(command.reload() instanceof OperationResult.Failed);
    world.worker(feature, worker.in(reloaded ? Worker.Stage.RELOADED : Worker.Stage.GIVING_UP));
  }

  private static void reload(Draft world) {
    if (world.get(RELOAD) != Reload.NONE) {
      world.violates(Property.ONE_OPERATION);
    }
    int served = 0;
    for (Worker worker : world.get(WORKERS)) {
      served += worker.stage() == Worker.Stage.PREPARED ? 1 : 0;
    }
    if (served > 1) {
      world.sees(Sighting.SHARED_RELOAD);
    }
    world.set(RELOAD, Reload.ASKED);
  }

  static void remind(Draft world) {
    world.set(REMINDER, false);
    world.post(new Event.ReloadDue());
  }

  // The alarms.

  static boolean mayRecheck(World world) {
    return world.get(UP)
        && world.get(FLAG)
        && !world.get(DESK).loaded()
        && !world.get(DESK).comparesSoon();
  }

  static boolean mayCompare(World world) {
    return world.get(UP) && !world.get(DESK).comparesSoon() && !patienceOver(world);
  }

  /** No writer that builds a row field by field takes as long as two steady comparisons. */
  private static boolean patienceOver(World world) {
    if (!world.get(COMPARED_WHILE_BUILDING)) {
      return false;
    }
    for (boolean building : world.get(BUILDING)) {
      if (building) {
        return true;
      }
    }
    for (Namespace namespace : world.get(NAMESPACES)) {
      if (namespace.building()) {
        return true;
      }
    }
    return false;
  }

  /** The steady comparison. */
  static void compare(Draft world) {
    NamespaceSteps.periodOver(world);
    world.set(DESK, world.get(DESK).comparing(true));
    world.set(COMPARED_WHILE_BUILDING, true);
  }

  static void compareSoon(Draft world) {
    world.set(DESK, world.get(DESK).comparing(false));
  }

  // The end.

  /** SIGTERM. */
  static void stop(Draft world) {
    world.post(new Event.Stopping());
  }

  static boolean mayLeave(World world) {
    return world.get(UP) && world.get(REGISTRY).isStopping() && world.get(REGISTRY).atWork() == 0;
  }

  static boolean mayLoseTheGrace(World world) {
    return world.get(UP) && world.get(REGISTRY).isStopping() && world.get(REGISTRY).atWork() > 0;
  }

  /** The event loop has ended; what is still to be written is written. */
  static void leave(Draft world) {
    if (world.get(RELOAD) == Reload.ASKED) {
      SystemdSteps.reload(world);
    }
    NamespaceSteps.kill(world);
    world.leaveLoop();
  }

  static boolean mayEnd(World world) {
    Desk desk = world.get(DESK);
    return world.get(DRAINING) && !desk.isBusy() && !desk.mayTake();
  }
}
