package dev.featured.adapters.redis;

import java.time.Duration;

/** Lets time go by; time is an input, so that tests need no clock. */
@FunctionalInterface
public interface Pause {
  /**
   * Waits.
   *
   * @param duration how long, unless there is a reason to return before
   */
  void await(Duration duration) throws InterruptedException;
}
