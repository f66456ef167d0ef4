package dev.featured.adapters.redis;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: twice as long each time, up to a limit, and each time
 * somewhere between half of that and all of it, so that clients do not come in step (SPEC section
 * 7).
 *
 * <p>A try costs one connect to a socket of this machine. So the limit can be low: who waits this
 * long acts on what has changed within 2 s of the server being back, and is idle meanwhile.
 */
public final class Backoff {
  static final Duration SHORTEST = Duration.ofMillis(50);
  static final Duration LONGEST = Duration.ofSeconds(1);

  private final RandomGenerator random;
  private Duration full = SHORTEST;

  /** One that begins with the shortest pause. */
  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The next pause, between 25 ms and 1 s. */
  public Duration next() {
    long half = full.toMillis() / 2;
    Duration next = Duration.ofMillis(half + random.nextLong(half + 1));
    Duration doubled = full.multipliedBy(2);
    full = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return next;
  }

  /** After a success: the next pause is a short one again. */
  public void reset() {
    full = SHORTEST;
  }
}
