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

  private static final String NO_RELOAD = "--no-reload";
  private static final Duration LONGEST_ACTIVATION = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Systemctl systemctl;
  private final RestartPolicies policies;
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
    this(systemctl, (RestartPolicies) dropIns, ticker, pause);
  }

  UnitOperations(Systemctl systemctl, RestartPolicies policies, Ticker ticker, Pause pause) {
    this.systemctl = systemctl;
    this.policies = policies;
    this.ticker = ticker;
    this.pause = pause;
  }

  /**
   * Does the part of a task that only files and running units are needed for. What systemd has to
   * reload before the rest can be done is written without a reload, so that many operations can
   * share one.
   *
   * @return the task's end, or what is left of it and may go on after a reload
   * @throws InterruptedException if the caller is interrupted; units not yet worked through are
   *     left as they are
   */
  public Progress prepare(Task task) throws InterruptedException {
    return task.restart().isPresent()
        ? prepare(task, task.restart().get())
        : removeDropIns(task.units());
  }

  private Progress prepare(Task task, RestartPolicy restart) throws InterruptedException {
    Work work = new Work();
    ImmutableList.Builder<UnitName> ready = ImmutableList.builder();
    for (UnitName unit : task.units()) {
      try {
        if (writeDropIn(task.kind(), unit, restart)) {
          work.needsReload();
        }
        ready.add(unit);
      } catch (DropInFault e) {
        work.failures.add(e);
        if (task.kind() == Task.Kind.STOP) {
          ready.add(unit); // how it would be restarted is no reason to leave it running
        }
      } catch (CommandFailed e) {
        work.failures.add(e);
      }
    }
    // Before the units are started, so that two scopes never run side by side.
    for (UnitName unit : surplus(task)) {
      work.attempt(() -> putAway(unit, work));
    }
    for (UnitName unit : ready.build()) {
      work.attempt(
          () -> {
            switch (task.kind()) {
              case START -> prepareStart(unit, restart, work);
              case STOP -> stop(unit, restart, work);
              case AUTO_RESTART, REMOVE_DROP_INS -> {}
            }
          });
    }
    return work.progress();
  }

  /**
   * Has systemd reload its files.
   *
   * @throws InterruptedException if the caller is interrupted
   */
  public OperationResult reload() throws InterruptedException {
    Failures failures = new Failures();
    try {
      require(ImmutableList.of("daemon-reload"));
    } catch (CommandFailed e) {
      failures.add(e);
    }
    return failures.result();
  }

  /**
   * Does what is left of a task once systemd has reloaded its files.
   *
   * @return whether all of the task was done; otherwise what was not, each with its command, exit
   *     code and output, at most 4 KiB in all
   * @throws InterruptedException if the caller is interrupted; units not yet worked through are
   *     left as they are
   */
  public OperationResult finish(Prepared prepared) throws InterruptedException {
    for (UnitName unit : prepared.toStart()) {
      try {
        reach(Goal.UP, unit);
      } catch (CommandFailed e) {
        prepared.failures().add(e);
      }
    }
    return prepared.failures().result();
  }

  /** How far {@link #prepare} has come. */
  public sealed interface Progress {
    /**
     * To the end.
     *
     * @param result whether all was done
     */
    record Ended(OperationResult result) implements Progress {}

    /**
     * To where systemd has to reload.
     *
     * @param prepared what is left
     */
    record NeedsReload(Prepared prepared) implements Progress {}
  }

  /** What is left of a task after its preparation; to be finished once. */
  public static final class Prepared {
    private final ImmutableList<UnitName> toStart;
    private final Failures failures;

    private Prepared(ImmutableList<UnitName> toStart, Failures failures) {
      this.toStart = toStart;
      this.failures = failures;
    }

    private ImmutableList<UnitName> toStart() {
      return toStart;
    }

    private Failures failures() {
      return failures;
    }
  }

  /** What comes together while a task is prepared. */
  private static final class Work {
    private final Failures failures = new Failures();
    private final ImmutableList.Builder<UnitName> toStart = ImmutableList.builder();
    private boolean reload;

    void needsReload() {
      reload = true;
    }

    void attempt(Step step) throws InterruptedException {
      try {
        step.take();
      } catch (CommandFailed e) {
        failures.add(e);
      }
    }

    Progress progress() {
      return reload
          ? new Progress.NeedsReload(new Prepared(toStart.build(), failures))
          : new Progress.Ended(failures.result());
    }

    private interface Step {
      void take() throws CommandFailed, InterruptedException;
    }
  }

  /** The units may be running, masked or gone by now; that is of no matter here. */
  private Progress removeDropIns(ImmutableList<UnitName> units) {
    Work work = new Work();
    for (UnitName unit : units) {
      try {
        if (policies.remove(unit)) {
          work.needsReload();
        }
      } catch (DropInFault e) {
        LOG.info("{}; it is left behind and does no harm", e.getMessage());
        work.failures.add(e);
      }
    }
    return work.progress();
  }

  private static ImmutableList<UnitName> surplus(Task task) {
    return switch (task.kind()) {
      case START, STOP -> task.surplus();
      case AUTO_RESTART, REMOVE_DROP_INS -> ImmutableList.of();
    };
  }

  private boolean writeDropIn(Task.Kind kind, UnitName unit, RestartPolicy restart)
      throws DropInFault, CommandFailed, InterruptedException {
    if (kind == Task.Kind.STOP && !policies.says(unit, restart) && !read(unit).hasFile()) {
      return false; // a package that is gone shall find no folder of ours when it comes back
    }
    return policies.write(unit, restart);
  }

  private void prepareStart(UnitName unit, RestartPolicy restart, Work work)
      throws CommandFailed, InterruptedException {
    UnitState state = read(unit);
    if (state.isEnabled() && state.isUp()) {
      // The drop-in may have been written by a daemon that was killed before its reload.
      if (differs(state, restart)) {
        work.needsReload();
      }
      return;
    }
    work.needsReload();
    if (state.isMaskedUntilBoot()) {
      require(ImmutableList.of("unmask", "--runtime", NO_RELOAD, "--", unit.toString()));
    }
    require(withoutReload("unmask", unit));
    attempt(withoutReload("enable", unit), unit);
    work.toStart.add(unit);
  }

  private void stop(UnitName unit, RestartPolicy restart, Work work)
      throws CommandFailed, InterruptedException {
    UnitState state = read(unit);
    if (state.isRunning() || (state.hasFile() && (!state.isOff() || isEnabledOnDisk(unit)))) {
      bringDown(unit, state, work);
    } else if (state.isStartableYet() && (state.isMasked() || differs(state, restart))) {
      work.needsReload(); // it was put off by a daemon that was killed before its reload
    }
  }

  /**
   * What {@code show} tells of a unit's file is what systemd remembers of it until it reloads, and
   * a daemon that was killed while it enabled a failed unit has not come to that. Unlike it, {@code
   * is-enabled} looks at the disk.
   */
  private boolean isEnabledOnDisk(UnitName unit) throws InterruptedException {
    return isDone(systemctl.run(of("is-enabled", unit)));
  }

  private static boolean differs(UnitState state, RestartPolicy restart) {
    return !state.restart().isEmpty() && !state.restart().equals(restart.systemdValue());
  }

  /** For the unit of a scope that is switched off: it may not only be off, but shall be masked. */
  private void putAway(UnitName unit, Work work) throws CommandFailed, InterruptedException {
    UnitState state = read(unit);
    if ((state.isRunning() || state.hasFile()) && (!state.isMasked() || isEnabledOnDisk(unit))) {
      bringDown(unit, state, work);
    } else if (state.isStartableYet() && state.isMasked()) {
      work.needsReload(); // it was masked by a daemon that was killed before its reload
    }
  }

  private void bringDown(UnitName unit, UnitState first, Work work)
      throws CommandFailed, InterruptedException {
    UnitState state = awaitActivation(unit, first);
    reach(Goal.DOWN, unit);
    work.needsReload();
    if (!state.hasFile()) {
      // The file went while the unit ran: what is left of it is at most the links that enabled it.
      // A mask would outlive the package, and would be in the way of the next one.
      attempt(withoutReload("disable", unit), unit);
      return;
    }
    try {
      require(withoutReload("disable", unit));
    } catch (CommandFailed e) {
      if (read(unit).hasFile()) {
        throw e;
      }
      LOG.info("{}: its file went while it was being stopped", unit);
      return;
    }
    require(withoutReload("mask", unit));
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

  private static ImmutableList<String> withoutReload(String verb, UnitName unit) {
    return ImmutableList.of(verb, NO_RELOAD, "--", unit.toString());
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
