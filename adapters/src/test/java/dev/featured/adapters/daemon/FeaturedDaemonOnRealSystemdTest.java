package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.featured.adapters.systemd.RealSystemd;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole daemon between a real Redis and a real systemd. */
class FeaturedDaemonOnRealSystemdTest extends DaemonOnRealSystemd {
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

  private FeaturedDaemon daemon;

  @BeforeEach
  void startDaemon() {
    daemon = start(SYSTEMD);
  }

  @AfterEach
  void stopDaemon() {
    daemon.stopAsync().awaitTerminated();
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
    assertThat(stateDb.keys("FEATURE|*")).containsExactly("FEATURE|lldp");
  }
}
