package dev.featured.adapters.daemon;

/** Lets time go by before Redis is tried again. */
@FunctionalInterface
interface RetryPause {
  /**
   * Waits.
   *
   * @param failures how many tries have failed before this one
   */
  void after(int failures) throws InterruptedException;
}
