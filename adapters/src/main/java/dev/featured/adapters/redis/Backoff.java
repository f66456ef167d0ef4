package dev.featured.adapters.redis;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: twice as long each time, up to a limit, and each time
 * somewhere between half of that and all of it, so that clients do not come in step.
 */
final class Backoff {
  static final Duration SHORTEST = Duration.ofMillis(50);
  static final Duration LONGEST = Duration.ofSeconds(5);

  private final RandomGenerator random;
  private Duration full = SHORTEST;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  Duration next() {
    long half = full.toMillis() / 2;
    Duration next = Duration.ofMillis(half + random.nextLong(half + 1));
    Duration doubled = full.multipliedBy(2);
    full = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return next;
  }

  void reset() {
    full = SHORTEST;
  }
}
