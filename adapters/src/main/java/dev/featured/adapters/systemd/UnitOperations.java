package dev.featured.adapters.systemd;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import dev.featured.adapters.systemd.Systemctl.Result;
import dev.featured.engine.core.OperationResult;
import dev.featured.engine.core.Task;
import dev.featured.engine.feature.Quoted;
import dev.featured.engine.feature.RestartPolicy;
import dev.featured.engine.feature.UnitName;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what a feature's lane is told to do with its units (SPEC section 3).
 *
 * <p>The units are worked through one after the other. Within one unit the first failing command is
 * the last; the other units are worked through all the same, and all failures are reported.
 *
 * <p>It keeps no state between two operations, so lanes may share one; operations on the same unit
 * must not overlap.
 */
public final class UnitOperations {
  private static final Logger LOG = LoggerFactory.getLogger(UnitOperations.class);

  private static final Duration LONGEST_ACTIVATION = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Systemctl systemctl;
  private final DropIns dropIns;
  private final Ticker ticker;
  private final Pause pause;

  /**
   * Works with these parts of the machine.
   *
   * @param systemctl asks and tells systemd
   * @param dropIns the auto-restart policies
   * @param ticker measures how long a unit has been waited for
   * @param pause waits between two looks at that unit
   */
  public UnitOperations(Systemctl systemctl, DropIns dropIns, Ticker ticker, Pause pause) {
    this.systemctl = systemctl;
    this.dropIns = dropIns;
    this.ticker = ticker;
    this.pause = pause;
  }

  /**
   * Carries out one task and returns when it is done or has failed.
   *
   * @return whether all of it was done; otherwise what was not, each with its command, exit code
   *     and output, at most 4 KiB in all
   * @throws InterruptedException if the caller is interrupted; units not yet worked through are
   *     left as they are
   */
  public OperationResult carryOut(Task task) throws InterruptedException {
    Failures failures = new Failures();
    if (task.restart().isPresent()) {
      carryOut(task, task.restart().get(), failures);
    } else {
      removeDropIns(task.units(), failures);
    }
    return failures.result();
  }

  private void carryOut(Task task, RestartPolicy restart, Failures failures)
      throws InterruptedException {
    ImmutableList.Builder<UnitName> ready = ImmutableList.builder();
    boolean isReloadDue = false;
    for (UnitName unit : task.units()) {
      try {
        isReloadDue |= writeDropIn(task.kind(), unit, restart);
        ready.add(unit);
      } catch (DropInFault e) {
        failures.add(e);
        if (task.kind() == Task.Kind.STOP) {
          ready.add(unit); // how it would be restarted is no reason to leave it running
        }
      } catch (CommandFailed e) {
        failures.add(e);
      }
    }
    if (isReloadDue) {
      try {
        reload();
      } catch (CommandFailed e) {
        failures.add(e);
      }
    }
    // Before the units are started, so that two scopes never run side by side.
    for (UnitName unit : surplus(task)) {
      try {
        putAway(unit);
      } catch (CommandFailed e) {
        failures.add(e);
      }
    }
    for (UnitName unit : ready.build()) {
      try {
        switch (task.kind()) {
          case START -> start(unit, restart, isReloadDue);
          case STOP -> stop(unit);
          case AUTO_RESTART, REMOVE_DROP_INS -> {}
        }
      } catch (CommandFailed e) {
        failures.add(e);
      }
    }
  }

  /** The units may be running, masked or gone by now; that is of no matter here. */
  private void removeDropIns(ImmutableList<UnitName> units, Failures failures)
      throws InterruptedException {
    boolean isReloadDue = false;
    for (UnitName unit : units) {
      try {
        isReloadDue |= dropIns.remove(unit);
      } catch (DropInFault e) {
        LOG.info("{}; it is left behind and does no harm", e.getMessage());
        failures.add(e);
      }
    }
    if (isReloadDue) {
      try {
        reload();
      } catch (CommandFailed e) {
        LOG.info("{}: {}; going on", e.getMessage(), Quoted.of(e.output()));
        failures.add(e);
      }
    }
  }

  private static ImmutableList<UnitName> surplus(Task task) {
    return switch (task.kind()) {
      case START, STOP -> task.surplus();
      case AUTO_RESTART, REMOVE_DROP_INS -> ImmutableList.of();
    };
  }

  private boolean writeDropIn(Task.Kind kind, UnitName unit, RestartPolicy restart)
      throws DropInFault, CommandFailed, InterruptedException {
    if (kind == Task.Kind.STOP && !dropIns.says(unit, restart) && !read(unit).hasFile()) {
      return false; // a package that is gone shall find no folder of ours when it comes back
    }
    return dropIns.write(unit, restart);
  }

  private void start(UnitName unit, RestartPolicy restart, boolean hasReloaded)
      throws CommandFailed, InterruptedException {
    UnitState state = read(unit);
    if (state.isEnabled() && state.isUp()) {
      // The drop-in may have been written by a daemon that was killed before its reload. The units
      // that are not skipped need no such look, since unmask reloads.
      boolean isOutdated =
          !state.restart().isEmpty() && !state.restart().equals(restart.systemdValue());
      if (isOutdated && !hasReloaded) {
        reload();
      }
      return;
    }
    if (state.isMaskedUntilBoot()) {
      require(ImmutableList.of("unmask", "--runtime", "--", unit.toString()));
    }
    require(of("unmask", unit));
    attempt(of("enable", unit), unit);
    reach(Goal.UP, unit);
  }

  private void stop(UnitName unit) throws CommandFailed, InterruptedException {
    UnitState state = read(unit);
    if (state.isRunning() || (state.hasFile() && !state.isOff())) {
      bringDown(unit, state);
    }
  }

  /** For the unit of a scope that is switched off: it may not only be off, but shall be masked. */
  private void putAway(UnitName unit) throws CommandFailed, InterruptedException {
    UnitState state = read(unit);
    if (!state.isMasked() && (state.isRunning() || state.hasFile())) {
      bringDown(unit, state);
    }
  }

  private void bringDown(UnitName unit, UnitState first)
      throws CommandFailed, InterruptedException {
    UnitState state = awaitActivation(unit, first);
    reach(Goal.DOWN, unit);
    if (!state.hasFile()) {
      // The file went while the unit ran: what is left of it is at most the links that enabled it.
      // A mask would outlive the package, and would be in the way of the next one.
      attempt(of("disable", unit), unit);
      return;
    }
    try {
      require(of("disable", unit));
    } catch (CommandFailed e) {
      if (read(unit).hasFile()) {
        throw e;
      }
      LOG.info("{}: its file went while it was being stopped", unit);
      return;
    }
    require(of("mask", unit));
  }

  /** Stopping a unit in its ExecStartPre would orphan its container. */
  private UnitState awaitActivation(UnitName unit, UnitState first)
      throws CommandFailed, InterruptedException {
    long begin = ticker.read();
    UnitState state = first;
    while (state.isActivating() && ticker.read() - begin < LONGEST_ACTIVATION.toNanos()) {
      pause.pause(BETWEEN_LOOKS);
      state = read(unit);
    }
    if (state.isActivating()) {
      LOG.warn(
          "{}: still {} after {} s, stopping it nevertheless",
          unit,
          state.forReading(),
          LONGEST_ACTIVATION.toSeconds());
    }
    return state;
  }

  private enum Goal {
    UP("start"),
    DOWN("stop");

    private final String verb;

    Goal(String verb) {
      this.verb = verb;
    }

    boolean isReachedBy(UnitState state) {
      return this == UP ? state.isUp() : !state.isRunning();
    }
  }

  /**
   * Starts or stops a unit. Where systemctl cannot tell how it went, the unit can.
   *
   * @throws CommandFailed if the unit is not where it should be
   */
  private void reach(Goal goal, UnitName unit) throws CommandFailed, InterruptedException {
    ImmutableList<String> command = of(goal.verb, unit);
    Result result = systemctl.run(command);
    if (isAnswerLost(result)) {
      if (goal.isReachedBy(read(unit))) {
        return;
      }
      result = systemctl.run(command); // joins the job that is under way
    }
    if (isDone(result)) {
      return;
    }
    if (!mayHaveReached(goal, result)) {
      throw failure(command, result, "");
    }
    UnitState state;
    try {
      state = read(unit);
    } catch (CommandFailed e) {
      throw failure(command, result, ", and what became of the unit is unknown");
    }
    if (!goal.isReachedBy(state)) {
      throw failure(command, result, ", the unit is " + state.forReading());
    }
    LOG.info(
        "{}; the unit is {}, as it should be",
        failure(command, result, "").getMessage(),
        state.forReading());
  }

  private static boolean mayHaveReached(Goal goal, Result result) {
    return result instanceof Result.TimedOut
        || isAnswerLost(result)
        || (goal == Goal.DOWN && isNotLoaded(result));
  }

  /** systemd was re-executed meanwhile (daemon-reexec); its job goes on. */
  private static boolean isAnswerLost(Result result) {
    return result instanceof Result.Exited exited
        && exited.code() == 1
        && exited.output().contains("Connection reset by peer");
  }

  /** How {@code stop} ends for a unit that has gone, or that systemd could not load. */
  private static boolean isNotLoaded(Result result) {
    return result instanceof Result.Exited exited && exited.code() == 5;
  }

  private void reload() throws CommandFailed, InterruptedException {
    require(ImmutableList.of("daemon-reload"));
  }

  private void require(ImmutableList<String> command) throws CommandFailed, InterruptedException {
    Result result = systemctl.run(command);
    if (!isDone(result)) {
      throw failure(command, result, "");
    }
  }

  /** For what may fail: generated units cannot be enabled, nor vanished ones disabled. */
  private void attempt(ImmutableList<String> command, UnitName unit) throws InterruptedException {
    try {
      require(command);
    } catch (CommandFailed e) {
      LOG.info("{}: {}: {}; going on", unit, e.getMessage(), Quoted.of(e.output()));
    }
  }

  private UnitState read(UnitName unit) throws CommandFailed, InterruptedException {
    ImmutableList<String> command =
        ImmutableList.of("show", "-p", UnitState.PROPERTIES, "--", unit.toString());
    Result result = systemctl.run(command);
    if (!(result instanceof Result.Exited exited) || exited.code() != 0) {
      throw failure(command, result, "");
    }
    return UnitState.parse(exited.output())
        .orElseThrow(
            () ->
                new CommandFailed(
                    commandLine(command) + ": this is not the state of a unit", exited.output()));
  }

  private static boolean isDone(Result result) {
    return result instanceof Result.Exited exited && exited.code() == 0;
  }

  private static ImmutableList<String> of(String verb, UnitName unit) {
    return ImmutableList.of(verb, "--", unit.toString());
  }

  private static CommandFailed failure(
      ImmutableList<String> command, Result result, String addition) {
    String what = commandLine(command) + ": ";
    if (result instanceof Result.Exited exited) {
      return new CommandFailed(what + "exit code " + exited.code() + addition, exited.output());
    }
    if (result instanceof Result.TimedOut timedOut) {
      return new CommandFailed(
          what + "no end after " + inWords(timedOut.limit()) + addition, timedOut.output());
    }
    if (result instanceof Result.NotStarted notStarted) {
      return new CommandFailed(what + notStarted.reason(), "");
    }
    throw new AssertionError(result);
  }

  private static String inWords(Duration time) {
    return time.toMillisPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  private static String commandLine(ImmutableList<String> command) {
    return "systemctl " + String.join(" ", command);
  }
}
