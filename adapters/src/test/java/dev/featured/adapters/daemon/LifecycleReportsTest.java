package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.featured.adapters.redis.LifecycleReport;
import dev.featured.adapters.redis.LifecycleReport.Wish;
import dev.featured.adapters.redis.RowHash;
import dev.featured.adapters.systemd.Systemctl;
import dev.featured.engine.feature.Row;
import dev.featured.engine.lifecycle.LifecycleState;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** STATE_DB FEATURE_LIFECYCLE, as the daemon writes it on a real Redis. */
class LifecycleReportsTest extends DaemonOnSharedRedis {
  private static String key(String name) {
    return "FEATURE_LIFECYCLE|" + name;
  }

  private Optional<LifecycleReport> report(String name) {
    return LifecycleReport.of(stateDb.hgetAll(key(name)));
  }

  private LifecycleReport awaitReport(String name, Predicate<LifecycleReport> such) {
    return await()
        .atMost(LONG)
        .until(() -> report(name), found -> found.filter(such).isPresent())
        .orElseThrow();
  }

  private static Predicate<LifecycleReport> in(LifecycleState state) {
    return report -> report.state() == state;
  }

  @Test
  void itSaysWhatIsBeingDoneAndWhatCameOfIt() {
    configurationIsLoaded();
    systemctl.close("bgp.service");
    row("bgp", "state", "enabled");
    start();

    LifecycleReport starting =
        awaitReport("bgp", report -> report.operation().startsWith("start o"));
    assertThat(starting.state()).isEqualTo(LifecycleState.ENABLING);
    assertThat(starting.wish()).isEqualTo(Wish.ENABLED);
    assertThat(starting.row()).isEqualTo(RowHash.of(Row.of(Map.of("state", "enabled"))));

    systemctl.open("bgp.service");
    LifecycleReport started = awaitReport("bgp", in(LifecycleState.ENABLED));
    assertThat(started.operation()).isEmpty();
    assertThat(started.since()).isAfterOrEqualTo(starting.since());
    assertThat(stateDb.hgetAll("FEATURE|bgp")).isEqualTo(Map.of("state", "enabled"));
  }

  @Test
  void itSaysWhyAnOperationFailedUntilItSucceeds() {
    configurationIsLoaded();
    systemctl.startAnswers("bgp.service", new Systemctl.Result.Exited(1, "no such image\n"));
    row("bgp", "state", "enabled");
    start();

    LifecycleReport failed = awaitReport("bgp", in(LifecycleState.FAILED));
    assertThat(failed.error()).contains("no such image");

    row("bgp", "state", "disabled");
    assertThat(awaitReport("bgp", in(LifecycleState.DISABLED)).error()).isEmpty();
  }

  @Test
  void itSaysWhatIsWrongWithARow() {
    configurationIsLoaded();
    row("bgp", "state", "enabeld");
    start();

    LifecycleReport failed = awaitReport("bgp", in(LifecycleState.FAILED));
    assertThat(failed.wish()).isEqualTo(Wish.UNCLEAR);
    assertThat(failed.error()).contains("'enabeld'");
  }

  @Test
  void aDelayedFeatureIsAbsentAndWantedWhileItWaitsForThePorts() {
    configurationIsLoaded();
    row("snmp", "state", "enabled", "delayed", "True");
    start();

    assertThat(awaitReport("snmp", in(LifecycleState.ABSENT)).wish()).isEqualTo(Wish.ENABLED);
  }

  @Test
  void theRowThatItGoesByIsTheRewrittenOne() {
    configurationIsLoaded();
    row("bgp", "state", "{{ 'enabled' }}");
    start();

    awaitReport(
        "bgp", report -> report.row().equals(RowHash.of(Row.of(Map.of("state", "enabled")))));
  }

  @Test
  void itGoesWithTheRow() {
    configurationIsLoaded();
    row("bgp", "state", "enabled");
    start();
    awaitReport("bgp", in(LifecycleState.ENABLED));

    configDb.del("FEATURE|bgp");

    await().atMost(LONG).until(() -> !stateDb.exists(key("bgp")));
  }

  @Test
  void aDaemonThatStartsRemovesTheLifecyclesOfRowsThatWentWhileNoneRan() {
    configurationIsLoaded();
    stateDb.hset(key("gone"), Map.of("state", "enabled", "wish", "enabled"));
    start();

    await().atMost(LONG).until(() -> !stateDb.exists(key("gone")));
  }

  @Test
  void whatWasAskedIsAnsweredWithTheRowThatWasReadAfterIt() {
    configurationIsLoaded();
    row("bgp", "state", "enabled");
    start();
    awaitReport("bgp", in(LifecycleState.ENABLED));

    stateDb.hset(key("bgp"), "asked", "t1");
    row("bgp", "state", "disabled");

    awaitReport("bgp", in(LifecycleState.DISABLED).and(report -> report.answered().equals("t1")));
    assertThat(stateDb.hget(key("bgp"), "asked")).isEqualTo("t1");
  }

  @Test
  void whatWasAskedBeforeTheDaemonStartedIsAnsweredToo() {
    configurationIsLoaded();
    row("bgp", "state", "disabled");
    stateDb.hset(key("bgp"), "asked", "t1");
    start();

    awaitReport("bgp", in(LifecycleState.DISABLED).and(report -> report.answered().equals("t1")));
  }

  @Test
  void aLookAtAnOldFailureAnswersNothingAndANewTryDoes() {
    configurationIsLoaded();
    systemctl.startAnswers("bgp.service", new Systemctl.Result.Exited(1, "no such image\n"));
    row("bgp", "state", "enabled");
    start();
    LifecycleReport old = awaitReport("bgp", in(LifecycleState.FAILED));

    // Asked, and looked at for another reason before the row is written: a race, made slow.
    stateDb.hset(key("bgp"), "asked", "t1");
    stateDb.hset("FEATURE|bgp", "container_id", "c0ffee");
    row("pmon", "state", "disabled");
    awaitReport("pmon", in(LifecycleState.DISABLED));
    assertThat(report("bgp").orElseThrow()).isEqualTo(old);

    row("bgp", "state", "enabled");
    LifecycleReport again =
        awaitReport("bgp", in(LifecycleState.FAILED).and(report -> report.answered().equals("t1")));
    assertThat(again.since()).isAfterOrEqualTo(old.since());
  }

  @Test
  void whatSomebodyRemovedIsPutRightByTheNextComparison() {
    configurationIsLoaded();
    row("bgp", "state", "enabled");
    start();
    LifecycleReport before = awaitReport("bgp", in(LifecycleState.ENABLED));

    stateDb.del(key("bgp"));
    configurationIsLoaded(); // which has everything compared

    awaitReport("bgp", before::equals);
  }
}
