package dev.featured.adapters.demo;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/** A start under way. It goes on when the one who asked for it gives up waiting. */
final class StartJob {
  /** How a start ends. */
  enum Outcome {
    /** The unit runs. */
    DONE,
    /** It was stopped meanwhile. */
    CANCELED,
    /** Its unit file went meanwhile. */
    RESOURCES
  }

  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  void end(Outcome how) {
    outcome.complete(how);
    ended.countDown();
  }

  /** Opens when the job has ended, however it did. */
  CountDownLatch ended() {
    return ended;
  }

  Outcome await() throws InterruptedException {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a start job only ever ends with an outcome", e);
    }
  }
}
