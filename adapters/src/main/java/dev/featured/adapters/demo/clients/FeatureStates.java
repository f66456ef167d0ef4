package dev.featured.adapters.demo.clients;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;

/**
 * STATE_DB's FEATURE table as those see it who wait for a state: they look at the value that is
 * there at once, then at changes (SPEC section 5).
 */
public final class FeatureStates implements AutoCloseable {
  private final ConcurrentMap<String, Semaphore> waiting = new ConcurrentHashMap<>();
  private final KeyspaceNotifications notifications;

  /** Subscribes to the table in the Redis behind this socket. */
  public FeatureStates(Path socket) {
    this.notifications =
        new KeyspaceNotifications(
            socket, SwitchDatabase.STATE_DB, (feature, event) -> wake(feature));
  }

  /**
   * Waits until the state of a feature is one of these. One caller per feature at a time.
   *
   * @return false if the time was over before that
   */
  boolean await(Jedis stateDb, String feature, ImmutableSet<String> states, Duration limit)
      throws InterruptedException {
    Stopwatch waited = Stopwatch.createStarted();
    Semaphore changes = new Semaphore(0);
    waiting.put(feature, changes);
    try {
      while (true) {
        String state = stateDb.hget(FeatureKeys.of(feature), "state");
        if (state != null && states.contains(state)) {
          return true;
        }
        long left = limit.toNanos() - waited.elapsed(TimeUnit.NANOSECONDS);
        if (!changes.tryAcquire(left, TimeUnit.NANOSECONDS)) {
          return false;
        }
      }
    } finally {
      waiting.remove(feature);
    }
  }

  @Override
  public void close() {
    notifications.close();
  }

  private void wake(String feature) {
    Semaphore changes = waiting.get(feature);
    if (changes != null) {
      changes.release();
    }
  }
}
