package dev.featured.adapters.daemon;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls things at their time, on one thread. What it calls must be quick. */
final class Alarms {
  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread alarms = new Thread(task, "alarms");
            alarms.setDaemon(true);
            return alarms;
          });

  void once(Duration delay, Runnable task) {
    Future<?> unused = thread.schedule(loud(task), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  void every(Duration period, Runnable task) {
    Future<?> unused =
        thread.scheduleWithFixedDelay(
            loud(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  void end() {
    thread.shutdownNow();
  }

  /** An exception would end a repeated task, and nobody would hear of it. */
  private static Runnable loud(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("an alarm hit an internal error", e);
      }
    };
  }
}
