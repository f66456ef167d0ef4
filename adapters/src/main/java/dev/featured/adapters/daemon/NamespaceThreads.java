package dev.featured.adapters.daemon;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.featured.adapters.redis.DatabaseConfig;
import dev.featured.adapters.redis.DatabaseGlobal;
import dev.featured.adapters.redis.FeatureStore;
import dev.featured.adapters.redis.Fence;
import dev.featured.adapters.redis.RedisCalls;
import dev.featured.adapters.redis.TimeLimits;
import dev.featured.adapters.redis.Watcher;
import dev.featured.adapters.rows.Names;
import dev.featured.engine.store.NamespaceTask;
import java.time.Duration;
import java.util.function.Consumer;

/** The threads of all namespaces: none on a single-ASIC switch. */
final class NamespaceThreads {
  private final DatabaseGlobal databases;
  private final Names names;
  private final Mailbox mailbox;
  private final Consumer<Throwable> onDeath;
  private final ImmutableMap<String, NamespaceThread> threads;

  NamespaceThreads(
      DatabaseGlobal databases, Names names, Mailbox mailbox, Consumer<Throwable> onDeath) {
    this.databases = databases;
    this.names = names;
    this.mailbox = mailbox;
    this.onDeath = onDeath;
    this.threads =
        ImmutableMap.copyOf(
            Maps.transformEntries(
                databases.namespaces(),
                (namespace, config) ->
                    new NamespaceThread(
                        namespace,
                        callsOf(databases.host(), names),
                        callsOf(config, names),
                        mailbox,
                        new Nap(),
                        onDeath)));
  }

  /** The way to these databases, as far as the names are looked after. */
  static RedisCalls callsOf(DatabaseConfig databases, Names names) {
    return new RedisCalls(
        new FeatureStore(databases), new Fence(databases), names::managed, names::refused);
  }

  /** A watcher of each namespace, which does nothing before it is started. */
  ImmutableList<Watcher> watchers(StoreThread store) {
    return threads.entrySet().stream()
        .map(
            thread ->
                Watcher.ofFeatures(
                    databases.namespaces().get(thread.getKey()),
                    TimeLimits.DEFAULT,
                    thread.getValue().barriers(),
                    new NamespaceIntake(thread.getValue(), store, names, mailbox, onDeath)))
        .collect(toImmutableList());
  }

  void start() {
    threads.values().forEach(NamespaceThread::start);
  }

  /** Something is to be done in every namespace. */
  void tell(NamespaceTask task) {
    threads.values().forEach(thread -> thread.tell(task));
  }

  /** The steady comparison falls due. */
  void periodOver() {
    threads.values().forEach(NamespaceThread::periodOver);
  }

  /**
   * Ends them all.
   *
   * @param limit how long each of them may take; they end at the same time
   */
  void end(Duration limit) throws InterruptedException {
    threads.values().forEach(NamespaceThread::beginEnd);
    for (NamespaceThread thread : threads.values()) {
      thread.end(limit);
    }
  }
}
