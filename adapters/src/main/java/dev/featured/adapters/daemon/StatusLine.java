package dev.featured.adapters.daemon;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.lifecycle.LifecycleState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How the features are, in one line: {@code 18 enabled, 2 failed: gnmi, snmp}. States that nobody
 * is in are left out, and of many failed features the first are named.
 */
final class StatusLine {
  /** A datagram to systemd may have 4 KiB, a name 128 bytes. */
  private static final int MOST_NAMES = 10;

  private static final ImmutableList<LifecycleState> ORDER =
      ImmutableList.of(
          LifecycleState.ENABLED,
          LifecycleState.ENABLING,
          LifecycleState.DISABLED,
          LifecycleState.DISABLING,
          LifecycleState.ABSENT,
          LifecycleState.FAILED);

  private StatusLine() {}

  static String of(Map<FeatureName, LifecycleState> states) {
    Map<LifecycleState, List<FeatureName>> names = new EnumMap<>(LifecycleState.class);
    states.forEach(
        (name, state) -> names.computeIfAbsent(state, any -> new ArrayList<>()).add(name));
    List<String> parts = new ArrayList<>();
    for (LifecycleState state : ORDER) {
      List<FeatureName> those = names.getOrDefault(state, List.of());
      if (!those.isEmpty()) {
        parts.add(
            those.size() + " " + state + (state == LifecycleState.FAILED ? which(those) : ""));
      }
    }
    return parts.isEmpty() ? "no features" : Joiner.on(", ").join(parts);
  }

  private static String which(List<FeatureName> failed) {
    int more = failed.size() - MOST_NAMES;
    return ": "
        + Joiner.on(", ").join(failed.subList(0, Math.min(failed.size(), MOST_NAMES)))
        + (more > 0 ? " and " + more + " more" : "");
  }
}
