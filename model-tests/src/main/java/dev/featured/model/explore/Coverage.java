package dev.featured.model.explore;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.Taken;
import dev.featured.model.world.Sighting;
import java.util.HashMap;
import java.util.Map;

/** What a search, or random walks, have come across. */
public final class Coverage {
  private final Map<Passage, Long> passages = new HashMap<>();
  private final Map<Sighting, Long> sightings = new HashMap<>();

  /**
   * Steps happened.
   *
   * @param transitions what each of them took
   * @param seen what there was to see, as {@link Sighting#isIn} reads it
   * @param times how many they were
   */
  public void saw(ImmutableList<Taken> transitions, long seen, long times) {
    for (Taken taken : transitions) {
      passages.merge(Passage.of(taken), times, Long::sum);
    }
    if (seen != 0) {
      for (Sighting sighting : Sighting.values()) {
        if (sighting.isIn(seen)) {
          sightings.merge(sighting, times, Long::sum);
        }
      }
    }
  }

  /** How often each way through the lifecycle's table was taken, of those that were. */
  public ImmutableSortedMap<Passage, Long> passages() {
    return ImmutableSortedMap.copyOf(passages);
  }

  /** How often each interesting thing was met. */
  public ImmutableSortedMap<Sighting, Long> sightings() {
    return ImmutableSortedMap.copyOf(sightings);
  }
}
