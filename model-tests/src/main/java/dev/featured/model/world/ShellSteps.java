package dev.featured.model.world;

import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
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
import dev.featured.model.world.World.Reload;
import dev.featured.model.world.World.Told;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What the daemon's watcher and its event loop do. */
final class ShellSteps {
  private ShellSteps() {}

  // The watcher.

  static void subscribe(Draft world) {
    world.subscribed = true;
    if (!world.has(Flaw.NO_COMPARISON_AFTER_RECONNECT)
        && !world.has(Flaw.COMPARES_BEFORE_SUBSCRIBING)) {
      world.put(new StoreTask.Compare(false));
    }
  }

  static void deliver(Draft world) {
    Notice notice = world.notices[0];
    world.notices = Parts.without(world.notices, 0);
    switch (notice.kind()) {
      case ROW_WRITTEN -> notified(world, notice.feature(), false);
      case ROW_DELETED -> {
        if (!world.has(Flaw.DELETIONS_UNHEARD)) {
          notified(world, notice.feature(), true);
        }
      }
      case STATE_TOUCHED -> {
        if (!world.has(Flaw.STATE_TOUCHES_UNHEARD)) {
          world.touch(notice.feature());
        }
      }
      case FLAG_TOUCHED -> world.put(new StoreTask.Compare(false));
      case PORTS_INITIALISED -> {
        if (!world.has(Flaw.PORTS_UNHEARD)) {
          portsInitialised(world);
        }
      }
    }
  }

  private static void notified(Draft world, int feature, boolean deleted) {
    if (world.configured) {
      world.mark(feature, deleted);
    }
  }

  static void portsInitialised(Draft world) {
    if (world.configured) {
      world.portsKnown = true;
      world.post(new Event.PortsReady(Event.PortsReady.Reason.PORT_INIT_DONE));
    }
  }

  // The event loop.

  static boolean hasMail(World world) {
    return world.events.length + world.marks.length + world.touched.length > 0;
  }

  static void take(Draft world) {
    Event event = next(world);
    Step step;
    try {
      step = world.setting.subject().stepping().step(world.registry, event);
    } catch (ImpossibleTrigger e) {
      world.violates(Property.NO_CONTRADICTION);
      return;
    }
    noteWhatIsTaken(world, step, event);
    world.registry = step.next();
    for (Command command : step.commands()) {
      carryOut(world, command);
    }
    world.took(step.taken());
  }

  /** What the event loop takes next. */
  static Event next(World world) {
    if (world.events.length > 0) {
      return world.events[0];
    }
    if (world.marks.length > 0) {
      Mark mark = world.marks[0];
      return new Event.Notified(world.name(mark.feature()), mark.deleted());
    }
    return new Event.StateTouched(world.name(world.touched[0]));
  }

  private static Event next(Draft world) {
    if (world.events.length > 0) {
      Event event = world.events[0];
      world.events = Parts.without(world.events, 0);
      return event;
    }
    if (world.marks.length > 0) {
      Mark mark = world.marks[0];
      world.marks = Parts.without(world.marks, 0);
      return new Event.Notified(name(world, mark.feature()), mark.deleted());
    }
    int feature = world.touched[0];
    world.touched = Arrays.copyOfRange(world.touched, 1, world.touched.length);
    return new Event.StateTouched(name(world, feature));
  }

  private static FeatureName name(Draft world, int feature) {
    return world.setting.features().get(feature);
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
        Worker worker = world.workers[feature];
        boolean owes =
            worker.does(Task.Kind.START)
                && worker.registration().equals(taken.registration())
                && world.told[feature] == Told.DISABLED;
        world.owing = Draft.with(world.owing, feature, owes);
        world.told = Parts.with(world.told, feature, Told.NOTHING);
      } else if (event instanceof Event.RowsRead) {
        world.owing = Draft.with(world.owing, feature, false);
      }
    }
    if (event instanceof Event.OperationEnded operation) {
      int feature = world.setting.indexOf(operation.name());
      // A policy that somebody has changed his mind about may fail: the next one is on its way.
      boolean outdated =
          world.ending[feature] == World.Ended.RESTART_FAILED && !concerns(step, operation.name());
      if (!outdated) {
        world.ended = Parts.with(world.ended, feature, world.ending[feature]);
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
    boolean keeps = world.told[feature] == Told.OTHER && told != Told.NOTHING;
    world.told = Parts.with(world.told, feature, keeps ? Told.OTHER : told);
  }

  private static void carryOut(Draft world, Command command) {
    if (command instanceof Command.ReadRows read) {
      world.put(new StoreTask.Read(read));
    } else if (command instanceof Command.Settle settle) {
      if (!world.registry.isLive(settle.name(), settle.registration())) {
        world.violates(Property.NOTHING_AFTER_DEREGISTERED);
      }
      world.put(new StoreTask.Settle(settle));
    } else if (command instanceof Command.Forget forget) {
      world.put(new StoreTask.Forget(forget.name()));
    } else if (command instanceof Command.RemoveTrace removal) {
      world.put(new StoreTask.RemoveTrace(removal));
    } else if (command instanceof Command.Operate operate) {
      operate(world, operate);
    } else if (command instanceof Command.Finish finish) {
      finish(world, finish);
    } else if (command instanceof Command.Reload) {
      reload(world);
    } else if (command instanceof Command.RemindOfReload) {
      world.reminder = true;
    } else {
      throw new AssertionError("a command that nobody told the model of: " + command);
    }
  }

  private static void operate(Draft world, Command.Operate command) {
    int feature = world.setting.indexOf(command.name());
    RegistrationId registration = command.registration();
    Task.Kind kind = command.task().kind();
    if (!world.registry.isLive(command.name(), registration)
        && kind != Task.Kind.STOP
        && kind != Task.Kind.REMOVE_DROP_INS) {
      world.violates(Property.NOTHING_AFTER_DEREGISTERED);
    }
    if (!world.workers[feature].idle()) {
      world.violates(Property.ONE_OPERATION);
    }
    if (!world.has(Flaw.OUTDATED_WRITES_NOT_WITHDRAWN)) {
      world.withdrawSettle(command.name());
    }
    world.worker(feature, Worker.begin(command));
  }

  private static void finish(Draft world, Command.Finish command) {
    int feature = world.setting.indexOf(command.name());
    Worker worker = world.workers[feature];
    boolean reloaded = !(command.reload() instanceof OperationResult.Failed);
    world.worker(feature, worker.in(reloaded ? Worker.Stage.RELOADED : Worker.Stage.GIVING_UP));
  }

  private static void reload(Draft world) {
    if (world.reload != Reload.NONE) {
      world.violates(Property.ONE_OPERATION);
    }
    int served = 0;
    for (Worker worker : world.workers) {
      served += worker.stage() == Worker.Stage.PREPARED ? 1 : 0;
    }
    if (served > 1) {
      world.sees(Sighting.SHARED_RELOAD);
    }
    world.reload = Reload.ASKED;
  }

  static void remind(Draft world) {
    world.reminder = false;
    world.post(new Event.ReloadDue());
  }

  // The alarms.

  static boolean mayRecheck(World world) {
    return world.up && !world.loaded && world.flag && !comparesSoon(world.tasks, world.inHand);
  }

  static boolean mayCompare(World world) {
    return world.up && !comparesSoon(world.tasks, world.inHand) && !patienceOver(world);
  }

  /** No writer that builds a row field by field takes as long as two steady comparisons. */
  private static boolean patienceOver(World world) {
    if (!world.comparedWhileBuilding) {
      return false;
    }
    for (boolean building : world.building) {
      if (building) {
        return true;
      }
    }
    for (Namespace namespace : world.namespaces) {
      if (namespace.building()) {
        return true;
      }
    }
    return false;
  }

  private static boolean comparesSoon(StoreTask[] tasks, Optional<InHand> inHand) {
    for (StoreTask task : tasks) {
      if (task instanceof StoreTask.Compare) {
        return true;
      }
    }
    return inHand.isPresent() && inHand.get().task() instanceof StoreTask.Compare;
  }

  static void compare(Draft world, boolean steady) {
    world.put(new StoreTask.Compare(steady));
    world.comparedWhileBuilding = steady || world.comparedWhileBuilding;
  }

  // The daemon's own retry of refused writes.

  static void retry(Draft world, int feature) {
    world.refused = Draft.with(world.refused, feature, false);
    world.touch(feature);
    world.sees(Sighting.REFUSED_WRITE_RETRIED);
  }
}
