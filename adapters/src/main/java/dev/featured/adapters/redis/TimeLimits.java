package dev.featured.adapters.redis;

import java.time.Duration;

/**
 * How long Redis may take. A Redis on the same machine answers within a millisecond; the limits are
 * there so that one that hangs is noticed. A subscriber has no read limit: it may wait for its next
 * notification for days.
 *
 * @param connect how long a connection may take to come about
 * @param read how long an answer may take
 */
public record TimeLimits(Duration connect, Duration read) {
  /** Wide enough for a fork or a slow disk: 2 s and 5 s. */
  public static final TimeLimits DEFAULT =
      new TimeLimits(Duration.ofSeconds(2), Duration.ofSeconds(5));

  int connectMillis() {
    return Math.toIntExact(connect.toMillis());
  }

  int readMillis() {
    return Math.toIntExact(read.toMillis());
  }
}
