package dev.featured.adapters.demo.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.featured.adapters.demo.EmbeddedRedis;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class RevivalWatchTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void aRowThatIsWrittenAfterItsDeletionCameBack() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        RevivalWatch watch = new RevivalWatch(redis.socket());
        Jedis configDb = Connections.open(redis.socket(), SwitchDatabase.CONFIG_DB)) {
      configDb.hset("FEATURE|nat", "state", "disabled");
      configDb.hset("FEATURE|bgp", "state", "enabled");
      configDb.del("FEATURE|nat");
      configDb.del("FEATURE|bgp");
      assertThat(watch.catchUp(LIMIT)).isTrue();
      assertThat(watch.revived()).isEmpty();

      configDb.hset("FEATURE|nat", "has_global_scope", "True");

      assertThat(watch.catchUp(LIMIT)).isTrue();
      assertThat(watch.revived()).containsExactly("nat");
      assertThat(watch.deleted()).containsExactly("bgp", "nat");
    }
  }

  @Test
  void aRowThatIsCleanedUpAgainCameBackAllTheSame() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        RevivalWatch watch = new RevivalWatch(redis.socket());
        Jedis configDb = Connections.open(redis.socket(), SwitchDatabase.CONFIG_DB)) {
      configDb.hset("FEATURE|nat", "state", "disabled");
      configDb.del("FEATURE|nat");
      configDb.hset("FEATURE|nat", "has_global_scope", "True");
      configDb.del("FEATURE|nat");

      assertThat(watch.catchUp(LIMIT)).isTrue();
      assertThat(watch.revived()).containsExactly("nat");
    }
  }

  @Test
  void aWatchThatBrokeOffSaysSo() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        RevivalWatch watch = new RevivalWatch(redis.socket());
        Jedis client = Connections.open(redis.socket(), SwitchDatabase.CONFIG_DB)) {
      client.sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", "pubsub");

      assertThat(watch.catchUp(Duration.ofMillis(200))).isFalse();
    }
  }
}
