package dev.featured.adapters.systemd;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers as it was told, and notes what it was asked. What it was not told about succeeds. */
final class ScriptedSystemctl implements Systemctl {
  static final Result OK = new Result.Exited(0, "");

  private static final String SHOW = "show -p LoadState,ActiveState,UnitFileState,SubState,Restart";

  private final Map<String, Deque<Result>> answers = new HashMap<>();
  private final List<String> calls = new ArrayList<>();

  /** The answers to a command, one after the other; the last one for ever. */
  ScriptedSystemctl answer(String command, Result... results) {
    answers.put(command, new ArrayDeque<>(ImmutableList.copyOf(results)));
    return this;
  }

  /** The states that show tells of a unit, one after the other; the last one for ever. */
  ScriptedSystemctl tell(String unit, UnitState... states) {
    return answer(
        "show " + unit,
        ImmutableList.copyOf(states).stream().map(ScriptedSystemctl::shown).toArray(Result[]::new));
  }

  /** What was asked, in order; the properties and the dashes of show left out. */
  ImmutableList<String> calls() {
    return ImmutableList.copyOf(calls);
  }

  @Override
  public Result run(ImmutableList<String> arguments) {
    String command = String.join(" ", arguments).replace(SHOW + " --", "show");
    calls.add(command);
    Deque<Result> left = answers.get(command);
    if (left == null) {
      return OK;
    }
    return left.size() > 1 ? left.remove() : left.element();
  }

  private static Result shown(UnitState state) {
    return new Result.Exited(
        0,
        "Restart="
            + state.restart()
            + "\nLoadState="
            + state.load()
            + "\nActiveState="
            + state.active()
            + "\nSubState="
            + state.sub()
            + "\nUnitFileState="
            + state.file()
            + "\n");
  }
}
