package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableSet;
import dev.featured.adapters.redis.DatabaseGlobal;
import dev.featured.adapters.redis.RunningRedis;
import dev.featured.adapters.systemd.RealSystemd;
import dev.featured.adapters.systemd.SystemctlProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The whole daemon between a real Redis and a real systemd. */
class FeaturedDaemonOnRealSystemdTest {
  private static final String INSTALLABLE =
      """
      [Service]
      ExecStart=/bin/sleep infinity
      [Install]
      WantedBy=multi-user.target
      """;
  private static final String BROKEN =
      """
      [Service]
      Type=oneshot
      ExecStart=/bin/false
      """;
  private static final String STARTS_WHEN_TOLD =
      """
      [Service]
      ExecStartPre=/bin/sh -c 'while ! test -e /run/go; do sleep 0.05; done'
      ExecStart=/bin/sleep infinity
      """;
  private static final Duration LONG = Duration.ofSeconds(60);

  @RegisterExtension
  static final RealSystemd SYSTEMD =
      RealSystemd.withUnits(
          Map.of(
              "bgp.service",
              INSTALLABLE,
              "lldp.service",
              INSTALLABLE,
              "broken.service",
              BROKEN,
              "going.service",
              STARTS_WHEN_TOLD));

  @TempDir static Path redisFolder;
  private static RunningRedis redis;

  private Jedis configDb;
  private Jedis stateDb;
  private FeaturedDaemon daemon;

  @BeforeAll
  static void startRedis() throws IOException {
    redis = RunningRedis.startIn(redisFolder);
  }

  @AfterAll
  static void stopRedis() throws IOException {
    redis.close();
  }

  @BeforeEach
  void startDaemon() {
    configDb = redis.client(4);
    stateDb = redis.client(6);
    configDb.flushAll();
    configDb.set("CONFIG_DB_INITIALIZED", "1");
    daemon =
        FeaturedDaemon.create(
            new DaemonOptions(
                16,
                ImmutableSet.of(),
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofSeconds(60),
                SYSTEMD.file("/")),
            DatabaseGlobal.of(redis.databases()),
            new SystemctlProcess(SYSTEMD.systemctl().toString(), LONG),
            Map.of(),
            taken -> {});
    daemon.startAsync().awaitRunning();
  }

  @AfterEach
  void stopDaemon() {
    daemon.stopAsync().awaitTerminated();
    configDb.close();
    stateDb.close();
  }

  private void awaitPublished(String name, String state) {
    await()
        .atMost(LONG)
        .until(
            () ->
                Optional.ofNullable(stateDb.hget("FEATURE|" + name, "state"))
                    .equals(Optional.of(state)));
  }

  @Test
  void aRowStartsAndStopsAService() {
    configDb.hset("FEATURE|bgp", Map.of("state", "enabled", "auto_restart", "enabled"));
    awaitPublished("bgp", "enabled");
    assertThat(SYSTEMD.property("bgp.service", "ActiveState")).isEqualTo("active");
    assertThat(SYSTEMD.property("bgp.service", "UnitFileState")).isEqualTo("enabled");
    assertThat(SYSTEMD.property("bgp.service", "Restart")).isEqualTo("always");

    configDb.hset("FEATURE|bgp", "state", "disabled");
    awaitPublished("bgp", "disabled");
    assertThat(SYSTEMD.property("bgp.service", "ActiveState")).isEqualTo("inactive");
    assertThat(SYSTEMD.property("bgp.service", "LoadState")).isEqualTo("masked");

    configDb.hset("FEATURE|bgp", "state", "enabled");
    awaitPublished("bgp", "enabled");
    assertThat(SYSTEMD.property("bgp.service", "ActiveState")).isEqualTo("active");
  }

  @Test
  void aServiceThatFailsSaysWhyInStateDb() {
    configDb.hset("FEATURE|broken", "state", "enabled");

    awaitPublished("broken", "failed");
    assertThat(stateDb.hget("FEATURE|broken", "error_message"))
        .contains("systemctl start -- broken.service", "exit code 1", "broken.service failed");
  }

  @Test
  void aPackageThatIsRemovedWhileItsServiceStartsLeavesNothingBehind() throws IOException {
    configDb.hset("FEATURE|going", "state", "enabled");
    await()
        .atMost(LONG)
        .until(() -> SYSTEMD.property("going.service", "ActiveState").equals("activating"));

    Files.delete(SYSTEMD.file("/lib/systemd/system/going.service"));
    SYSTEMD.exec("systemctl", "daemon-reload");
    configDb.del("FEATURE|going");
    SYSTEMD.exec("touch", "/run/go");
    configDb.hset("FEATURE|lldp", "state", "enabled");
    awaitPublished("lldp", "enabled");
    daemon.stopAsync().awaitTerminated();

    assertThat(configDb.keys("FEATURE|*")).containsExactly("FEATURE|lldp");
    assertThat(stateDb.keys("*")).containsExactly("FEATURE|lldp");
  }
}
