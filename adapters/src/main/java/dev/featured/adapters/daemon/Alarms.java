package dev.featured.adapters.daemon;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Calls things at their time, on one thread. What it calls must be quick. If that hits an internal
 * error, it says so: an alarm that never comes again would be missed by nobody. What is set after
 * the end never comes.
 */
final class Alarms {
  private final Consumer<Throwable> onDeath;
  private final ScheduledExecutorService thread =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread alarms = new Thread(task, "alarms");
            alarms.setDaemon(true);
            return alarms;
          },
          new ThreadPoolExecutor.DiscardPolicy());

  Alarms(Consumer<Throwable> onDeath) {
    this.onDeath = onDeath;
  }

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

  /** The executor would keep what is thrown to itself. */
  private Runnable loud(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        onDeath.accept(e);
      }
    };
  }
}
