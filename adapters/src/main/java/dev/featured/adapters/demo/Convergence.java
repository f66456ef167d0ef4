package dev.featured.adapters.demo;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Quoted;
import dev.featured.engine.feature.UnitName;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How far the switch is from what its rows say, seen from outside: from CONFIG_DB, STATE_DB and
 * systemd.
 *
 * @param states how many of the features that have converged are in which state
 * @param late those that have not, each with what is wrong
 */
record Convergence(ImmutableSortedMap<String, Integer> states, ImmutableList<String> late) {
  private static final ImmutableMap<String, String> GOALS =
      ImmutableMap.of(
          "enabled", "enabled",
          "always_enabled", "enabled",
          "disabled", "disabled",
          "always_disabled", "disabled");

  /**
   * Compares.
   *
   * @param config CONFIG_DB's rows by feature
   * @param state STATE_DB's rows by feature
   * @param runs whether a unit runs
   */
  static Convergence of(
      Map<String, ? extends Map<String, String>> config,
      Map<String, ? extends Map<String, String>> state,
      Predicate<UnitName> runs) {
    Map<String, Integer> states = new TreeMap<>();
    ImmutableList.Builder<String> late = ImmutableList.builder();
    config.forEach(
        (feature, row) -> {
          String wanted = row.getOrDefault("state", "");
          String goal = GOALS.getOrDefault(wanted, "");
          String published =
              state.containsKey(feature) ? state.get(feature).getOrDefault("state", "") : "";
          boolean running = runs.test(UnitName.global(new FeatureName(feature)));
          if (goal.isEmpty()) {
            late.add(feature + ": its row still says " + Quoted.of(wanted));
          } else if (!goal.equals(published)) {
            late.add(feature + ": is to be " + goal + ", STATE_DB says " + Quoted.of(published));
          } else if (running != goal.equals("enabled")) {
            late.add(feature + ": is " + goal + ", but its unit " + (running ? "runs" : "is down"));
          } else {
            states.merge(goal, 1, Integer::sum);
          }
        });
    return new Convergence(ImmutableSortedMap.copyOf(states), late.build());
  }

  /** Whether there are features and all of them are where their rows want them. */
  boolean complete() {
    return late.isEmpty() && converged() > 0;
  }

  int converged() {
    return states.values().stream().mapToInt(Integer::intValue).sum();
  }
}
