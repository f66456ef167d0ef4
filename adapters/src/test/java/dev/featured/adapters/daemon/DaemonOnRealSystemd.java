package dev.featured.adapters.daemon;

import com.google.common.collect.ImmutableSet;
import dev.featured.adapters.redis.DatabaseGlobal;
import dev.featured.adapters.redis.RunningRedis;
import dev.featured.adapters.redis.TimeLimits;
import dev.featured.adapters.systemd.RealSystemd;
import dev.featured.adapters.systemd.SystemctlProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The whole daemon between a real Redis and a real systemd, which the test class boots. */
abstract class DaemonOnRealSystemd {
  /** Only a guard against hanging; nothing waits this long. */
  static final Duration LONG = Duration.ofSeconds(60);

  /** A service that can be enabled, started and stopped. */
  static final String INSTALLABLE =
      """
      [Service]
      ExecStart=/bin/sleep infinity
      [Install]
      WantedBy=multi-user.target
      """;

  @TempDir static Path redisFolder;
  private static RunningRedis redis;

  Jedis configDb;
  Jedis stateDb;

  @BeforeAll
  static void startRedis() throws IOException {
    redis = RunningRedis.startIn(redisFolder);
  }

  @AfterAll
  static void stopRedis() throws IOException {
    redis.close();
  }

  /** With the configuration loaded, and nothing in it. */
  @BeforeEach
  void emptyDatabases() {
    configDb = redis.client(4);
    stateDb = redis.client(6);
    configDb.flushAll();
    configDb.set("CONFIG_DB_INITIALIZED", "1");
  }

  @AfterEach
  void disconnect() {
    configDb.close();
    stateDb.close();
  }

  /** A daemon that shares its reloads however slow this machine is. */
  final FeaturedDaemon start(RealSystemd systemd) {
    FeaturedDaemon daemon =
        FeaturedDaemon.create(
            new DaemonOptions(
                16,
                ImmutableSet.of(),
                Duration.ofHours(1),
                Duration.ofHours(1),
                LONG,
                systemd.file("/")),
            DatabaseGlobal.of(redis.databases()),
            new SystemctlProcess(systemd.systemctl().toString(), LONG),
            Map.of(),
            taken -> {},
            DaemonOnRedis::springMachine,
            TimeLimits.DEFAULT,
            LONG);
    daemon.startAsync().awaitRunning();
    return daemon;
  }
}
