package dev.featured.model.world;

import dev.featured.engine.core.Event;
import dev.featured.engine.core.OperationResult;
import dev.featured.engine.core.Task;
import dev.featured.engine.feature.RestartPolicy;
import dev.featured.model.world.Unit.Activity;
import dev.featured.model.world.Unit.DropIn;
import dev.featured.model.world.Unit.Link;
import dev.featured.model.world.Worker.Stage;
import dev.featured.model.world.World.Ended;
import dev.featured.model.world.World.Reload;

/**
 * What the threads that work on units do, step by step as their contract has it, and what systemd
 * does with its jobs. Looking at a unit, and the commands that only change links, are one step
 * together; everything that waits is a step of its own.
 */
final class SystemdSteps {
  private static final OperationResult DONE = new OperationResult.Succeeded();

  private SystemdSteps() {}

  // Jobs.

  static boolean hasJob(World world, int feature) {
    Activity activity = world.units[feature].activity();
    return activity == Activity.ACTIVATING || activity == Activity.DEACTIVATING;
  }

  static boolean isStarting(World world, int feature) {
    return world.units[feature].activity() == Activity.ACTIVATING;
  }

  static boolean isStopping(World world, int feature) {
    return world.units[feature].activity() == Activity.DEACTIVATING;
  }

  static void jobSucceeds(Draft world, int feature) {
    noteLateJob(world, feature);
    Unit unit = world.units[feature];
    boolean starting = unit.activity() == Activity.ACTIVATING;
    world.unit(feature, unit.with(starting ? Activity.ACTIVE : Activity.INACTIVE));
  }

  /** A stop that fails leaves the unit running. */
  static void jobFails(Draft world, int feature) {
    noteLateJob(world, feature);
    Unit unit = world.units[feature];
    boolean starting = unit.activity() == Activity.ACTIVATING;
    world.unit(feature, unit.with(starting ? Activity.FAILED : Activity.ACTIVE));
  }

  private static void noteLateJob(Draft world, int feature) {
    Stage stage = world.workers[feature].stage();
    if (stage != Stage.STARTING && stage != Stage.STOPPING && stage != Stage.AWAITING_ACTIVATION) {
      world.sees(Sighting.LATE_JOB);
    }
  }

  // Reloads.

  static void reload(Draft world) {
    for (int i = 0; i < world.units.length; i++) {
      world.unit(i, world.units[i].reloaded());
    }
    world.reload = Reload.DONE;
  }

  static void reloadEnds(Draft world, boolean well) {
    world.reload = Reload.NONE;
    world.post(new Event.Reloaded(well ? DONE : failure("daemon-reload")));
  }

  // Operations.

  /** Whether the worker has something to do that it need not wait for. */
  static boolean mayWork(World world, int feature) {
    return switch (world.workers[feature].stage()) {
      case IDLE, PREPARED -> false;
      case BEGUN, PUTTING_OFF, RELOADED, GIVING_UP -> true;
      case AWAITING_ACTIVATION -> !isStarting(world, feature);
      case STARTING, STOPPING -> !hasJob(world, feature);
    };
  }

  /** Whether the worker waits for a job, and so might lose patience. */
  static boolean mayLosePatience(World world, int feature) {
    return switch (world.workers[feature].stage()) {
      case IDLE, PREPARED, BEGUN, PUTTING_OFF, RELOADED, GIVING_UP -> false;
      case AWAITING_ACTIVATION, STARTING, STOPPING -> hasJob(world, feature);
    };
  }

  static void work(Draft world, int feature) {
    Worker worker = world.workers[feature];
    switch (worker.stage()) {
      case BEGUN -> prepare(world, feature, worker);
      case AWAITING_ACTIVATION -> stop(world, feature, worker);
      case STOPPING -> {
        if (world.units[feature].isRunning()) {
          prepared(world, feature, worker.havingFailed());
        } else {
          world.worker(feature, worker.in(Stage.PUTTING_OFF));
        }
      }
      case PUTTING_OFF -> putOff(world, feature, worker);
      case RELOADED -> start(world, feature, worker);
      case GIVING_UP -> end(world, feature, failure("daemon-reload"));
      case STARTING -> end(world, feature, worker, world.units[feature].isActive());
      case IDLE, PREPARED -> throw new AssertionError("nothing to do in " + worker.stage());
    }
  }

  /** The time limit of {@code systemctl}, or of the waiting for an activation. */
  static void losePatience(Draft world, int feature) {
    Worker worker = world.workers[feature];
    if (worker.stage() == Stage.AWAITING_ACTIVATION) {
      stop(world, feature, worker);
    } else if (worker.stage() == Stage.STARTING) {
      end(world, feature, worker, world.has(Flaw.TIMEOUT_COUNTS_AS_SUCCESS));
    } else if (world.has(Flaw.TIMEOUT_COUNTS_AS_SUCCESS)) {
      world.worker(feature, worker.in(Stage.PUTTING_OFF));
    } else {
      prepared(world, feature, worker.havingFailed());
    }
  }

  private static void prepare(Draft world, int feature, Worker worker) {
    Task task = worker.task();
    switch (task.kind()) {
      case START -> prepareStart(world, feature, worker);
      case STOP -> prepareStop(world, feature, worker);
      case AUTO_RESTART -> prepared(world, feature, withDropIn(world, feature, worker));
      case REMOVE_DROP_INS -> {
        Unit unit = world.units[feature];
        boolean there = unit.dropIn() != DropIn.NONE;
        world.unit(feature, unit.with(DropIn.NONE));
        prepared(world, feature, there ? worker.needingReload() : worker);
      }
    }
  }

  private static Worker withDropIn(Draft world, int feature, Worker worker) {
    DropIn wanted = dropIn(worker.task());
    Unit unit = world.units[feature];
    if (unit.dropIn() == wanted) {
      return worker;
    }
    world.unit(feature, unit.with(wanted));
    return world.has(Flaw.DROP_INS_NOT_RELOADED) ? worker : worker.needingReload();
  }

  private static DropIn dropIn(Task task) {
    return task.restart().orElseThrow() == RestartPolicy.ALWAYS ? DropIn.ALWAYS : DropIn.NO;
  }

  private static void prepareStart(Draft world, int feature, Worker begun) {
    Worker worker = withDropIn(world, feature, begun);
    Unit unit = world.units[feature];
    boolean enabled = unit.file() && unit.link() == Link.ENABLED && !unit.maskInForce();
    if (enabled && unit.isActive()) {
      boolean other = unit.dropInForce() != unit.dropIn() && !world.has(Flaw.DROP_INS_NOT_RELOADED);
      prepared(world, feature, other ? worker.needingReload() : worker);
      return;
    }
    // Without its file there is nothing that "enable" could link; the unmasking works.
    world.unit(feature, unit.with(unit.file() ? Link.ENABLED : Link.DISABLED));
    prepared(world, feature, worker.toStart());
  }

  private static void prepareStop(Draft world, int feature, Worker begun) {
    Unit before = world.units[feature];
    Worker worker = before.hasFile() ? withDropIn(world, feature, begun) : begun;
    Unit unit = world.units[feature];
    boolean off = unit.link() != Link.ENABLED;
    if (!unit.isRunning() && (!unit.hasFile() || off)) {
      boolean inForce = unit.equals(unit.reloaded()) || world.has(Flaw.HALF_DONE_STOP_BELIEVED);
      prepared(world, feature, inForce ? worker : worker.needingReload());
    } else if (unit.activity() == Activity.ACTIVATING && !world.has(Flaw.STOP_NOT_AWAITED)) {
      world.worker(feature, worker.in(Stage.AWAITING_ACTIVATION));
    } else {
      if (unit.activity() == Activity.ACTIVATING) {
        world.violates(Property.STOPS_NOTHING_ACTIVATING);
      }
      stop(world, feature, worker);
    }
  }

  /** A stop cancels a start that is under way. */
  private static void stop(Draft world, int feature, Worker worker) {
    Unit unit = world.units[feature];
    Activity now =
        switch (unit.activity()) {
          case ACTIVE, DEACTIVATING -> Activity.DEACTIVATING;
          case ACTIVATING -> Activity.FAILED;
          case INACTIVE, FAILED -> unit.activity();
        };
    world.unit(feature, unit.with(now));
    world.worker(feature, worker.in(Stage.STOPPING));
  }

  private static void putOff(Draft world, int feature, Worker worker) {
    Unit unit = world.units[feature];
    if (unit.hasFile()) {
      world.unit(feature, unit.with(Link.MASKED));
    }
    prepared(world, feature, worker.needingReload());
  }

  private static void prepared(Draft world, int feature, Worker worker) {
    if (!worker.reload()) {
      end(world, feature, worker, !worker.failed());
    } else if (worker.start() && world.has(Flaw.STARTS_WITHOUT_RELOAD)) {
      world.worker(feature, worker.in(Stage.RELOADED));
    } else {
      world.worker(feature, worker.in(Stage.PREPARED));
      world.post(new Event.Prepared(world.setting.features().get(feature), worker.operation()));
    }
  }

  private static void start(Draft world, int feature, Worker worker) {
    if (!worker.start() || worker.failed()) {
      end(world, feature, worker, !worker.failed());
      return;
    }
    Unit unit = world.units[feature];
    if (unit.isActive()) {
      end(world, feature, worker, true);
    } else if (!unit.file()) {
      world.sees(Sighting.START_WITHOUT_FILE);
      end(world, feature, worker, false);
    } else if (unit.maskInForce()) {
      world.violates(Property.STARTS_NOTHING_MASKED);
      end(world, feature, worker, false);
    } else {
      world.unit(feature, unit.with(Activity.ACTIVATING));
      world.worker(feature, worker.in(Stage.STARTING));
    }
  }

  private static void end(Draft world, int feature, Worker worker, boolean well) {
    end(world, feature, well ? DONE : failure(verb(worker.task().kind())));
  }

  private static String verb(Task.Kind kind) {
    return switch (kind) {
      case START -> "systemctl start";
      case STOP -> "systemctl stop";
      case AUTO_RESTART, REMOVE_DROP_INS -> "drop-in";
    };
  }

  private static void end(Draft world, int feature, OperationResult result) {
    Worker worker = world.workers[feature];
    Ended ended = world.ended[feature];
    boolean well = result.equals(DONE);
    Ended now =
        switch (worker.task().kind()) {
          case START -> well ? Ended.STARTED : Ended.START_FAILED;
          case STOP -> well ? Ended.STOPPED : Ended.STOP_FAILED;
          case AUTO_RESTART -> well ? ended : Ended.RESTART_FAILED;
          case REMOVE_DROP_INS -> ended;
        };
    world.ending = Parts.with(world.ending, feature, now);
    world.worker(feature, Worker.IDLE);
    world.post(
        new Event.OperationEnded(
            world.setting.features().get(feature), worker.operation(), result));
  }

  private static OperationResult failure(String command) {
    return new OperationResult.Failed(command + ": it failed");
  }
}
