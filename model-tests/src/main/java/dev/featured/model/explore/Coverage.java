package dev.featured.model.explore;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.Taken;
import dev.featured.model.world.Sighting;
import java.util.HashMap;
import java.util.Map;

/**
 * What a search, or a random walk, has come across. Each thread has its own; they are put together.
 */
public final class Coverage {
  private final Map<Passage, Long> passages = new HashMap<>();
  private final Map<Sighting, Long> sightings = new HashMap<>();

  /** Transitions were taken. */
  public void saw(Iterable<Taken> transitions) {
    for (Taken taken : transitions) {
      passages.merge(Passage.of(taken), 1L, Long::sum);
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
    other.passages.forEach((passage, times) -> passages.merge(passage, times, Long::sum));
    other.sightings.forEach((sighting, times) -> sightings.merge(sighting, times, Long::sum));
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
