package dev.featured.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.featured.adapters.redis.DatabaseConfig.Database;
import dev.featured.adapters.redis.DatabaseConfig.Instance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.ClientKillParams;
import redis.embedded.RedisServer;

final class RedisConnectionTest {
  @TempDir private static Path folder;
  private static RunningRedis redis;
  private static RedisServer tcpServer;

  @BeforeAll
  static void start() throws IOException {
    redis = RunningRedis.startIn(folder);
    tcpServer = RedisServer.builder().bind("127.0.0.1").port(freePort()).build();
    tcpServer.start();
  }

  @AfterAll
  static void stop() throws IOException {
    redis.close();
    tcpServer.stop();
  }

  @BeforeEach
  void flush() {
    try (Jedis jedis = redis.client(0)) {
      jedis.flushAll();
    }
  }

  @Test
  void readsTheDatabaseOfThatNumber() {
    try (Jedis jedis = redis.client(4)) {
      jedis.set("where", "four");
    }

    try (RedisConnection connection = connection(redis.instance("redis"), 4)) {
      assertThat(connection.<String>call(jedis -> jedis.get("where"))).isEqualTo("four");
    }
  }

  @Test
  void fallsBackToTcpWhenTheSocketIsMissing() {
    Instance instance = tcpInstance(Optional.of(folder.resolve("missing.sock")));

    try (RedisConnection connection = connection(instance, 0)) {
      assertThat(connection.<String>call(Jedis::ping)).isEqualTo("PONG");
    }
  }

  @Test
  void fallsBackToTcpWhenTheSocketRefuses() throws IOException {
    Path nobodyListens = Files.createFile(folder.resolve("stale.sock"));

    try (RedisConnection connection = connection(tcpInstance(Optional.of(nobodyListens)), 0)) {
      assertThat(connection.<String>call(Jedis::ping)).isEqualTo("PONG");
    }
  }

  @Test
  void usesTcpWhenThereIsNoSocket() {
    try (RedisConnection connection = connection(tcpInstance(Optional.empty()), 0)) {
      assertThat(connection.<String>call(Jedis::ping)).isEqualTo("PONG");
    }
  }

  @Test
  void prefersTheSocket() {
    Instance both = tcpInstance(Optional.of(redis.socket()));
    try (Jedis jedis = redis.client(0)) {
      jedis.set("where", "socket");
    }

    try (RedisConnection connection = connection(both, 0)) {
      assertThat(connection.<String>call(jedis -> jedis.get("where"))).isEqualTo("socket");
    }
  }

  @Test
  void saysInOneLineThatThereIsNoServer() {
    Instance nobody =
        new Instance("redis", "127.0.0.1", 1, Optional.of(folder.resolve("missing.sock")));

    try (RedisConnection connection = connection(nobody, 0)) {
      assertThatExceptionOfType(RedisUnavailable.class)
          .isThrownBy(() -> connection.call(Jedis::ping))
          .withMessageStartingWith(
              "Redis redis (" + folder.resolve("missing.sock") + ", 127.0.0.1:1): ")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
  }

  @Test
  void saysThatTheSocketsPathIsTooLong() {
    Path tooLong = folder.resolve("x".repeat(120));
    Instance nobody = new Instance("redis", "127.0.0.1", 1, Optional.of(tooLong));

    try (RedisConnection connection = connection(nobody, 0)) {
      assertThatExceptionOfType(RedisUnavailable.class)
          .isThrownBy(() -> connection.call(Jedis::ping));
    }
  }

  @Test
  void saysThatThereIsNoSuchDatabase() {
    try (RedisConnection connection = connection(redis.instance("redis"), 9999)) {
      assertThatExceptionOfType(RedisUnavailable.class)
          .isThrownBy(() -> connection.call(Jedis::ping))
          .withMessageContaining("DB index is out of range");
    }
  }

  @Test
  void reportsALostConnectionOnceAndThenConnectsAnewToTheSameDatabase() {
    try (RedisConnection connection = connection(redis.instance("redis"), 4);
        Jedis other = redis.client(4)) {
      other.set("where", "four");
      connection.call(Jedis::ping);
      other.clientKill(
          new ClientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES));

      assertThatExceptionOfType(RedisUnavailable.class)
          .isThrownBy(() -> connection.call(Jedis::ping));
      assertThat(connection.<String>call(jedis -> jedis.get("where"))).isEqualTo("four");
    }
  }

  @Test
  void keepsTheConnectionWhenRedisAnswersWithAnError() {
    try (RedisConnection connection = connection(redis.instance("redis"), 4)) {
      long id = connection.call(Jedis::clientId);

      assertThatExceptionOfType(JedisDataException.class)
          .isThrownBy(() -> connection.call(jedis -> jedis.configSet("no-such-setting", "1")));

      assertThat(connection.<Long>call(Jedis::clientId)).isEqualTo(id);
    }
  }

  @Test
  void aServerThatIsNotReadyIsUnavailableAndNotARefusal() {
    try (RedisConnection connection = connection(redis.instance("redis"), 0);
        Jedis other = redis.client(0)) {
      try {
        other.configSet("replica-serve-stale-data", "no");
        // Nothing listens on TCP port 1.
        other.replicaof("127.0.0.1", 1);

        assertThatExceptionOfType(RedisUnavailable.class)
            .isThrownBy(() -> connection.call(jedis -> jedis.get("key")))
            .withMessageContaining("MASTERDOWN");
      } finally {
        other.replicaofNoOne();
        other.configSet("replica-serve-stale-data", "yes");
      }
      assertThat(connection.<Boolean>call(jedis -> jedis.exists("key"))).isFalse();
    }
  }

  private static RedisConnection connection(Instance instance, int database) {
    return new RedisConnection(new Database(database, "|", instance));
  }

  private static Instance tcpInstance(Optional<Path> unixSocket) {
    return new Instance("redis", "127.0.0.1", tcpServer.ports().get(0), unixSocket);
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }
}
