package dev.featured.model.explored;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.diagram.Description;
import dev.featured.engine.diagram.Outcome;
import dev.featured.engine.diagram.Way;
import dev.featured.engine.lifecycle.Condition;
import dev.featured.engine.lifecycle.FeatureLifecycle;
import dev.featured.model.explore.Passage;
import java.util.Map;

/** How the ways through the table are called in files. */
public final class WayIds {
  private WayIds() {}

  /** The id of a way that was taken. */
  public static String of(Passage passage) {
    return new Way(
            passage.from().toString(),
            passage.trigger().toString(),
            passage.guard().conditions().stream()
                .map(Condition::toString)
                .collect(toImmutableList()),
            new Outcome.Nothing(""))
        .id();
  }

  static ImmutableSortedMap<String, Long> of(Map<Passage, Long> times) {
    return times.entrySet().stream()
        .collect(
            toImmutableSortedMap(
                String::compareTo, entry -> of(entry.getKey()), Map.Entry::getValue));
  }

  /**
   * The ways of the shipped table that can be taken: all but those of triggers that cannot come.
   */
  public static ImmutableSortedSet<String> ofTheTable() {
    return Description.of(FeatureLifecycle.table()).ways().stream()
        .filter(way -> !(way.outcome() instanceof Outcome.Never))
        .map(Way::id)
        .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
  }
}
