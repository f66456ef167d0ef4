package dev.featured.adapters.demo;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import dev.featured.adapters.demo.SimulatedUnit.Activity;
import dev.featured.adapters.demo.clients.UnitFiles;
import dev.featured.adapters.systemd.Systemctl;
import dev.featured.engine.feature.UnitName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * A systemd that starts nothing, for the demo: it takes the calls that the daemon makes and answers
 * as systemd 252 does, with its exit codes and messages, and in believable time.
 *
 * <p>Any number of threads may call at once. A start goes on when its caller is interrupted; a unit
 * that is stopped while it starts, or whose file goes while it starts, fails as on a real systemd.
 */
final class SimulatedSystemd implements Systemctl, UnitFiles, AutoCloseable {
  private static final String LIB = "/lib/systemd/system/";
  private static final String ETC = "/etc/systemd/system/";
  private static final String WANTS = ETC + "multi-user.target.wants/";

  private final SystemdTimes times;
  private final Pause pause;
  private final ExecutorService jobs =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "simulated-systemd");
            thread.setDaemon(true);
            return thread;
          });
  private final Object lock = new Object();
  private final Map<String, SimulatedUnit> units = new HashMap<>();
  private int underWay;

  SimulatedSystemd(SystemdTimes times, Pause pause) {
    this.times = times;
    this.pause = pause;
  }

  @Override
  public void install(UnitName unit) {
    synchronized (lock) {
      unit(unit.toString()).fileExists(true);
    }
  }

  @Override
  public void remove(UnitName unit) {
    synchronized (lock) {
      SimulatedUnit removed = unit(unit.toString());
      removed.fileExists(false);
      removed.abortStart(StartJob.Outcome.RESOURCES, "resources");
      lock.notifyAll();
    }
  }

  /** Whether a unit runs. */
  boolean active(UnitName unit) {
    synchronized (lock) {
      return unit(unit.toString()).activity() == Activity.ACTIVE;
    }
  }

  /**
   * Waits until a unit that never ran has begun to start, or is further than that.
   *
   * @return false if the time was over before that
   */
  boolean awaitFirstStart(UnitName unit, Duration limit) throws InterruptedException {
    return await(() -> unit(unit.toString()).activity() != Activity.INACTIVE, limit);
  }

  /**
   * Waits until no call and no start is under way.
   *
   * @return false if the time was over before that
   */
  boolean awaitIdle(Duration limit) throws InterruptedException {
    return await(() -> underWay == 0, limit);
  }

  @Override
  public Result run(ImmutableList<String> arguments) throws InterruptedException {
    SystemctlCall call;
    try {
      call = SystemctlCall.parse(arguments);
    } catch (IllegalArgumentException e) {
      return new Result.Exited(1, e.getMessage());
    }
    began();
    try {
      return run(call);
    } finally {
      ended();
    }
  }

  /** Ends the starts that are under way; they come to nothing. */
  @Override
  public void close() {
    jobs.shutdownNow();
  }

  private Result run(SystemctlCall call) throws InterruptedException {
    int code = 0;
    StringBuilder output = new StringBuilder();
    if (call.units().isEmpty() && !call.verb().equals("daemon-reload")) {
      return new Result.Exited(1, "Too few arguments.");
    }
    if (!call.verb().equals("stop")) {
      pause.await(times.call(call.verb()));
    }
    for (String unit : call.units()) {
      Answer answer = run(call, unit);
      if (!output.isEmpty() && !answer.text.isEmpty()) {
        output.append(call.verb().equals("show") ? "\n\n" : "\n");
      }
      output.append(answer.text);
      if (answer.code != 0) {
        code = call.units().size() == 1 ? answer.code : 1;
      }
    }
    return new Result.Exited(code, output.toString());
  }

  private Answer run(SystemctlCall call, String unit) throws InterruptedException {
    return switch (call.verb()) {
      case "show" -> show(call, unit);
      case "is-active" -> isActive(unit);
      case "is-enabled" -> isEnabled(unit);
      case "unmask" -> unmask(unit);
      case "enable" -> enable(unit);
      case "disable" -> disable(unit);
      case "mask" -> mask(unit);
      case "start" -> start(unit);
      case "stop" -> stop(unit);
      default -> new Answer(1, "Unknown command verb " + call.verb() + ".");
    };
  }

  private Answer show(SystemctlCall call, String name) {
    synchronized (lock) {
      return new Answer(
          0,
          unit(name).properties().entrySet().stream()
              .filter(
                  property ->
                      call.properties().isEmpty() || call.properties().contains(property.getKey()))
              .map(property -> property.getKey() + "=" + property.getValue())
              .collect(Collectors.joining("\n")));
    }
  }

  private Answer isActive(String name) {
    synchronized (lock) {
      Activity activity = unit(name).activity();
      return new Answer(activity == Activity.ACTIVE ? 0 : 3, activity.activeState());
    }
  }

  private Answer isEnabled(String name) {
    synchronized (lock) {
      SimulatedUnit unit = unit(name);
      if (unit.masked()) {
        return new Answer(1, "masked");
      }
      if (!unit.fileExists()) {
        return new Answer(1, "Failed to get unit file state for " + name + ": No such file");
      }
      return unit.enabled() ? new Answer(0, "enabled") : new Answer(1, "disabled");
    }
  }

  private Answer unmask(String name) {
    synchronized (lock) {
      SimulatedUnit unit = unit(name);
      if (!unit.masked()) {
        return new Answer(0, unit.fileExists() ? "" : goingOnWithout(name));
      }
      unit.masked(false);
      return new Answer(0, "Removed \"" + ETC + name + "\".");
    }
  }

  private Answer enable(String name) {
    synchronized (lock) {
      SimulatedUnit unit = unit(name);
      if (unit.masked()) {
        return new Answer(1, "Failed to enable unit: Unit file " + ETC + name + " is masked.");
      }
      if (!unit.fileExists()) {
        return new Answer(1, "Failed to enable unit: Unit file " + name + " does not exist.");
      }
      if (unit.enabled()) {
        return Answer.SILENT;
      }
      unit.enabled(true);
      return new Answer(0, "Created symlink " + WANTS + name + " → " + LIB + name + ".");
    }
  }

  private Answer disable(String name) {
    synchronized (lock) {
      SimulatedUnit unit = unit(name);
      if (unit.masked()) {
        return new Answer(0, "Unit " + ETC + name + " is masked, ignoring.");
      }
      if (!unit.fileExists()) {
        return new Answer(1, "Failed to disable unit: Unit file " + name + " does not exist.");
      }
      if (!unit.enabled()) {
        return Answer.SILENT;
      }
      unit.enabled(false);
      return new Answer(0, "Removed \"" + WANTS + name + "\".");
    }
  }

  private Answer mask(String name) {
    synchronized (lock) {
      SimulatedUnit unit = unit(name);
      if (unit.masked()) {
        return Answer.SILENT;
      }
      unit.masked(true);
      return new Answer(
          0,
          (unit.fileExists() ? "" : goingOnWithout(name) + "\n")
              + "Created symlink "
              + ETC
              + name
              + " → /dev/null.");
    }
  }

  private Answer start(String name) throws InterruptedException {
    StartJob job;
    synchronized (lock) {
      SimulatedUnit unit = unit(name);
      if (unit.masked()) {
        return new Answer(1, "Failed to start " + name + ": Unit " + name + " is masked.");
      }
      if (!unit.fileExists()) {
        return new Answer(5, "Failed to start " + name + ": Unit " + name + " not found.");
      }
      if (unit.activity() == Activity.ACTIVE) {
        return Answer.SILENT;
      }
      job = unit.job().orElseGet(() -> begin(unit, name));
    }
    return switch (job.await()) {
      case DONE -> Answer.SILENT;
      case CANCELED -> new Answer(1, "Job for " + name + " canceled.");
      case RESOURCES ->
          new Answer(
              1,
              "Job for "
                  + name
                  + " failed because of unavailable resources or another system error.\n"
                  + "See \"systemctl status "
                  + name
                  + "\" and \"journalctl -xeu "
                  + name
                  + "\" for details.");
    };
  }

  private StartJob begin(SimulatedUnit unit, String name) {
    StartJob job = new StartJob();
    unit.starting(job);
    underWay++;
    lock.notifyAll();
    jobs.execute(() -> carryOut(unit, name, job));
    return job;
  }

  private void carryOut(SimulatedUnit unit, String name, StartJob job) {
    try {
      if (!pause.await(times.start(name), job.ended())) {
        synchronized (lock) {
          if (unit.job().filter(job::equals).isPresent()) {
            unit.started();
            job.end(StartJob.Outcome.DONE);
          }
        }
      }
    } catch (InterruptedException e) {
      synchronized (lock) {
        unit.abortStart(StartJob.Outcome.CANCELED, "signal");
      }
    } finally {
      ended();
    }
  }

  private Answer stop(String name) throws InterruptedException {
    SimulatedUnit unit;
    synchronized (lock) {
      unit = unit(name);
      if (!unit.fileExists() && !unit.masked() && unit.activity() == Activity.INACTIVE) {
        return new Answer(5, "Failed to stop " + name + ": Unit " + name + " not loaded.");
      }
      unit.abortStart(StartJob.Outcome.CANCELED, "signal");
      if (unit.activity() != Activity.ACTIVE) {
        return Answer.SILENT;
      }
      unit.stopping();
    }
    try {
      pause.await(times.call("stop"));
    } finally {
      synchronized (lock) {
        unit.stopped();
      }
    }
    return Answer.SILENT;
  }

  private SimulatedUnit unit(String name) {
    return units.computeIfAbsent(name, SimulatedUnit::new);
  }

  private void began() {
    synchronized (lock) {
      underWay++;
    }
  }

  private void ended() {
    synchronized (lock) {
      underWay--;
      lock.notifyAll();
    }
  }

  private boolean await(BooleanSupplier condition, Duration limit) throws InterruptedException {
    Stopwatch waited = Stopwatch.createStarted();
    synchronized (lock) {
      while (!condition.getAsBoolean()) {
        long left = limit.toNanos() - waited.elapsed(TimeUnit.NANOSECONDS);
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(lock, left);
      }
      return true;
    }
  }

  private static String goingOnWithout(String name) {
    return "Unit " + name + " does not exist, proceeding anyway.";
  }

  /** What one unit's part of a call came to. */
  private record Answer(int code, String text) {
    static final Answer SILENT = new Answer(0, "");
  }
}
