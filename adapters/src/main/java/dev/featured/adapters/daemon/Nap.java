package dev.featured.adapters.daemon;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A pause by the wall clock. */
final class Nap implements WakeablePause {
  private final Semaphore woken = new Semaphore(0);

  @Override
  public void await(Duration duration) throws InterruptedException {
    if (woken.tryAcquire(duration.toNanos(), TimeUnit.NANOSECONDS)) {
      woken.drainPermits();
    }
  }

  @Override
  public void wake() {
    woken.release();
  }
}
