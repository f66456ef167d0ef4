package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.adapters.redis.DatabaseConfig;
import dev.featured.adapters.redis.DatabaseConfig.Database;
import dev.featured.adapters.redis.DatabaseConfig.Instance;
import dev.featured.adapters.redis.RunningRedis;
import dev.featured.adapters.rows.Names;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Publication;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import dev.featured.engine.store.NamespaceTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The one thread that speaks to a namespace's Redis. */
class NamespaceThreadTest {
  private static final Names EVERY_NAME = new Names(ImmutableSet.of());
  private static final Row ROW = Row.of(Map.of("state", "enabled"));

  @TempDir Path folder;

  @Test
  void itDoesNotDieSilently() {
    Instance nowhere =
        new Instance("redis", "127.0.0.1", 0, Optional.of(folder.resolve("no.sock")));
    DatabaseConfig databases =
        new DatabaseConfig(
            new Database(4, "|", nowhere),
            new Database(6, "|", nowhere),
            new Database(0, ":", nowhere));
    IllegalStateException planted = new IllegalStateException("planted");
    AtomicReference<Throwable> death = new AtomicReference<>();
    NamespaceThread thread =
        new NamespaceThread(
            "asic0",
            NamespaceThreads.callsOf(databases, EVERY_NAME),
            NamespaceThreads.callsOf(databases, EVERY_NAME),
            new Mailbox(),
            failures -> {
              throw planted;
            },
            death::set);

    thread.start();
    thread.tell(new NamespaceTask.Compare());

    await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(death).hasValue(planted));
  }

  @Test
  @Timeout(60)
  void whatItCannotSayItKeepsAndSaysTheNewestOfItLater() throws IOException, InterruptedException {
    Path namespaceFolder = Files.createDirectory(folder.resolve("n"));
    Instance namespace =
        new Instance("redis", "127.0.0.1", 0, Optional.of(namespaceFolder.resolve("r.sock")));
    Semaphore paused = new Semaphore(0);
    Semaphore goOn = new Semaphore(0);
    try (RunningRedis host = RunningRedis.startIn(Files.createDirectory(folder.resolve("h")))) {
      try (Jedis configDb = host.client(4)) {
        configDb.hset("FEATURE|bgp", ROW.fields());
      }
      NamespaceThread thread =
          new NamespaceThread(
              "asic0",
              NamespaceThreads.callsOf(host.databases(), EVERY_NAME),
              NamespaceThreads.callsOf(
                  new DatabaseConfig(
                      new Database(4, "|", namespace),
                      new Database(6, "|", namespace),
                      new Database(0, ":", namespace)),
                  EVERY_NAME),
              new Mailbox(),
              failures -> {
                paused.release();
                goOn.acquire();
              },
              cause -> {
                throw new AssertionError(cause);
              });
      thread.start();

      thread.tell(applied(Publication.State.ENABLED));
      paused.acquire();
      goOn.release();
      // It fails a second time only with what it has kept.
      paused.acquire();
      thread.tell(applied(Publication.State.DISABLED));
      try (RunningRedis back = RunningRedis.startIn(namespaceFolder);
          Jedis stateDb = back.client(6)) {
        goOn.release();
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> "disabled".equals(stateDb.hget("FEATURE|bgp", "state")));
        thread.beginEnd();
        thread.end(Duration.ofMinutes(1));
      }
    }
  }

  private static NamespaceTask applied(Publication.State state) {
    return new NamespaceTask.Settle(
        new Command.Settle(
            new FeatureName("bgp"),
            new RegistrationId(1),
            ROW,
            ImmutableSortedMap.of(),
            ImmutableSortedMap.of(),
            Optional.of(new Publication(state, ""))));
  }
}
