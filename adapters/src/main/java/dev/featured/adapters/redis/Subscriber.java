package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server's notifications, as one daemon thread that subscribes again for as long as it takes.
 */
final class Subscriber implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);
  private static final long NUDGE_MILLIS = 20;

  private final RedisConnection connection;
  private final Announcements announcements;
  private final Consumer<String> lost;
  private final Consumer<Throwable> died;
  private final Backoff backoff;
  private final Pause pause;
  private final Thread thread;
  private volatile boolean closed;

  Subscriber(
      DatabaseConfig.Database database,
      TimeLimits limits,
      ImmutableMap<String, BiConsumer<String, String>> receivers,
      Runnable confirmed,
      Consumer<String> lost,
      Consumer<Throwable> died,
      Backoff backoff,
      Pause pause) {
    this(
        new RedisConnection(database, limits),
        "redis-watch-" + database.instance().name(),
        receivers,
        confirmed,
        lost,
        died,
        backoff,
        pause);
  }

  Subscriber(
      RedisConnection connection,
      String threadName,
      ImmutableMap<String, BiConsumer<String, String>> receivers,
      Runnable confirmed,
      Consumer<String> lost,
      Consumer<Throwable> died,
      Backoff backoff,
      Pause pause) {
    this.connection = connection;
    this.announcements =
        new Announcements(
            receivers,
            () -> {
              backoff.reset();
              confirmed.run();
            });
    this.lost = lost;
    this.died = died;
    this.backoff = backoff;
    this.pause = pause;
    this.thread = new Thread(this::run, threadName);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Ends the thread, whatever it is doing, and returns when it has ended. */
  @Override
  public void close() {
    closed = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      // Again and again, as the thread may have been just about to connect or to pause.
      thread.interrupt();
      connection.cutOff();
      try {
        thread.join(NUDGE_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed) {
        String reason = listenUntilLost();
        if (!closed) {
          lost.accept(reason);
          pause.await(backoff.next());
        }
      }
    } catch (InterruptedException e) {
      // Only close() interrupts this thread, which ends here.
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      died.accept(e);
    } finally {
      connection.close();
    }
  }

  private String listenUntilLost() {
    try {
      KeyspaceEvents.enable(connection);
      connection.ask(
          jedis -> {
            jedis.psubscribe(announcements, announcements.patterns());
            return announcements;
          });
      return "the server ended the subscription";
    } catch (RedisUnavailable e) {
      return e.getMessage();
    } catch (RuntimeException e) {
      LOG.error("A receiver of notifications failed; subscribing anew", e);
      return e.toString();
    } finally {
      connection.close();
    }
  }
}
