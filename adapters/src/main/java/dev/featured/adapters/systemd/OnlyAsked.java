package dev.featured.adapters.systemd;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A systemctl that is asked and never told: verbs that only look are run, every other one is noted
 * and counts as done.
 */
final class OnlyAsked implements Systemctl {
  private static final ImmutableSet<String> ONLY_LOOK = ImmutableSet.of("show", "is-enabled");
  private static final Result DONE = new Result.Exited(0, "");

  private final Systemctl real;
  private final Map<String, UnitState> found = new HashMap<>();
  private final Map<String, List<String>> verbsByUnit = new LinkedHashMap<>();

  /** systemd is at work on a unit that was asked about. */
  static final class UnitChanging extends RuntimeException {
    private static final long serialVersionUID = 1;

    private UnitChanging(String unit, UnitState state) {
      super(unit + " is " + state.forReading(), null, false, false);
    }
  }

  OnlyAsked(Systemctl real) {
    this.real = real;
  }

  @Override
  public Result run(ImmutableList<String> arguments) throws InterruptedException {
    String unit = Iterables.getLast(arguments);
    if (!ONLY_LOOK.contains(arguments.get(0))) {
      verbsByUnit.computeIfAbsent(unit, first -> new ArrayList<>()).add(arguments.get(0));
      return DONE;
    }
    Result result = real.run(arguments);
    if (arguments.get(0).equals("show") && result instanceof Result.Exited exited) {
      UnitState.parse(exited.output()).ifPresent(state -> heed(unit, state));
    }
    return result;
  }

  private void heed(String unit, UnitState state) {
    if (state.isChanging()) {
      throw new UnitChanging(unit, state);
    }
    found.put(unit, state);
  }

  /** What was noted, one act for each unit. */
  ImmutableList<Rehearsal.Act> acts() {
    ImmutableList.Builder<Rehearsal.Act> acts = ImmutableList.builder();
    verbsByUnit.forEach(
        (unit, verbs) ->
            acts.add(
                new Rehearsal.Act(
                    listed(verbs) + " " + unit, "the unit is " + found.get(unit).inFull(), true)));
    return acts.build();
  }

  private static String listed(List<String> verbs) {
    int last = verbs.size() - 1;
    return last == 0
        ? verbs.get(0)
        : String.join(", ", verbs.subList(0, last)) + " and " + verbs.get(last);
  }
}
