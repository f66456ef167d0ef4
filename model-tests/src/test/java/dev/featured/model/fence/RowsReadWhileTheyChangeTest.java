package dev.featured.model.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.featured.adapters.redis.DatabaseConfig.Instance;
import dev.featured.adapters.redis.FeatureStore;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** A key that is no hash is asked for its type in a second request; what happens in between. */
@Timeout(120)
final class RowsReadWhileTheyChangeTest {
  private static final FeatureName BGP = new FeatureName("bgp");
  private static final String KEY = "FEATURE|bgp";

  @TempDir private static Path folder;
  private static RunningRedis redis;
  private static Interposer interposer;

  private final Jedis configDb = redis.client(4);
  private final FeatureStore store = new FeatureStore(FenceContract.databases(server(), server()));

  private static Instance server() {
    return FenceContract.instance("redis", interposer.socket());
  }

  @BeforeAll
  static void start() throws IOException {
    redis = RunningRedis.startIn(folder);
    interposer = new Interposer(folder.resolve("i.sock"), redis.socket());
  }

  @AfterAll
  static void stop() throws IOException {
    interposer.close();
    redis.close();
  }

  @BeforeEach
  void layOut() {
    configDb.flushAll();
    configDb.set(KEY, "a string");
  }

  @AfterEach
  void close() {
    store.close();
    configDb.close();
  }

  @Test
  void readsTheRowThatTookThePlaceOfAnotherType() {
    interposer.beforeRequestWith(
        "TYPE",
        () -> {
          configDb.del(KEY);
          configDb.hset(KEY, "state", "enabled");
        });

    assertThat(store.read(Set.of(BGP)))
        .containsEntry(BGP, Optional.of(Row.of(Map.of("state", "enabled"))));
    assertThat(interposer.sprung()).isTrue();
  }

  @Test
  void readsNoRowWhereTheOtherTypeHasGone() {
    interposer.beforeRequestWith("TYPE", () -> configDb.del(KEY));

    assertThat(store.read(Set.of(BGP))).containsEntry(BGP, Optional.empty());
    assertThat(interposer.sprung()).isTrue();
  }
}
