package dev.featured.adapters.systemd;

import java.time.Duration;

/** Lets time go by between two looks at a unit. The daemon sleeps; a test turns its own clock. */
@FunctionalInterface
public interface Pause {
  /**
   * Returns when that time has passed.
   *
   * @throws InterruptedException if the caller is interrupted
   */
  void pause(Duration time) throws InterruptedException;
}
