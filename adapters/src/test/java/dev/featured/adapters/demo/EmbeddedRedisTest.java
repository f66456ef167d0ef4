package dev.featured.adapters.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.featured.adapters.redis.UnixSockets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

final class EmbeddedRedisTest {
  @Test
  void listensOnAUnixSocketAndOnNoPort() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        Jedis client = new Jedis(new UnixSockets(redis.socket()))) {
      assertThat(client.configGet("port")).containsEntry("port", "0");
      assertThat(client.configGet("save")).containsEntry("save", "");
      assertThat(client.configGet("appendonly")).containsEntry("appendonly", "no");
      assertThat(redis.socket().toString().getBytes(StandardCharsets.UTF_8))
          .hasSizeLessThanOrEqualTo(107);
    }
  }

  @Test
  void isLaidOutAsOnASwitch() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start()) {
      JsonNode layout = new JsonMapper().readTree(redis.databaseConfig().toFile());

      assertThat(layout.at("/DATABASES/APPL_DB/id").asInt()).isZero();
      assertThat(layout.at("/DATABASES/CONFIG_DB/id").asInt()).isEqualTo(4);
      assertThat(layout.at("/DATABASES/STATE_DB/id").asInt()).isEqualTo(6);
      assertThat(layout.at("/DATABASES/STATE_DB/separator").asText()).isEqualTo("|");
      assertThat(layout.at("/INSTANCES/redis/port").asInt(-1)).isZero();
      assertThat(layout.at("/INSTANCES/redis/unix_socket_path").asText())
          .isEqualTo(redis.socket().toString());
    }
  }

  @Test
  void onlyItsUserMayEnterItsFolder() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(redis.folder())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void leavesNothingBehind() throws Exception {
    Path folder;
    long server;
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        Jedis client = new Jedis(new UnixSockets(redis.socket()))) {
      folder = redis.folder();
      server =
          client
              .info("server")
              .lines()
              .filter(line -> line.startsWith("process_id:"))
              .mapToLong(line -> Long.parseLong(line.substring("process_id:".length())))
              .findFirst()
              .orElseThrow();
      assertThat(ProcessHandle.of(server)).isPresent();
    }

    assertThat(folder).doesNotExist();
    assertThat(ProcessHandle.of(server).filter(ProcessHandle::isAlive)).isEmpty();
  }
}
