package dev.featured.adapters.daemon;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Pauses that double from 0.1 s to 5 s, each shortened at random by up to a half. */
final class Backoff implements RetryPause {
  private static final long FIRST_MS = 100;
  private static final long LONGEST_MS = 5_000;

  @Override
  public void after(int failures) throws InterruptedException {
    long pause = Math.min(LONGEST_MS, FIRST_MS << Math.min(failures, 10));
    TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(pause / 2, pause + 1));
  }
}
