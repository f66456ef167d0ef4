package dev.featured.adapters.daemon;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Twenty features and the reloads that they share, counted by systemd itself (SPEC section 3). */
class SharedReloadsOnRealSystemdTest {
  private static final ImmutableList<String> FEATURES =
      IntStream.range(0, 20).mapToObj("f%02d"::formatted).collect(ImmutableList.toImmutableList());
  private static final String INSTALLABLE =
      """
      [Service]
      ExecStart=/bin/sleep infinity
      [Install]
      WantedBy=multi-user.target
      """;
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final long FEW = 4;

  @RegisterExtension
  static final RealSystemd SYSTEMD =
      RealSystemd.withUnits(
          FEATURES.stream().collect(toMap(f -> f + ".service", f -> INSTALLABLE)));

  @TempDir static Path redisFolder;
  private static RunningRedis redis;

  private Jedis configDb;
  private Jedis stateDb;

  @BeforeAll
  static void startRedis() throws IOException {
    redis = RunningRedis.startIn(redisFolder);
  }

  @AfterAll
  static void stopRedis() throws IOException {
    redis.close();
  }

  @BeforeEach
  void twentyMaskedFeaturesShallRun() {
    configDb = redis.client(4);
    stateDb = redis.client(6);
    configDb.flushAll();
    systemctl("stop", "--no-block");
    systemctl("mask");
    for (String feature : FEATURES) {
      configDb.hset("FEATURE|" + feature, Map.of("state", "enabled", "auto_restart", "enabled"));
    }
    configDb.set("CONFIG_DB_INITIALIZED", "1");
  }

  @AfterEach
  void disconnect() {
    configDb.close();
    stateDb.close();
  }

  @Test
  void oneCallAtATimeEachOfThemReloadsThreeTimes() {
    SYSTEMD.countReloads(0);
    long before = SYSTEMD.reloads();

    for (String feature : FEATURES) {
      SYSTEMD.exec("systemctl", "unmask", feature);
      SYSTEMD.exec("systemctl", "enable", feature);
      SYSTEMD.exec("systemctl", "daemon-reload");
    }

    assertThat(SYSTEMD.reloads() - before).isEqualTo(3L * FEATURES.size());
  }

  @Test
  void atBootTheyShareFourReloadsAtMostAndSoTheyDoWhenTheyAreDeregisteredAndWhenTheyAreDisabled() {
    SYSTEMD.countReloads(0.2);
    long before = SYSTEMD.reloads();
    FeaturedDaemon daemon = daemon();
    try {
      daemon.startAsync().awaitRunning();
      await().atMost(LONG).until(() -> published("enabled") == FEATURES.size());
      long atBoot = SYSTEMD.reloads();
      assertThat(atBoot - before).isBetween(1L, FEW);
      assertThat(FEATURES)
          .allSatisfy(
              feature -> {
                assertThat(SYSTEMD.property(feature + ".service", "Restart")).isEqualTo("always");
                assertThat(SYSTEMD.property(feature + ".service", "NeedDaemonReload"))
                    .isEqualTo("no");
              });

      configDb.del(keys(FEATURES.subList(0, 10)));
      await().atMost(LONG).until(() -> dropIns() == FEATURES.size() / 2);
      await().atMost(LONG).until(() -> SYSTEMD.property("f00.service", "Restart").equals("no"));
      long deregistered = SYSTEMD.reloads();
      assertThat(deregistered - atBoot).isBetween(1L, FEW);

      for (String feature : FEATURES.subList(10, 20)) {
        configDb.hset("FEATURE|" + feature, "state", "disabled");
      }
      await().atMost(LONG).until(() -> published("disabled") == FEATURES.size() / 2);
      assertThat(SYSTEMD.reloads() - deregistered).isBetween(1L, FEW);
    } finally {
      daemon.stopAsync().awaitTerminated();
    }
  }

  private static void systemctl(String verb, String... options) {
    SYSTEMD.exec(
        Stream.of(Stream.of("systemctl", verb), Stream.of(options), FEATURES.stream())
            .flatMap(words -> words)
            .toArray(String[]::new));
  }

  private static String[] keys(ImmutableList<String> features) {
    return features.stream().map(feature -> "FEATURE|" + feature).toArray(String[]::new);
  }

  private long published(String state) {
    return FEATURES.stream()
        .filter(feature -> state.equals(stateDb.hget("FEATURE|" + feature, "state")))
        .count();
  }

  private static long dropIns() {
    return FEATURES.stream()
        .filter(
            feature ->
                Files.exists(
                    SYSTEMD.file(
                        "/etc/systemd/system/" + feature + ".service.d/auto_restart.conf")))
        .count();
  }

  private static FeaturedDaemon daemon() {
    return FeaturedDaemon.create(
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
  }
}
