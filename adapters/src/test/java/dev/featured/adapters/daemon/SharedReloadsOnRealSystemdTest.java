package dev.featured.adapters.daemon;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import dev.featured.adapters.systemd.RealSystemd;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Twenty features and the reloads that they share, counted by systemd itself (SPEC section 3). */
class SharedReloadsOnRealSystemdTest extends DaemonOnRealSystemd {
  private static final ImmutableList<String> FEATURES =
      IntStream.range(0, 20).mapToObj("f%02d"::formatted).collect(ImmutableList.toImmutableList());
  private static final long FEW = 4;

  @RegisterExtension
  static final RealSystemd SYSTEMD =
      RealSystemd.withUnits(
          FEATURES.stream().collect(toMap(f -> f + ".service", f -> INSTALLABLE)));

  @BeforeEach
  void twentyMaskedFeaturesShallRun() {
    systemctl("stop", "--no-block");
    systemctl("mask");
    for (String feature : FEATURES) {
      configDb.hset("FEATURE|" + feature, Map.of("state", "enabled", "auto_restart", "enabled"));
    }
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
  void atBootTheyShareFourReloadsAtMostAndSoTheyDoWhenTheyAreDeregistered() {
    SYSTEMD.countReloads(0.2);
    long before = SYSTEMD.reloads();
    FeaturedDaemon daemon = start(SYSTEMD);
    try {
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

      configDb.del(keys(FEATURES));
      await().atMost(LONG).until(() -> dropIns() == 0);
      await()
          .atMost(LONG)
          .until(() -> SYSTEMD.property(FEATURES.get(19) + ".service", "Restart").equals("no"));
      assertThat(SYSTEMD.reloads() - atBoot).isBetween(1L, FEW);
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
}
