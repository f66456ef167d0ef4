package dev.featured.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.adapters.redis.DatabaseConfig.Database;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Publication;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import dev.featured.engine.store.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** What is made from databases that are read only cannot write, whatever it is. */
final class ReadOnlyConnectionTest {
  private static final FeatureName BGP = new FeatureName("bgp");
  private static final Row ROW = Row.of(Map.of("state", "enabled"));
  private static final String SETTING = "notify-keyspace-events";

  @TempDir private static Path folder;
  private static RunningRedis redis;

  private Jedis configDb;

  @BeforeAll
  static void start() throws IOException {
    redis = RunningRedis.startIn(folder);
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @BeforeEach
  void fill() {
    configDb = redis.client(4);
    configDb.flushAll();
    configDb.set("CONFIG_DB_INITIALIZED", "1");
    configDb.hset("FEATURE|bgp", "state", "enabled");
    configDb.configSet(SETTING, "");
  }

  @AfterEach
  void disconnect() {
    configDb.close();
  }

  private static DatabaseConfig readOnly() {
    return redis.databases().readOnly();
  }

  @Test
  void readingWorksAsEver() {
    try (FeatureStore store = new FeatureStore(readOnly());
        StatusReader reader = new StatusReader(readOnly())) {
      assertThat(store.loaded(ImmutableSet.of("localhost"), ImmutableSet.of(BGP))).isPresent();
      assertThat(store.asked(ImmutableSet.of(BGP))).isEmpty();
      assertThat(store.portInitDone()).isFalse();
      assertThat(store.warmBootInProgress()).isFalse();
      assertThat(reader.known().names()).containsExactly(BGP);
      assertThat(reader.read(BGP).wanted()).contains("enabled");
      assertThat(reader.isFollowed()).isFalse();
    }
  }

  @Test
  void noCommandIsSentThatMayChangeAnything() {
    ImmutableList<Function<Jedis, Object>> attempts =
        ImmutableList.of(
            jedis -> jedis.set("a", "b"),
            jedis -> jedis.hset("FEATURE|bgp", "state", "disabled"),
            jedis -> jedis.hdel("FEATURE|bgp", "state"),
            jedis -> jedis.del("FEATURE|bgp"),
            jedis -> jedis.publish("channel", "text"),
            jedis -> jedis.flushAll(),
            jedis -> jedis.configSet(SETTING, "AKE"),
            jedis -> jedis.clientKill("127.0.0.1:1"),
            jedis -> jedis.scriptFlush(),
            jedis -> jedis.eval("return redis.call('GET', 'a')"),
            jedis -> jedis.evalsha("0123456789012345678901234567890123456789"));
    Database database = readOnly().configDb();
    configDb.configResetStat();
    for (Function<Jedis, Object> attempt : attempts) {
      try (RedisConnection connection = new RedisConnection(database)) {
        assertThatExceptionOfType(IllegalStateException.class)
            .isThrownBy(() -> connection.call(attempt))
            .withMessageStartingWith("who only looks does not send ");
      }
    }
    assertThat(commandsRun())
        .allMatch(line -> line.matches("cmdstat_(client|select|info|config.resetstat).*"));
  }

  private List<String> commandsRun() {
    return configDb
        .info("commandstats")
        .lines()
        .filter(line -> line.startsWith("cmdstat_"))
        .toList();
  }

  @Test
  void aFenceOfThemCannotWrite() {
    Command.Settle settle =
        new Command.Settle(
            BGP,
            new RegistrationId(1),
            ROW,
            ImmutableSortedMap.of(),
            ImmutableSortedMap.of(),
            Optional.of(new Publication(Publication.State.ENABLED, "")));
    try (Fence fence = new Fence(readOnly())) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> fence.make(new Call.Settle(settle)))
          .withMessage("who only looks does not send EVALSHA");
    }
    configDb.select(6);
    assertThat(configDb.keys("*")).isEmpty();
  }

  @Test
  void whatRedisAnnouncesIsAskedAndNotSet() {
    try (FeatureStore store = new FeatureStore(readOnly())) {
      store.makeWatchable();
      assertThat(store.announcesChanges()).isFalse();
      assertThat(configDb.configGet(SETTING)).containsEntry(SETTING, "");

      configDb.configSet(SETTING, "AKE");
      assertThat(store.announcesChanges()).isTrue();
    }
  }

  @Test
  void whoOnlyLooksIsNotTakenForADaemon() {
    try (StatusReader onlooker = new StatusReader(readOnly())) {
      onlooker.known();
      List<String> clients = configDb.clientList().lines().toList();
      assertThat(clients).anyMatch(client -> client.contains(" name=featured-dry-run "));
      assertThat(clients).noneMatch(client -> client.contains(" name=featured "));
    }
  }
}
