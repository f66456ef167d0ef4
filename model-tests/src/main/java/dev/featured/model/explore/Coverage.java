package dev.featured.model.explore;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.Taken;
import dev.featured.engine.lifecycle.Guard;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.lifecycle.Trigger;
import dev.featured.model.world.Sighting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a search, or a random walk, has come across. Each thread has its own; they are put together.
 */
public final class Coverage {
  /**
   * A way through the table.
   *
   * @param state where it begins
   * @param trigger what comes
   * @param guard when it is taken
   */
  private record Way(LifecycleState state, Trigger trigger, Guard guard) {
    @Override
    public String toString() {
      String when = guard.toString();
      return state + ", " + trigger + (when.isEmpty() ? "" : " [" + when + "]");
    }
  }

  private final Set<Way> ways = new HashSet<>();
  private final Map<Sighting, Long> sightings = new HashMap<>();

  /** Transitions were taken. */
  public void saw(Iterable<Taken> transitions) {
    for (Taken taken : transitions) {
      ways.add(new Way(taken.from(), taken.trigger(), taken.transition().guard()));
    }
  }

  /** There was something to see, as {@link Sighting#isIn} reads it. */
  public void saw(long bits) {
    if (bits == 0) {
      return;
    }
    for (Sighting sighting : Sighting.values()) {
      if (sighting.isIn(bits)) {
        sightings.merge(sighting, 1L, Long::sum);
      }
    }
  }

  void add(Coverage other) {
    ways.addAll(other.ways);
    other.sightings.forEach((sighting, times) -> sightings.merge(sighting, times, Long::sum));
  }

  /** The ways through the lifecycle's table that were taken. */
  public Set<String> ways() {
    Set<String> texts = new TreeSet<>();
    ways.forEach(way -> texts.add(way.toString()));
    return texts;
  }

  /** How often each interesting thing was met. */
  public ImmutableSortedMap<Sighting, Long> sightings() {
    return ImmutableSortedMap.copyOf(sightings);
  }
}
