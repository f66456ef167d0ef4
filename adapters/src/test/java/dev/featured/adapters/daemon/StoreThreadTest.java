package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableSet;
import dev.featured.adapters.device.DeviceFactsReader;
import dev.featured.adapters.redis.DatabaseConfig;
import dev.featured.adapters.redis.DatabaseConfig.Database;
import dev.featured.adapters.redis.DatabaseConfig.Instance;
import dev.featured.adapters.redis.DatabaseGlobal;
import dev.featured.adapters.redis.FeatureStore;
import dev.featured.adapters.redis.Fence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one thread that talks to Redis. */
class StoreThreadTest {
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
    Names names = new Names(ImmutableSet.of());
    Mailbox mailbox = new Mailbox();
    StoreThread store =
        new StoreThread(
            new FeatureStore(databases),
            new Fence(databases),
            new NamespaceThreads(DatabaseGlobal.of(databases), names, mailbox, death::set),
            new DeviceSource(new DeviceFactsReader(folder, Map.of())),
            names,
            mailbox,
            failures -> {
              throw planted;
            },
            death::set);

    store.start();
    store.compare();

    await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(death).hasValue(planted));
  }
}
