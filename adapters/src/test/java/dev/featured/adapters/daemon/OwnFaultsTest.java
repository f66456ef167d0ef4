package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.util.concurrent.Service.State;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.statemachine.Reaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults in the daemon's own code, planted: whom they fail, and who goes on. */
class OwnFaultsTest extends DaemonOnSharedRedis {
  private LogLines log;

  @BeforeEach
  void twoFeatures() {
    log = new LogLines();
    configurationIsLoaded();
    row("bgp", "state", "enabled");
    row("lldp", "state", "enabled");
  }

  @AfterEach
  @Override
  void stopDaemon() {
    super.stopDaemon();
    log.close();
  }

  static List<Throwable> whatALaneMayThrow() {
    return List.of(
        new IllegalStateException("planted"),
        new StackOverflowError("planted"),
        new AssertionError("planted"));
  }

  @ParameterizedTest
  @MethodSource("whatALaneMayThrow")
  void whatOneLaneThrowsFailsThatFeatureAlone(Throwable thrown) {
    systemctl.breaksOn("bgp.service", thrown);
    start();

    awaitPublished("lldp", "enabled");
    awaitPublished("bgp", "failed");
    assertThat(stateDb.hget("FEATURE|bgp", "error_message")).contains("internal error", "planted");
    assertThat(stackTracesOf(thrown)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("whatALaneMayThrow")
  void whatTheReloadThrowsFailsThoseWhoNeededItAndNobodyElse(Throwable thrown) throws IOException {
    systemctl.breaksOn("daemon-reload", thrown);
    systemctl.runs("lldp.service");
    Path dropIn = rootFolder.resolve("etc/systemd/system/lldp.service.d/auto_restart.conf");
    MoreFiles.createParentDirectories(dropIn);
    Files.writeString(dropIn, "[Service]\nRestart=no\n");
    start();

    awaitPublished("bgp", "failed");
    awaitPublished("lldp", "enabled");
    assertThat(stateDb.hget("FEATURE|bgp", "error_message")).contains("internal error", "planted");
    assertThat(stackTracesOf(thrown)).hasSize(1);
  }

  @Test
  void aMachineThatDiffersFromTheCoreFailsItsFeatureAndNothingOfItIsCarriedOut() {
    configurationIsLoaded();
    row("bgp", "state", "enabled");
    row("lldp", "state", "enabled");
    start(
        withRoot(options()),
        (id, listener) ->
            id.startsWith("bgp")
                ? (trigger, facts) -> new Reaction(LifecycleState.DISABLED, Optional.empty())
                : springMachine(id, listener));

    awaitPublished("lldp", "enabled");
    awaitPublished("bgp", "failed");
    assertThat(stateDb.hget("FEATURE|bgp", "error_message"))
        .contains("internal error", "'enabling'", "'disabled'");
    assertThat(systemctl.changes()).noneMatch(call -> call.contains("bgp"));

    row("bgp", "state", "disabled");
    row("lldp", "state", "disabled");
    awaitPublished("lldp", "disabled");
    assertThat(systemctl.changes()).noneMatch(call -> call.contains("bgp"));
  }

  @Test
  void whatAMachineThatDiffersWouldHaveRewrittenNeverReachesRedis() {
    String template = "{{ 'enabled' }}";
    row("bgp", "state", template, "delayed", "True");
    start(
        withRoot(options()),
        (id, listener) -> {
          if (id.startsWith("bgp")) {
            return (trigger, facts) -> new Reaction(LifecycleState.DISABLED, Optional.empty());
          }
          // The next in the same step. So what was handed on for bgp is done before bgp fails.
          letItLookOften();
          return springMachine(id, listener);
        });

    awaitPublished("lldp", "enabled");
    awaitPublished("bgp", "failed");
    assertThat(configDb.hget("FEATURE|bgp", "state")).isEqualTo(template);
  }

  @Test
  void aMachineThatIsSlowToBuildHoldsUpNoFeatureBeforeIt() {
    start(
        withRoot(options()),
        (id, listener) -> {
          if (id.startsWith("lldp")) {
            await().atMost(LONG).until(systemctl::wasAsked);
          }
          return springMachine(id, listener);
        });

    awaitPublished("lldp", "enabled");
    awaitPublished("bgp", "enabled");
  }

  @Test
  void aMachineThatBreaksFailsItsFeature() {
    configurationIsLoaded();
    row("bgp", "state", "enabled");
    start(
        withRoot(options()),
        (id, listener) ->
            (trigger, facts) -> {
              throw new IllegalStateException("planted");
            });

    awaitPublished("bgp", "failed");
    assertThat(stateDb.hget("FEATURE|bgp", "error_message")).contains("the state machine broke");
  }

  @Test
  void aFaultOfTheEventLoopEndsTheDaemonAndIsItsReason() {
    Error planted = new AssertionError("planted");
    FeaturedDaemon daemon =
        start(
            withRoot(options()),
            (id, listener) -> {
              throw planted;
            });

    assertThatThrownBy(() -> daemon.awaitTerminated(LONG))
        .isInstanceOf(IllegalStateException.class);
    assertThat(daemon.state()).isEqualTo(State.FAILED);
    assertThat(daemon.failureCause()).isSameAs(planted);
    assertThat(stateDb.keys("FEATURE|*")).isEmpty();
  }

  @Test
  void anAlarmThatThrowsIsHeardOf() {
    List<Throwable> deaths = new CopyOnWriteArrayList<>();
    Alarms alarms = new Alarms(deaths::add);
    try {
      alarms.once(
          Duration.ZERO,
          () -> {
            throw new AssertionError("planted");
          });

      await().atMost(LONG).until(() -> deaths.size() == 1);
      assertThat(deaths.get(0)).hasMessage("planted");
    } finally {
      alarms.end();
    }
  }

  private ImmutableList<ILoggingEvent> stackTracesOf(Throwable thrown) {
    return log.take().stream()
        .filter(line -> line.getThrowableProxy() != null)
        .filter(
            line ->
                line.getThrowableProxy().getClassName().equals(thrown.getClass().getName())
                    && line.getThrowableProxy().getStackTraceElementProxyArray().length > 0)
        .collect(ImmutableList.toImmutableList());
  }
}
