package dev.featured.model.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.featured.adapters.redis.DatabaseConfig.Instance;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FenceOnOneServerTest extends FenceContract {
  @TempDir private static Path folder;
  private static RunningRedis redis;

  FenceOnOneServerTest() {
    super(redis, redis, databases(server(), server()));
  }

  private static Instance server() {
    return instance("redis", redis.socket());
  }

  @BeforeAll
  static void start() throws IOException {
    redis = RunningRedis.startIn(folder);
  }

  @AfterAll
  static void stop() throws IOException {
    redis.close();
  }

  @Test
  void rewritesBeforeItPublishesAndEndsWithTheState() throws InterruptedException {
    try (KeyspaceRecorder recorder = new KeyspaceRecorder(redis)) {
      fence.settle(settle(ROW, ENABLED_STATE, FAILED));

      assertThat(recorder.recorded())
          .containsExactly("4 FEATURE|bgp hset", "6 FEATURE|bgp hset", "6 FEATURE|bgp hset");
      assertThat(stateDb.hkeys(KEY)).containsExactly("error_message", "state");
    }
  }

  @Test
  void saysGoneRatherThanThatItCannotPublish() {
    configDb.del(KEY);
    stateDb.lpush(KEY, "a list");

    assertThat(fence.settle(SETTLE)).isEqualTo(GONE);
  }

  @Test
  void settlesInOneStep() {
    fence.settle(SETTLE);
    configDb.configResetStat();

    fence.settle(settle(REWRITTEN, ENABLED_STATE, FAILED));

    assertThat(configDb.info("commandstats")).contains("cmdstat_evalsha:calls=1,");
  }
}
