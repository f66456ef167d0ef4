package dev.featured.model.world;

import static dev.featured.model.world.Parts.ENDED;
import static dev.featured.model.world.Parts.ENDING;
import static dev.featured.model.world.Parts.RELOAD;
import static dev.featured.model.world.Parts.UNITS;
import static dev.featured.model.world.Parts.WORKERS;

import com.google.common.collect.ImmutableList;
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
 * together; everything that waits is a step of its own. Where it makes a difference, each command
 * is one ({@link Setting#byCommands}).
 */
final class SystemdSteps {
  private static final OperationResult DONE = new OperationResult.Succeeded();

  private SystemdSteps() {}

  // Jobs.

  static boolean hasJob(World world, int unit) {
    return isStarting(world, unit) || isStopping(world, unit);
  }

  static boolean isStarting(World world, int unit) {
    return world.get(UNITS)[unit].activity() == Activity.ACTIVATING;
  }

  static boolean isStopping(World world, int unit) {
    return world.get(UNITS)[unit].activity() == Activity.DEACTIVATING;
  }

  static void jobSucceeds(Draft world, int unit) {
    noteLateJob(world, unit);
    Unit before = world.get(UNITS)[unit];
    boolean starting = before.activity() == Activity.ACTIVATING;
    world.unit(unit, before.with(starting ? Activity.ACTIVE : Activity.INACTIVE));
  }

  /** A stop that fails leaves the unit running. */
  static void jobFails(Draft world, int unit) {
    noteLateJob(world, unit);
    Unit before = world.get(UNITS)[unit];
    boolean starting = before.activity() == Activity.ACTIVATING;
    world.unit(unit, before.with(starting ? Activity.FAILED : Activity.ACTIVE));
  }

  private static void noteLateJob(Draft world, int unit) {
    int feature = UnitSets.feature(world.setting, unit);
    Worker worker = world.get(WORKERS)[feature];
    boolean awaited =
        switch (worker.stage()) {
          case AWAITING_ACTIVATION, STARTING, STOPPING ->
              UnitSets.unit(world.setting, feature, worker.set()) == unit;
          case IDLE,
              BEGUN,
              LOOKING,
              ENABLING,
              PUTTING_OFF,
              MASKING,
              PREPARED,
              RELOADED,
              GIVING_UP ->
              false;
        };
    if (!awaited) {
      world.sees(Sighting.LATE_JOB);
    }
  }

  // Files.

  /** The package manager brings the files of a feature's units, and has systemd reload. */
  static void install(Draft world, int feature) {
    for (int set = 0; set < UnitSets.count(world.setting); set++) {
      int unit = UnitSets.unit(world.setting, feature, set);
      world.unit(unit, world.get(UNITS)[unit].with(true).reloaded());
    }
  }

  static void removeFiles(Draft world, int feature) {
    for (int set = 0; set < UnitSets.count(world.setting); set++) {
      int unit = UnitSets.unit(world.setting, feature, set);
      world.unit(unit, world.get(UNITS)[unit].with(false));
    }
  }

  // Reloads.

  static void reload(Draft world) {
    reloadUnits(world);
    world.set(RELOAD, Reload.DONE);
  }

  /** {@code daemon-reload}, whoever asks for it. */
  static void reloadUnits(Draft world) {
    for (int i = 0; i < world.get(UNITS).length; i++) {
      world.unit(i, world.get(UNITS)[i].reloaded());
    }
  }

  static void reloadEnds(Draft world, boolean well) {
    world.set(RELOAD, Reload.NONE);
    world.post(new Event.Reloaded(well ? DONE : failure("daemon-reload")));
  }

  // Operations.

  /** Whether the worker has something to do that it need not wait for. */
  static boolean mayWork(World world, int feature) {
    Worker worker = world.get(WORKERS)[feature];
    return switch (worker.stage()) {
      case IDLE, PREPARED -> false;
      case BEGUN, LOOKING, ENABLING, PUTTING_OFF, MASKING, RELOADED, GIVING_UP -> true;
      case AWAITING_ACTIVATION -> !isStarting(world, unit(world, feature, worker));
      case STARTING, STOPPING -> !hasJob(world, unit(world, feature, worker));
    };
  }

  /** Whether the worker waits for a job, and so might lose patience. */
  static boolean mayLosePatience(World world, int feature) {
    Worker worker = world.get(WORKERS)[feature];
    return switch (worker.stage()) {
      case IDLE, PREPARED, BEGUN, LOOKING, ENABLING, PUTTING_OFF, MASKING, RELOADED, GIVING_UP ->
          false;
      case AWAITING_ACTIVATION, STARTING, STOPPING -> hasJob(world, unit(world, feature, worker));
    };
  }

  private static int unit(World world, int feature, Worker worker) {
    return UnitSets.unit(world.setting, feature, worker.set());
  }

  /** The unit at hand. */
  private static Unit unit(Draft world, int feature, Worker worker) {
    return world.get(UNITS)[UnitSets.unit(world.setting, feature, worker.set())];
  }

  private static void unit(Draft world, int feature, Worker worker, Unit unit) {
    world.unit(UnitSets.unit(world.setting, feature, worker.set()), unit);
  }

  static void work(Draft world, int feature) {
    do {
      workOnce(world, feature);
    } while (!world.setting.byCommands() && world.get(WORKERS)[feature].stage().isWithinAStep());
  }

  private static void workOnce(Draft world, int feature) {
    Worker worker = world.get(WORKERS)[feature];
    switch (worker.stage()) {
      case BEGUN -> begin(world, feature, worker);
      case LOOKING -> look(world, feature, worker);
      case ENABLING -> enable(world, feature, worker);
      case AWAITING_ACTIVATION -> stop(world, feature, worker);
      case STOPPING -> {
        if (unit(world, feature, worker).isRunning()) {
          goOn(world, feature, worker.havingFailed());
        } else {
          world.worker(feature, worker.in(Stage.PUTTING_OFF));
        }
      }
      case PUTTING_OFF -> disable(world, feature, worker);
      case MASKING -> mask(world, feature, worker);
      case RELOADED -> start(world, feature, worker);
      case GIVING_UP -> end(world, feature, failure("daemon-reload"));
      case STARTING -> started(world, feature, worker, unit(world, feature, worker).isActive());
      case IDLE, PREPARED -> throw new AssertionError("nothing to do in " + worker.stage());
    }
  }

  /** The time limit of {@code systemctl}, or of the waiting for an activation. */
  static void losePatience(Draft world, int feature) {
    Worker worker = world.get(WORKERS)[feature];
    if (worker.stage() == Stage.AWAITING_ACTIVATION) {
      stop(world, feature, worker);
    } else if (worker.stage() == Stage.STARTING) {
      started(world, feature, worker, world.has(Flaw.TIMEOUT_COUNTS_AS_SUCCESS));
    } else if (world.has(Flaw.TIMEOUT_COUNTS_AS_SUCCESS)) {
      world.worker(feature, worker.in(Stage.PUTTING_OFF));
    } else {
      goOn(world, feature, worker.havingFailed());
    }
  }

  // The drop-ins.

  private static void begin(Draft world, int feature, Worker begun) {
    Task task = begun.task();
    Worker worker = begun;
    for (int set : UnitSets.units(world.setting, feature, task)) {
      if (writesDropIn(world, UnitSets.unit(world.setting, feature, set), task)) {
        worker = worker.needingReload();
      }
    }
    switch (task.kind()) {
      case START, STOP ->
          world.worker(feature, worker.lookingAt(order(world, feature, task).get(0)));
      case AUTO_RESTART, REMOVE_DROP_INS -> prepared(world, feature, worker);
    }
  }

  private static boolean writesDropIn(Draft world, int place, Task task) {
    Unit unit = world.get(UNITS)[place];
    DropIn wanted = task.restart().map(SystemdSteps::dropIn).orElse(DropIn.NONE);
    boolean gone = task.kind() == Task.Kind.STOP && !unit.hasFile();
    if (gone || unit.dropIn() == wanted) {
      return false;
    }
    world.unit(place, unit.with(wanted));
    return wanted == DropIn.NONE || !world.has(Flaw.DROP_INS_NOT_RELOADED);
  }

  private static DropIn dropIn(RestartPolicy restart) {
    return restart == RestartPolicy.ALWAYS ? DropIn.ALWAYS : DropIn.NO;
  }

  // Unit by unit.

  /** What is put away comes first, so that two scopes never run side by side. */
  private static ImmutableList<Integer> order(Draft world, int feature, Task task) {
    return ImmutableList.<Integer>builder()
        .addAll(UnitSets.surplus(world.setting, feature, task))
        .addAll(UnitSets.units(world.setting, feature, task))
        .build();
  }

  /** To the next unit, if there is one. */
  private static void goOn(Draft world, int feature, Worker worker) {
    ImmutableList<Integer> order = order(world, feature, worker.task());
    int next = order.indexOf(worker.set()) + 1;
    if (next < order.size()) {
      world.worker(feature, worker.lookingAt(order.get(next)));
    } else {
      prepared(world, feature, worker);
    }
  }

  private static void look(Draft world, int feature, Worker worker) {
    Task task = worker.task();
    if (UnitSets.surplus(world.setting, feature, task).contains(worker.set())) {
      lookWhetherToPutAway(world, feature, worker);
    } else if (task.kind() == Task.Kind.START) {
      lookWhetherToStart(world, feature, worker);
    } else {
      lookWhetherToStop(world, feature, worker);
    }
  }

  private static void lookWhetherToPutAway(Draft world, int feature, Worker worker) {
    Unit unit = unit(world, feature, worker);
    if (world.has(Flaw.SURPLUS_LEFT_ALONE)) {
      goOn(world, feature, worker);
    } else if ((unit.isRunning() || unit.hasFile()) && unit.link() != Link.MASKED) {
      bringDown(world, feature, worker);
    } else {
      boolean inForce =
          unit.maskInForce()
              || unit.link() != Link.MASKED
              || world.has(Flaw.HALF_DONE_PUTTING_AWAY_BELIEVED);
      goOn(world, feature, inForce ? worker : worker.needingReload());
    }
  }

  private static void lookWhetherToStart(Draft world, int feature, Worker worker) {
    Unit unit = unit(world, feature, worker);
    boolean enabled = unit.file() && unit.link() == Link.ENABLED && !unit.maskInForce();
    if (enabled && unit.isActive()) {
      boolean other = unit.dropInForce() != unit.dropIn() && !world.has(Flaw.DROP_INS_NOT_RELOADED);
      goOn(world, feature, other ? worker.needingReload() : worker);
      return;
    }
    if (unit.link() == Link.MASKED) {
      unit(world, feature, worker, unit.with(Link.DISABLED));
    }
    world.worker(feature, worker.in(Stage.ENABLING));
  }

  /** Without its file there is nothing that "enable" could link. */
  private static void enable(Draft world, int feature, Worker worker) {
    Unit unit = unit(world, feature, worker);
    unit(world, feature, worker, unit.with(unit.file() ? Link.ENABLED : Link.DISABLED));
    goOn(world, feature, worker.remembering());
  }

  private static void lookWhetherToStop(Draft world, int feature, Worker worker) {
    Unit unit = unit(world, feature, worker);
    boolean off = unit.link() != Link.ENABLED;
    if (!unit.isRunning() && (!unit.hasFile() || off)) {
      boolean inForce = unit.equals(unit.reloaded()) || world.has(Flaw.HALF_DONE_STOP_BELIEVED);
      goOn(world, feature, inForce ? worker : worker.needingReload());
    } else {
      bringDown(world, feature, worker);
    }
  }

  private static void bringDown(Draft world, int feature, Worker worker) {
    boolean activating = unit(world, feature, worker).activity() == Activity.ACTIVATING;
    if (activating && !world.has(Flaw.STOP_NOT_AWAITED)) {
      world.worker(feature, worker.in(Stage.AWAITING_ACTIVATION));
      return;
    }
    if (activating) {
      world.violates(Property.STOPS_NOTHING_ACTIVATING);
    }
    stop(world, feature, worker);
  }

  /** A stop cancels a start that is under way. */
  private static void stop(Draft world, int feature, Worker worker) {
    Unit unit = unit(world, feature, worker);
    Activity now =
        switch (unit.activity()) {
          case ACTIVE, DEACTIVATING -> Activity.DEACTIVATING;
          case ACTIVATING -> Activity.FAILED;
          case INACTIVE, FAILED -> unit.activity();
        };
    unit(world, feature, worker, unit.with(now));
    world.worker(feature, worker.in(Stage.STOPPING));
  }

  /** A mask that is there stays; without its file a unit is not masked either. */
  private static void disable(Draft world, int feature, Worker worker) {
    Unit unit = unit(world, feature, worker);
    if (!unit.hasFile()) {
      goOn(world, feature, worker.needingReload());
      return;
    }
    if (unit.link() == Link.ENABLED) {
      unit(world, feature, worker, unit.with(Link.DISABLED));
    }
    world.worker(feature, worker.in(Stage.MASKING));
  }

  private static void mask(Draft world, int feature, Worker worker) {
    unit(world, feature, worker, unit(world, feature, worker).with(Link.MASKED));
    goOn(world, feature, worker.needingReload());
  }

  private static void prepared(Draft world, int feature, Worker worker) {
    if (!worker.reload()) {
      end(world, feature, worker, !worker.failed());
    } else if (worker.starts() && world.has(Flaw.STARTS_WITHOUT_RELOAD)) {
      world.worker(feature, worker.in(Stage.RELOADED));
    } else {
      world.worker(feature, worker.in(Stage.PREPARED));
      world.post(new Event.Prepared(world.setting.features().get(feature), worker.operation()));
    }
  }

  // After the reload.

  private static void start(Draft world, int feature, Worker reloaded) {
    if (!reloaded.starts()) {
      end(world, feature, reloaded, !reloaded.failed());
      return;
    }
    Worker worker = reloaded.starting();
    Unit unit = unit(world, feature, worker);
    if (unit.isActive()) {
      started(world, feature, worker, true);
    } else if (!unit.file()) {
      world.sees(Sighting.START_WITHOUT_FILE);
      started(world, feature, worker, false);
    } else if (unit.maskInForce()) {
      world.violates(Property.STARTS_NOTHING_MASKED);
      started(world, feature, worker, false);
    } else {
      unit(world, feature, worker, unit.with(Activity.ACTIVATING));
      world.worker(feature, worker.in(Stage.STARTING));
    }
  }

  private static void started(Draft world, int feature, Worker worker, boolean well) {
    Worker now = well ? worker : worker.havingFailed();
    if (now.starts()) {
      world.worker(feature, now.in(Stage.RELOADED));
    } else {
      end(world, feature, now, !now.failed());
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
    Worker worker = world.get(WORKERS)[feature];
    Ended ended = world.get(ENDED)[feature];
    boolean well = result.equals(DONE);
    Ended now =
        switch (worker.task().kind()) {
          case START -> well ? Ended.STARTED : Ended.START_FAILED;
          case STOP -> well ? Ended.STOPPED : Ended.STOP_FAILED;
          case AUTO_RESTART -> well ? ended : Ended.RESTART_FAILED;
          case REMOVE_DROP_INS -> ended;
        };
    world.set(ENDING, feature, now);
    world.worker(feature, Worker.IDLE);
    world.post(
        new Event.OperationEnded(
            world.setting.features().get(feature), worker.operation(), result));
  }

  private static OperationResult failure(String command) {
    return new OperationResult.Failed(command + ": it failed");
  }
}
