package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.featured.adapters.redis.DatabaseConfig.Database;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/**
 * Lets a command wait until something has happened to a feature, be it to its row, to what is
 * published of it, or to its lifecycle. It says that, and not what: who waits looks for themselves.
 *
 * <p>Nothing is missed between two waits. Notifications can be lost when a connection is, so each
 * new subscription counts as a change, and a wait should have a limit.
 */
public final class FeatureChanges implements AutoCloseable {
  private final Semaphore changed = new Semaphore(0);
  private final ImmutableList<Subscriber> subscribers;

  private FeatureChanges(DatabaseConfig databases) {
    Map<Database, ImmutableMap.Builder<String, BiConsumer<String, String>>> servers =
        new LinkedHashMap<>();
    listen(databases.configDb(), SonicKeys.features(databases.configDb()), servers);
    listen(databases.stateDb(), SonicKeys.features(databases.stateDb()), servers);
    listen(databases.stateDb(), SonicKeys.lifecycles(databases.stateDb()), servers);
    this.subscribers =
        servers.entrySet().stream()
            .map(server -> subscriber(server.getKey(), server.getValue().buildOrThrow()))
            .collect(ImmutableList.toImmutableList());
  }

  /** Subscribes; {@link #close} ends it. */
  public static FeatureChanges of(DatabaseConfig databases) {
    FeatureChanges changes = new FeatureChanges(databases);
    changes.subscribers.forEach(Subscriber::start);
    return changes;
  }

  private void listen(
      Database database,
      Table table,
      Map<Database, ImmutableMap.Builder<String, BiConsumer<String, String>>> servers) {
    Database server =
        servers.keySet().stream().filter(database::sharesInstanceWith).findFirst().orElse(database);
    servers
        .computeIfAbsent(server, first -> ImmutableMap.builder())
        .put(
            Glob.literal("__keyspace@" + database.id() + "__:" + table.prefix()) + "*",
            (channel, event) -> changed.release());
  }

  private Subscriber subscriber(
      Database server, ImmutableMap<String, BiConsumer<String, String>> receivers) {
    return new Subscriber(
        new RedisConnection(server, TimeLimits.DEFAULT, RedisConnection.COMMAND),
        "redis-watch-" + server.instance().name(),
        receivers,
        changed::release,
        reason -> changed.release(),
        death -> changed.release(),
        new Backoff(RandomGenerator.getDefault()),
        pause -> Thread.sleep(pause.toMillis()));
  }

  /** Waits for a change since the last wait, or since the beginning, or until the time is over. */
  public void await(Duration atMost) throws InterruptedException {
    if (changed.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      changed.drainPermits();
    }
  }

  @Override
  public void close() {
    subscribers.forEach(Subscriber::close);
  }
}
