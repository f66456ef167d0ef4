package dev.featured.adapters.redis;

import java.time.Duration;

/** Lets time go by; time is an input, so that tests need no clock. */
@FunctionalInterface
interface Pause {
  void await(Duration duration) throws InterruptedException;
}
