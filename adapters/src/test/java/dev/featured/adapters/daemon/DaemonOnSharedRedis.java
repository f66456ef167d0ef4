package dev.featured.adapters.daemon;

import dev.featured.adapters.redis.RunningRedis;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One Redis for all tests of a class; each of them begins with empty databases. */
abstract class DaemonOnSharedRedis extends DaemonOnRedis {
  @TempDir static Path redisFolder;
  private static RunningRedis sharedRedis;

  @TempDir Path rootFolder;

  @BeforeAll
  static void startRedis() throws IOException {
    sharedRedis = RunningRedis.startIn(redisFolder);
  }

  @AfterAll
  static void stopRedis() throws IOException {
    sharedRedis.close();
  }

  @BeforeEach
  void emptyDatabases() {
    begin(sharedRedis, rootFolder);
  }

  @AfterEach
  void stopDaemon() {
    end();
  }
}
