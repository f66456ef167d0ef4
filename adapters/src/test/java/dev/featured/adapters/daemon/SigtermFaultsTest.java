package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.Service.State;
import dev.featured.engine.core.Taken;
import dev.featured.engine.lifecycle.Trigger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The daemon is told to stop, as SIGTERM does, in every phase of an operation. */
class SigtermFaultsTest extends DaemonOnSharedRedis {
  private static final String RELOAD = "daemon-reload daemon-reload";
  private static final Duration HOUR = Duration.ofHours(1);

  @BeforeEach
  void loadConfiguration() {
    configurationIsLoaded();
  }

  @Test
  void aReloadThatEndsWithinTheGraceLetsItsOperationEndAndBePublished() {
    systemctl.closeOn(RELOAD);
    row("bgp", "state", "enabled");
    FeaturedDaemon running = start(withGrace(HOUR));
    awaitChange(RELOAD);

    running.stopAsync();
    systemctl.openOn(RELOAD);
    running.awaitTerminated();

    assertThat(systemctl.isActive("bgp.service")).isTrue();
    assertThat(published("bgp")).contains("enabled");
  }

  @Test
  void aReloadThatOutlastsTheGraceIsCutShortAndNothingIsStartedOrPublished() {
    systemctl.closeOn(RELOAD);
    row("bgp", "state", "enabled");
    FeaturedDaemon running = start(withGrace(Duration.ZERO));
    awaitChange(RELOAD);

    running.stopAsync().awaitTerminated();

    assertThat(running.state()).isEqualTo(State.TERMINATED);
    assertThat(systemctl.changes()).doesNotContain("start bgp.service");
    assertThat(stateDb.keys("FEATURE|*")).isEmpty();
  }

  @Test
  void anOperationThatWaitsForAReloadGetsItWithinTheGrace() {
    systemctl.closeOn("unmask slow.service");
    row("slow", "state", "enabled");
    FeaturedDaemon running = start(withGrace(HOUR));
    awaitChange("unmask slow.service");
    row("bgp", "state", "enabled");
    awaitChange("enable bgp.service");
    assertThat(systemctl.changes()).doesNotContain(RELOAD);

    running.stopAsync();
    awaitPublished("bgp", "enabled");
    systemctl.openOn("unmask slow.service");
    running.awaitTerminated();

    assertThat(published("slow")).contains("enabled");
  }

  @Test
  void anOperationThatStillWaitsForAReloadWhenTheGraceIsOverIsNotPublished() {
    systemctl.closeOn("unmask slow.service");
    row("slow", "state", "enabled");
    FeaturedDaemon running = start(withGrace(Duration.ZERO));
    awaitChange("unmask slow.service");
    row("bgp", "state", "enabled");
    awaitChange("enable bgp.service");

    running.stopAsync().awaitTerminated();

    assertThat(systemctl.changes()).doesNotContain("start bgp.service");
    assertThat(stateDb.keys("FEATURE|*")).isEmpty();
  }

  @Test
  void aRemovalOfDropInsThatIsUnderWayEnds() {
    row("bgp", "state", "enabled", "auto_restart", "enabled");
    FeaturedDaemon running = start(withGrace(HOUR));
    awaitPublished("bgp", "enabled");
    Path dropIns = root.resolve("etc/systemd/system/bgp.service.d");
    assertThat(dropIns).exists();
    long reloads = reloads();
    systemctl.closeOn(RELOAD);
    configDb.del("FEATURE|bgp");
    await().atMost(LONG).until(() -> Files.notExists(dropIns));
    await().atMost(LONG).until(() -> reloads() == reloads + 1);

    running.stopAsync();
    systemctl.openOn(RELOAD);
    running.awaitTerminated();

    assertThat(stateDb.keys("FEATURE|*")).isEmpty();
  }

  private long reloads() {
    return systemctl.changes().stream().filter(RELOAD::equals).count();
  }

  @Test
  void aStopThatAWithdrawnPackageIsOwedDoesNotBeginAfterIt() {
    systemctl.close("bgp.service");
    row("bgp", "state", "enabled");
    FeaturedDaemon running = start(withGrace(HOUR));
    awaitChange("start bgp.service");
    row("bgp", "state", "disabled");
    awaitTransition("bgp", Trigger.ROW_WANTS_DISABLED);
    configDb.del("FEATURE|bgp");
    awaitTransition("bgp", Trigger.ROW_DELETED);

    running.stopAsync();
    systemctl.open("bgp.service");
    running.awaitTerminated();

    assertThat(systemctl.changes()).doesNotContain("stop bgp.service");
    assertThat(stateDb.keys("FEATURE|*")).isEmpty();
    assertThat(configDb.keys("FEATURE|*")).isEmpty();
  }

  private void awaitTransition(String name, Trigger trigger) {
    await().atMost(LONG).until(() -> taken.stream().anyMatch(t -> is(t, name, trigger)));
  }

  private static boolean is(Taken taken, String name, Trigger trigger) {
    return taken.name().value().equals(name) && taken.trigger() == trigger;
  }

  @Test
  void beingToldTwiceIsBeingToldOnce() {
    systemctl.close("bgp.service");
    row("bgp", "state", "enabled");
    FeaturedDaemon running = start(withGrace(HOUR));
    awaitChange("start bgp.service");

    running.stopAsync();
    running.stopAsync();
    assertThat(running.state()).isEqualTo(State.STOPPING);
    systemctl.open("bgp.service");
    running.awaitTerminated();

    assertThat(published("bgp")).contains("enabled");
  }
}
