package dev.featured.adapters.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets time pass. An input, so that tests need no clock. */
@FunctionalInterface
interface Pause {
  /** The wall clock. */
  Pause WALL_CLOCK = (time, over) -> over.await(time.toNanos(), TimeUnit.NANOSECONDS);

  /**
   * Waits until the time is over or the latch is open, whichever comes first; what it answers says
   * which.
   *
   * @return whether the latch is open
   * @throws InterruptedException if the caller is interrupted
   */
  boolean await(Duration time, CountDownLatch over) throws InterruptedException;

  /** Waits until the time is over. */
  default void await(Duration time) throws InterruptedException {
    await(time, new CountDownLatch(1));
  }
}
