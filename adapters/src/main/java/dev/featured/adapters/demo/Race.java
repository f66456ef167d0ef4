package dev.featured.adapters.demo;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.feature.FeatureName;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One race.
 *
 * @param kind which of the races
 * @param feature a name that no other race has
 * @param hesitation how long the uninstall waits after the event that it races against
 * @param start how long the feature's unit starts
 */
record Race(RaceKind kind, FeatureName feature, Duration hesitation, Duration start) {
  private static final double LONGEST_HESITATION_MILLIS = 3;
  private static final double SHORTEST_START_MILLIS = 2;
  private static final double LONGEST_START_MILLIS = 20;

  /**
   * A number of races, of both kinds in turn. Most uninstalls come at once, as a package manager's
   * do, and some up to 3 ms later.
   *
   * @param seed what the timings are drawn from; the same seed gives the same races
   */
  static ImmutableList<Race> plan(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, count)
        .mapToObj(
            number -> {
              RaceKind kind = RaceKind.ALL.get(number % RaceKind.ALL.size());
              double late = random.nextDouble();
              double start = random.nextDouble();
              return new Race(
                  kind,
                  new FeatureName("%s-%03d".formatted(kind.prefix(), number / 2 + 1)),
                  millis(Math.pow(late, 4) * LONGEST_HESITATION_MILLIS),
                  millis(
                      SHORTEST_START_MILLIS
                          + start * (LONGEST_START_MILLIS - SHORTEST_START_MILLIS)));
            })
        .collect(ImmutableList.toImmutableList());
  }

  private static Duration millis(double millis) {
    return Duration.ofNanos(Math.round(millis * 1_000_000));
  }
}
