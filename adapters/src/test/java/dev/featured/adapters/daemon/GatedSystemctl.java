package dev.featured.adapters.daemon;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.featured.adapters.systemd.Systemctl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * A systemctl whose units start when the test lets them. It knows just enough of systemd to be
 * asked by the daemon; what systemd really does is tested elsewhere, on a real one.
 */
public final class GatedSystemctl implements Systemctl {
  @GuardedBy("this")
  private final Set<String> active = new HashSet<>();

  @GuardedBy("this")
  private final Map<String, String> fileStates = new HashMap<>();

  @GuardedBy("this")
  private final Map<String, Result> startResults = new HashMap<>();

  @GuardedBy("this")
  private final Map<String, Throwable> breakages = new HashMap<>();

  @GuardedBy("this")
  private final Map<String, CountDownLatch> gates = new HashMap<>();

  @GuardedBy("this")
  private final List<String> calls = new ArrayList<>();

  /** From now on the unit's start waits until {@link #open} is called. */
  public void close(String unit) {
    closeOn("start " + unit);
  }

  /** Lets the unit start. */
  public void open(String unit) {
    openOn("start " + unit);
  }

  /** From now on this call, as {@link #changes} tells it, waits until it is let go. */
  synchronized void closeOn(String call) {
    gates.put(call, new CountDownLatch(1));
  }

  synchronized void openOn(String call) {
    gates.get(call).countDown();
  }

  /** From now on the unit's start ends like this. */
  public synchronized void startAnswers(String unit, Result result) {
    startResults.put(unit, result);
  }

  /**
   * Calls about the unit throw this, which is unchecked; a verb without a unit may stand for it.
   */
  synchronized void breaksOn(String unit, Throwable breakage) {
    breakages.put(unit, breakage);
  }

  /** The unit is enabled and runs, before the daemon has done anything. */
  synchronized void runs(String unit) {
    active.add(unit);
    fileStates.put(unit, "enabled");
  }

  /** Whether the unit runs. */
  public synchronized boolean isActive(String unit) {
    return active.contains(unit);
  }

  /** The calls that change something, in the order in which they began; a reload is of no unit. */
  public synchronized ImmutableList<String> changes() {
    return calls.stream()
        .filter(call -> !call.startsWith("show") && !call.startsWith("is-enabled"))
        .collect(ImmutableList.toImmutableList());
  }

  synchronized boolean wasAsked() {
    return !calls.isEmpty();
  }

  @Override
  public Result run(ImmutableList<String> arguments) throws InterruptedException {
    String unit = Iterables.getLast(arguments);
    String verb = arguments.get(0);
    noteCall(verb, unit);
    gateOf(verb + " " + unit).await();
    return answer(verb, unit);
  }

  private synchronized void noteCall(String verb, String unit) {
    calls.add(verb + " " + unit);
  }

  private synchronized CountDownLatch gateOf(String call) {
    return gates.getOrDefault(call, new CountDownLatch(0));
  }

  private synchronized Result answer(String verb, String unit) {
    if (breakages.containsKey(unit)) {
      Throwables.throwIfUnchecked(breakages.get(unit));
    }
    switch (verb) {
      case "show" -> {
        return exited(
            "LoadState=loaded\nActiveState="
                + (active.contains(unit) ? "active" : "inactive")
                + "\nSubState=any\nRestart=no\nUnitFileState="
                + fileStates.getOrDefault(unit, "disabled")
                + "\n");
      }
      case "is-enabled" -> {
        String state = fileStates.getOrDefault(unit, "disabled");
        return new Result.Exited(state.equals("enabled") ? 0 : 1, state + "\n");
      }
      case "start" -> {
        Result result = startResults.getOrDefault(unit, exited(""));
        if (result.equals(exited(""))) {
          active.add(unit);
        }
        return result;
      }
      case "stop" -> active.remove(unit);
      case "enable" -> fileStates.put(unit, "enabled");
      case "disable", "unmask" -> fileStates.put(unit, "disabled");
      case "mask" -> fileStates.put(unit, "masked");
      default -> {
        return exited("");
      }
    }
    return exited("");
  }

  private static Result exited(String output) {
    return new Result.Exited(0, output);
  }
}
