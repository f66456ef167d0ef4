package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.featured.adapters.redis.FencedWish;
import dev.featured.adapters.redis.LifecycleReport;
import dev.featured.adapters.redis.LifecycleReport.Wish;
import dev.featured.adapters.redis.RowHash;
import dev.featured.adapters.redis.WishOutcome;
import dev.featured.adapters.systemd.Systemctl;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import dev.featured.engine.lifecycle.LifecycleState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
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
  void anOldFailureAnswersNothingAndARequestIsATry() {
    configurationIsLoaded();
    systemctl.startAnswers("bgp.service", new Systemctl.Result.Exited(1, "an old reason\n"));
    row("bgp", "state", "enabled");
    start();
    awaitReport("bgp", in(LifecycleState.FAILED));
    systemctl.startAnswers("bgp.service", new Systemctl.Result.Exited(1, "a new reason\n"));

    // The row is looked at for another reason, and its own notification is still to come.
    stateDb.hset(key("bgp"), "asked", "t1");
    stateDb.hset("FEATURE|bgp", "container_id", "c0ffee");

    LifecycleReport answer =
        awaitReport("bgp", in(LifecycleState.FAILED).and(report -> report.answered().equals("t1")));
    assertThat(answer.error()).contains("a new reason");
  }

  /** Tokens were kept beside the read, where the next read could replace them before their use. */
  @Test
  void howeverFastWishesComeEachIsAnsweredAlsoWhereEveryStartFails() {
    List<FeatureName> names =
        IntStream.range(0, 12).mapToObj(i -> new FeatureName("f" + i)).toList();
    configurationIsLoaded();
    for (FeatureName name : names) {
      systemctl.startAnswers(name + ".service", new Systemctl.Result.Exited(1, "no such image\n"));
      row(name.value(), "state", "disabled");
    }
    start();
    names.forEach(name -> awaitReport(name.value(), in(LifecycleState.DISABLED)));
    try (FencedWish wish = new FencedWish(redis.databases())) {
      for (int round = 0; round < 12; round++) {
        String state = round % 2 == 0 ? "enabled" : "disabled";
        String token = "t" + round;
        for (FeatureName name : names) {
          assertThat(wish.setAndAsk(name, state, token)).isInstanceOf(WishOutcome.Set.class);
        }

        for (FeatureName name : names) {
          LifecycleReport answer =
              awaitReport(
                  name.value(),
                  report -> report.answered().equals(token) && report.operation().isEmpty());
          assertThat(answer.wish()).as("%s, round %d", name, round).hasToString(state);
        }
      }
    }
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
