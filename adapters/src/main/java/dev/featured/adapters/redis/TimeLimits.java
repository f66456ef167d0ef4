package dev.featured.adapters.redis;

/**
 * How long Redis may take, in milliseconds. A Redis on the same machine answers within one; the
 * limits are there so that one that hangs is noticed, and are wide enough for a fork or a slow
 * disk. A subscriber has no read limit: it may wait for its next notification for days.
 */
final class TimeLimits {
  static final int CONNECT_MILLIS = 2_000;
  static final int READ_MILLIS = 5_000;

  private TimeLimits() {}
}
