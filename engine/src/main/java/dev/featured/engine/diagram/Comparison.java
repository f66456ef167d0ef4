package dev.featured.engine.diagram;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Two tables, way by way.
 *
 * <p>A way keeps its identity while its state, trigger and guard stay. One whose guard has changed
 * is known by where it leads and what it does; one whose guard and effects have, by where it leads.
 * Anything else is one way gone and another one new.
 *
 * @param states all states, those that are gone last
 * @param triggers all triggers, those that are gone last
 * @param ways all ways, in the order of states and triggers
 */
public record Comparison(
    ImmutableList<StateChange> states,
    ImmutableList<TriggerChange> triggers,
    ImmutableList<WayChange> ways) {
  /**
   * A state, before and after.
   *
   * @param mark what happened to it; changed means that its kind has
   * @param state as it is, or was
   */
  public record StateChange(Mark mark, Description.State state) {}

  /**
   * A trigger, before and after.
   *
   * @param mark what happened to it; never changed
   * @param trigger its name
   */
  public record TriggerChange(Mark mark, String trigger) {}

  private record CellKey(String state, String trigger) {
    static CellKey of(Way way) {
      return new CellKey(way.from(), way.trigger());
    }
  }

  /** Compares two tables. */
  public static Comparison of(Description before, Description after) {
    ImmutableList<StateChange> states = states(before, after);
    ImmutableList<TriggerChange> triggers = triggers(before, after);
    Map<CellKey, List<Way>> old = byCell(before);
    Map<CellKey, List<Way>> now = byCell(after);
    ImmutableList.Builder<WayChange> ways = ImmutableList.builder();
    for (StateChange state : states) {
      for (TriggerChange trigger : triggers) {
        CellKey cell = new CellKey(state.state().name(), trigger.trigger());
        ways.addAll(cell(old.getOrDefault(cell, List.of()), now.getOrDefault(cell, List.of())));
      }
    }
    return new Comparison(states, triggers, ways.build());
  }

  /** A table beside itself. */
  static Comparison none(Description description) {
    return of(description, description);
  }

  /** Whether anything has changed. */
  public boolean isChange() {
    return states.stream().anyMatch(state -> state.mark() != Mark.SAME)
        || triggers.stream().anyMatch(trigger -> trigger.mark() != Mark.SAME)
        || ways.stream().anyMatch(way -> way.mark() != Mark.SAME);
  }

  private static ImmutableList<StateChange> states(Description before, Description after) {
    ImmutableList.Builder<StateChange> states = ImmutableList.builder();
    for (Description.State state : after.states()) {
      Optional<Description.State> old = before.state(state.name());
      states.add(
          new StateChange(
              old.isEmpty()
                  ? Mark.ADDED
                  : old.get().kind() == state.kind() ? Mark.SAME : Mark.CHANGED,
              state));
    }
    before.states().stream()
        .filter(state -> after.state(state.name()).isEmpty())
        .forEach(state -> states.add(new StateChange(Mark.REMOVED, state)));
    return states.build();
  }

  private static ImmutableList<TriggerChange> triggers(Description before, Description after) {
    Set<String> old = new LinkedHashSet<>(before.triggers());
    Set<String> now = new LinkedHashSet<>(after.triggers());
    return Sets.union(now, old).stream()
        .map(
            trigger ->
                new TriggerChange(
                    !old.contains(trigger)
                        ? Mark.ADDED
                        : now.contains(trigger) ? Mark.SAME : Mark.REMOVED,
                    trigger))
        .collect(toImmutableList());
  }

  private static Map<CellKey, List<Way>> byCell(Description description) {
    Map<CellKey, List<Way>> cells = new HashMap<>();
    for (Way way : description.ways()) {
      cells.computeIfAbsent(CellKey.of(way), cell -> new ArrayList<>()).add(way);
    }
    return cells;
  }

  private static ImmutableList<WayChange> cell(List<Way> before, List<Way> after) {
    List<Way> gone = new ArrayList<>(before);
    Map<Way, Way> pairs = new HashMap<>();
    List<BiPredicate<Way, Way>> likenesses =
        List.of(
            (old, now) -> sameSort(old, now) && old.guard().equals(now.guard()),
            (old, now) -> old.outcome().equals(now.outcome()),
            Comparison::leadsToTheSame);
    for (BiPredicate<Way, Way> alike : likenesses) {
      for (Way now : after) {
        if (!pairs.containsKey(now)) {
          gone.stream()
              .filter(old -> alike.test(old, now))
              .findFirst()
              .ifPresent(
                  old -> {
                    pairs.put(now, old);
                    gone.remove(old);
                  });
        }
      }
    }
    ImmutableList.Builder<WayChange> changes = ImmutableList.builder();
    for (Way now : after) {
      changes.add(change(Optional.ofNullable(pairs.get(now)), now));
    }
    gone.forEach(old -> changes.add(new WayChange.Removed(old)));
    return changes.build();
  }

  private static WayChange change(Optional<Way> before, Way now) {
    if (before.isEmpty()) {
      return new WayChange.Added(now);
    }
    return before.get().equals(now)
        ? new WayChange.Same(now)
        : new WayChange.Changed(before.get(), now);
  }

  private static boolean sameSort(Way old, Way now) {
    return old.outcome().getClass() == now.outcome().getClass();
  }

  private static boolean leadsToTheSame(Way old, Way now) {
    return old.outcome() instanceof Outcome.Goes from
        && now.outcome() instanceof Outcome.Goes to
        && from.to().equals(to.to());
  }
}
