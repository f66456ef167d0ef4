package dev.featured.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.featured.adapters.redis.DatabaseConfig.Database;
import dev.featured.engine.feature.FeatureName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

/** An operator's wish where CONFIG_DB and STATE_DB are on different servers. */
class FencedWishTest {
  private static final FeatureName BGP = new FeatureName("bgp");
  private static final String KEY = "FEATURE|bgp";
  private static final String LIFECYCLE = "FEATURE_LIFECYCLE|bgp";

  @TempDir static Path folder;
  private static RunningRedis configRedis;
  private static RunningRedis stateRedis;

  private final Jedis configDb = configRedis.client(4);
  private final Jedis stateDb = stateRedis.client(6);
  private final FencedWish wish =
      new FencedWish(
          new DatabaseConfig(
              new Database(4, "|", configRedis.instance("redis")),
              new Database(6, "|", stateRedis.instance("redis0")),
              new Database(0, ":", configRedis.instance("redis"))));

  @BeforeAll
  static void start() throws IOException {
    configRedis = RunningRedis.startIn(folder);
    stateRedis = RunningRedis.startIn(Files.createDirectory(folder.resolve("s")));
  }

  @AfterAll
  static void stop() {
    configRedis.close();
    stateRedis.close();
  }

  @BeforeEach
  void flush() {
    configDb.flushAll();
    stateDb.flushAll();
  }

  @AfterEach
  void close() {
    wish.close();
    configDb.close();
    stateDb.close();
  }

  @Test
  void theRowIsWrittenAndTheTokenLeftBesideItsLifecycle() {
    configDb.hset(KEY, Map.of("state", "disabled", "delayed", "True"));
    stateDb.hset(KEY, Map.of("state", "disabled", "container_id", "c0ffee"));

    assertThat(wish.setAndAsk(BGP, "enabled", "t1")).isEqualTo(new WishOutcome.Set("disabled"));

    assertThat(configDb.hgetAll(KEY)).isEqualTo(Map.of("state", "enabled", "delayed", "True"));
    assertThat(stateDb.hgetAll(LIFECYCLE)).isEqualTo(Map.of("asked", "t1"));
    assertThat(stateDb.hgetAll(KEY))
        .isEqualTo(Map.of("state", "disabled", "container_id", "c0ffee"));
  }

  /** The daemon may have heard of the row, and read it, before the token was there. */
  @Test
  void thePublishedStateIsWrittenOnceMoreAfterTheTokenSoThatTheRowIsReadAgain() {
    configDb.hset(KEY, "state", "disabled");
    stateDb.hset(KEY, "state", "enabled");
    stateDb.configSet("notify-keyspace-events", "AKE");
    try (Jedis listener = stateRedis.client(6)) {
      listener.sendCommand(Protocol.Command.PSUBSCRIBE, "__keyspace@6__:FEATURE*");
      listener.sendCommand(Protocol.Command.PSUBSCRIBE, "end");

      assertThat(wish.setAndAsk(BGP, "enabled", "t1")).isInstanceOf(WishOutcome.Set.class);

      stateDb.publish("end", "");
      assertThat(announcedUntilTheEnd(listener.getConnection()))
          .containsExactly(
              "__keyspace@6__:" + LIFECYCLE + " hset", "__keyspace@6__:" + KEY + " hset");
    }
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(Map.of("state", "enabled"));
  }

  private static ImmutableList<String> announcedUntilTheEnd(Connection subscribed) {
    ImmutableList.Builder<String> announced = ImmutableList.builder();
    while (true) {
      // The word "pmessage", the pattern, the channel and the event.
      List<?> message = (List<?>) subscribed.getOne();
      String channel = LosslessUtf8.decode((byte[]) message.get(2));
      if (channel.equals("end")) {
        return announced.build();
      }
      announced.add(channel + " " + LosslessUtf8.decode((byte[]) message.get(3)));
    }
  }

  @Test
  void whereNothingIsPublishedNothingIsPublished() {
    configDb.hset(KEY, "state", "disabled");
    stateDb.set(KEY, "a string");

    assertThat(wish.setAndAsk(BGP, "enabled", "t1")).isInstanceOf(WishOutcome.Set.class);
    assertThat(stateDb.get(KEY)).isEqualTo("a string");

    stateDb.del(KEY);
    assertThat(wish.setAndAsk(BGP, "enabled", "t2")).isInstanceOf(WishOutcome.Set.class);
    assertThat(stateDb.keys("*")).containsExactly(LIFECYCLE);
  }

  @Test
  void noTokenIsLeftForARowThatIsNotChanged() {
    assertThat(wish.setAndAsk(BGP, "enabled", "t1")).isEqualTo(new WishOutcome.Gone());
    configDb.hset(KEY, "state", "always_enabled");
    assertThat(wish.setAndAsk(BGP, "disabled", "t1"))
        .isEqualTo(new WishOutcome.Immutable("always_enabled"));

    assertThat(stateDb.keys("*")).isEmpty();
    assertThat(configDb.hgetAll(KEY)).isEqualTo(Map.of("state", "always_enabled"));
  }

  @Test
  void itSaysThatItCouldNotAsk() {
    configDb.hset(KEY, "state", "disabled");
    stateDb.set(LIFECYCLE, "a string");

    assertThat(wish.setAndAsk(BGP, "enabled", "t1"))
        .isEqualTo(
            new WishOutcome.Refused(
                "STATE_DB key 'FEATURE_LIFECYCLE|bgp' is a string, not a hash"));
    assertThat(stateDb.get(LIFECYCLE)).isEqualTo("a string");
  }

  @Test
  void aServerThatDoesNotWriteSaysSo() {
    configDb.hset(KEY, "state", "disabled");
    try {
      configDb.replicaof("127.0.0.1", 1);
      assertThat(wish.set(BGP, "enabled"))
          .isInstanceOfSatisfying(
              WishOutcome.Refused.class,
              refused -> assertThat(refused.reason()).contains("READONLY"));
    } finally {
      configDb.replicaofNoOne();
    }
    assertThat(configDb.hget(KEY, "state")).isEqualTo("disabled");
  }
}
