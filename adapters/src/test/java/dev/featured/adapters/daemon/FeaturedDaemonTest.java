package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.Service.State;
import dev.featured.adapters.systemd.Systemctl;
import dev.featured.engine.lifecycle.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** The whole daemon on a real Redis, with units that start when the test lets them. */
class FeaturedDaemonTest extends DaemonOnSharedRedis {

  @Test
  void stateDbFollowsConfigDb() {
    configurationIsLoaded();
    row("bgp", "state", "enabled");
    row("lldp", "state", "disabled");
    start();
    awaitPublished("bgp", "enabled");
    awaitPublished("lldp", "disabled");
    assertThat(systemctl.isActive("bgp.service")).isTrue();

    row("bgp", "state", "disabled");
    awaitPublished("bgp", "disabled");
    assertThat(systemctl.isActive("bgp.service")).isFalse();

    configDb.del("FEATURE|bgp");
    await().atMost(LONG).until(() -> !stateDb.exists("FEATURE|bgp"));
    assertThat(configDb.exists("FEATURE|bgp")).isFalse();
  }

  @Test
  void nothingIsDoneBeforeTheConfigurationIsLoaded() {
    row("bgp", "state", "enabled");
    start();
    await().atMost(LONG).until(() -> subscribers() > 0);
    row("lldp", "state", "enabled");
    assertThat(systemctl.wasAsked()).isFalse();

    configurationIsLoaded();
    awaitPublished("bgp", "enabled");
    awaitPublished("lldp", "enabled");
  }

  private int subscribers() {
    return (int)
        configDb.clientList(ClientType.PUBSUB).lines().filter(line -> !line.isBlank()).count();
  }

  @Test
  void itEndsWhileItWaitsForTheConfiguration() {
    FeaturedDaemon running = start();

    running.stopAsync().awaitTerminated();

    assertThat(running.state()).isEqualTo(State.TERMINATED);
  }

  @Test
  void templatesAreRenderedOverDeviceMetadataAndWrittenBack() {
    configurationIsLoaded();
    configDb.hset("DEVICE_METADATA|localhost", "type", "ToRRouter");
    row(
        "mux",
        "state",
        "{% if DEVICE_METADATA['localhost']['type'] == 'ToRRouter' %}enabled{% else %}disabled"
            + "{% endif %}",
        "delayed",
        "{{ false }}",
        "has_global_scope",
        "True");
    start();

    awaitPublished("mux", "enabled");
    assertThat(configDb.hgetAll("FEATURE|mux"))
        .isEqualTo(Map.of("state", "enabled", "delayed", "False", "has_global_scope", "True"));
  }

  @Test
  void aDelayedFeatureStartsWithThePorts() {
    configurationIsLoaded();
    row("snmp", "state", "enabled", "delayed", "True");
    row("bgp", "state", "enabled");
    start();
    awaitPublished("bgp", "enabled");
    assertThat(systemctl.changes()).noneMatch(call -> call.contains("snmp"));

    try (Jedis applDb = redis.client(APPL_DB)) {
      applDb.hset("PORT_TABLE:PortInitDone", "lanes", "0");
    }
    awaitPublished("snmp", "enabled");
  }

  private static final String WARM_BOOT = "WARM_RESTART_ENABLE_TABLE|system";

  /** The ports of the previous boot are in the database that a warm boot restores. */
  private void warmBootIsInProgress() {
    stateDb.hset(WARM_BOOT, "enable", "true");
    try (Jedis applDb = redis.client(APPL_DB)) {
      applDb.hset("PORT_TABLE:PortInitDone", "lanes", "0");
    }
  }

  /** Features start in the order of their names, so the delayed one would have come first. */
  private void startWithADelayedFeature(DaemonOptions options) {
    configurationIsLoaded();
    row("aaa", "state", "enabled", "delayed", "True");
    row("bgp", "state", "enabled");
    start(options);
    awaitPublished("bgp", "enabled");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "", "gone"})
  void inAWarmBootADelayedFeatureStartsWhenThatHasFinished(String end) {
    warmBootIsInProgress();
    startWithADelayedFeature(withRoot(options()));
    stateDb.hset(WARM_BOOT, "other", "x");
    try (Jedis applDb = redis.client(APPL_DB)) {
      applDb.hset("PORT_TABLE:PortInitDone", "lanes", "1");
    }
    row("bgp", "state", "disabled");
    awaitPublished("bgp", "disabled");
    assertThat(systemctl.changes()).noneMatch(call -> call.contains("aaa"));

    if (end.equals("gone")) {
      stateDb.del(WARM_BOOT);
    } else {
      stateDb.hset(WARM_BOOT, "enable", end);
    }
    awaitPublished("aaa", "enabled");
  }

  @Test
  void theEndOfAWarmBootIsFoundByTheSteadyComparisonToo() {
    configDb.configSet("notify-keyspace-events", "AKE");
    warmBootIsInProgress();
    startWithADelayedFeature(withSteadyComparisonEvery(Duration.ofMillis(20)));
    assertThat(systemctl.changes()).noneMatch(call -> call.contains("aaa"));

    configDb.configSet("notify-keyspace-events", "");
    stateDb.del(WARM_BOOT);
    awaitPublished("aaa", "enabled");
  }

  @Test
  void theTimeLimitEndsTheWaitForAWarmBootToo() {
    warmBootIsInProgress();
    configurationIsLoaded();
    row("aaa", "state", "enabled", "delayed", "True");
    start(
        new DaemonOptions(
            16, ImmutableSet.of(), Duration.ofHours(1), Duration.ZERO, Duration.ZERO, root));

    awaitPublished("aaa", "enabled");
  }

  @Test
  void aWarmBootThatIsPreparedLaterIsNoMatter() {
    startWithADelayedFeature(withRoot(options()));
    stateDb.hset(WARM_BOOT, "enable", "true");
    row("bgp", "state", "disabled");
    awaitPublished("bgp", "disabled");
    try (Jedis applDb = redis.client(APPL_DB)) {
      applDb.hset("PORT_TABLE:PortInitDone", "lanes", "0");
    }

    awaitPublished("aaa", "enabled");
  }

  @Test
  void aDelayedFeatureStartsWhenItHasWaitedLongEnough() {
    configurationIsLoaded();
    row("snmp", "state", "enabled", "delayed", "True");
    start(
        new DaemonOptions(
            16, ImmutableSet.of(), Duration.ofHours(1), Duration.ZERO, Duration.ZERO, root));

    awaitPublished("snmp", "enabled");
  }

  @Test
  void badInputIsPublishedOrRefusedAndDisturbsNobody() {
    configurationIsLoaded();
    row("pmon", "state", "enabeld");
    row("../x", "state", "enabled");
    configDb.set("FEATURE|text", "enabled");
    row("bgp", "state", "enabled");
    start();

    awaitPublished("bgp", "enabled");
    awaitPublished("pmon", "failed");
    awaitPublished("text", "failed");
    assertThat(stateDb.hget("FEATURE|pmon", "error_message")).contains("'enabeld'");
    assertThat(stateDb.hget("FEATURE|text", "error_message")).contains("string, not a hash");
    assertThat(stateDb.keys("FEATURE|*x*")).containsExactly("FEATURE|text");
    assertThat(systemctl.changes())
        .allMatch(call -> call.endsWith(" bgp.service") || call.startsWith("daemon-reload"));

    row("pmon", "state", "enabled");
    awaitPublished("pmon", "enabled");
    assertThat(stateDb.hexists("FEATURE|pmon", "error_message")).isFalse();
  }

  @Test
  void anExcludedFeatureIsLeftAlone() {
    configurationIsLoaded();
    row("telemetry", "state", "enabled");
    row("bgp", "state", "enabled");
    start();
    awaitPublished("bgp", "enabled");

    row("telemetry", "state", "disabled");
    row("bgp", "state", "disabled");
    awaitPublished("bgp", "disabled");
    assertThat(published("telemetry")).isEmpty();
    assertThat(systemctl.changes()).noneMatch(call -> call.contains("telemetry"));
  }

  @Test
  void theStateDbRowOfAnExcludedFeatureIsLeftAloneEvenWithoutARow() {
    configurationIsLoaded();
    Map<String, String> others = Map.of("state", "enabled", "container_id", "c0ffee");
    stateDb.hset("FEATURE|telemetry", others);
    stateDb.hset("FEATURE|zzz", others);
    start(withSteadyComparisonEvery(Duration.ofMillis(20)));
    await().atMost(LONG).until(() -> !stateDb.exists("FEATURE|zzz"));

    row("telemetry", "state", "disabled");
    configDb.del("FEATURE|telemetry");
    stateDb.hset("FEATURE|telemetry", "update_time", "1");
    awaitSomethingElse();

    assertThat(stateDb.hgetAll("FEATURE|telemetry"))
        .isEqualTo(Map.of("state", "enabled", "container_id", "c0ffee", "update_time", "1"));
  }

  @Test
  void aTraceOfAnExcludedFeatureIsLeftAlone() {
    configurationIsLoaded();
    row("telemetry", "has_global_scope", "True");
    row("zzz", "has_global_scope", "True");
    start(withSteadyComparisonEvery(Duration.ofMillis(20)));

    await().atMost(LONG).until(() -> !configDb.exists("FEATURE|zzz"));
    awaitSomethingElse();
    assertThat(configDb.hgetAll("FEATURE|telemetry")).isEqualTo(Map.of("has_global_scope", "True"));
  }

  /** Whatever was to be done about a row that was written before this has been done after it. */
  private void awaitSomethingElse() {
    row("bgp", "state", "enabled");
    awaitPublished("bgp", "enabled");
    row("bgp", "state", "disabled");
    awaitPublished("bgp", "disabled");
  }

  @Test
  void aRowThatIsDeletedWhileItsStartRunsStaysAway() {
    configurationIsLoaded();
    systemctl.close("bgp.service");
    systemctl.startAnswers(
        "bgp.service", new Systemctl.Result.Exited(1, "Unit bgp.service not found."));
    row("bgp", "state", "enabled", "has_global_scope", "{{ true }}");
    FeaturedDaemon running = start();
    awaitChange("start bgp.service");

    configDb.del("FEATURE|bgp");
    awaitTransition("bgp", Trigger.ROW_DELETED);
    systemctl.open("bgp.service");
    // It ends only when the start's result has been taken in and everything is written.
    running.stopAsync().awaitTerminated();

    assertThat(configDb.keys("FEATURE|*")).isEmpty();
    assertThat(stateDb.keys("*")).isEmpty();
  }

  private void awaitTransition(String name, Trigger trigger) {
    await().atMost(LONG).until(() -> daemonHeard(name, trigger));
  }

  private boolean daemonHeard(String name, Trigger trigger) {
    return taken.stream().anyMatch(t -> t.name().value().equals(name) && t.trigger() == trigger);
  }

  @Test
  void aStateDbRowWithoutARowIsRemovedAtTheStart() {
    configurationIsLoaded();
    stateDb.hset("FEATURE|left", "state", "enabled");
    row("bgp", "state", "enabled");
    start();

    awaitPublished("bgp", "enabled");
    await().atMost(LONG).until(() -> !stateDb.exists("FEATURE|left"));
  }

  @Test
  void aStateThatSomebodyRemovesOrOverwritesIsPublishedAgain() {
    configurationIsLoaded();
    row("bgp", "state", "enabled");
    start();
    awaitPublished("bgp", "enabled");

    stateDb.del("FEATURE|bgp");
    awaitPublished("bgp", "enabled");
    stateDb.hset("FEATURE|bgp", "container_id", "c0ffee");
    stateDb.hdel("FEATURE|bgp", "state");
    awaitPublished("bgp", "enabled");
    stateDb.hset("FEATURE|bgp", Map.of("state", "disabled", "error_message", "not ours"));
    awaitPublished("bgp", "enabled");
    stateDb.rename("FEATURE|bgp", "elsewhere");
    awaitPublished("bgp", "enabled");

    stateDb.hset("FEATURE|bgp", "error_message", "not ours");
    await().atMost(LONG).until(() -> !stateDb.hexists("FEATURE|bgp", "error_message"));
    assertThat(systemctl.changes()).filteredOn("start bgp.service"::equals).hasSize(1);
  }

  @Test
  void aTouchedStateIsNoRetryOfWhatFailed() {
    configurationIsLoaded();
    systemctl.startAnswers("bgp.service", new Systemctl.Result.Exited(1, "it cannot start"));
    row("bgp", "state", "enabled");
    start();
    awaitPublished("bgp", "failed");
    for (int i = 0; i < 20; i++) {
      stateDb.del("FEATURE|bgp");
      awaitPublished("bgp", "failed");
    }

    assertThat(systemctl.changes()).filteredOn("start bgp.service"::equals).hasSize(1);
  }

  @Test
  void whatTheDaemonPublishesItselfIsLookedAtOnceMoreAndNotForEver() {
    configurationIsLoaded();
    row("bgp", "state", "enabled");
    start();
    awaitPublished("bgp", "enabled");
    configDb.configResetStat();

    int toggles = 40;
    for (int i = 0; i < toggles; i++) {
      String state = i % 2 == 0 ? "disabled" : "enabled";
      row("bgp", "state", state);
      awaitPublished("bgp", state);
    }

    // A publication and its echo; the echo of the last one before and after may be counted or not.
    assertThat(settlings()).isBetween(toggles, 2 * toggles + 2);
  }

  /** Nothing else asks for two fields at once. */
  private int settlings() {
    return calls("hmget");
  }

  private int calls(String command) {
    return configDb
        .info("commandstats")
        .lines()
        .filter(line -> line.startsWith("cmdstat_" + command + ":"))
        .mapToInt(line -> Integer.parseInt(line.replaceAll(".*:calls=(\\d+),.*", "$1")))
        .sum();
  }

  private DaemonOptions withSteadyComparisonEvery(Duration resync) {
    DaemonOptions options = withRoot(options());
    return new DaemonOptions(
        options.parallel(),
        options.exclude(),
        resync,
        options.portInitTimeout(),
        options.grace(),
        options.root());
  }

  @Test
  void theTraceOfARevivedRowIsRemovedWithItsStateDbRow() {
    configurationIsLoaded();
    row("bgp", "state", "enabled");
    row("gone", "has_per_asic_scope", "False", "has_global_scope", "True");
    row("kube", "has_per_asic_scope", "False", "set_owner", "kube");
    stateDb.hset("FEATURE|gone", "container_id", "c0ffee");
    start(withSteadyComparisonEvery(Duration.ofMillis(20)));

    await().atMost(LONG).until(() -> !configDb.exists("FEATURE|gone"));
    await().atMost(LONG).until(() -> !stateDb.exists("FEATURE|gone"));
    awaitPublished("bgp", "enabled");
    assertThat(configDb.hgetAll("FEATURE|kube"))
        .isEqualTo(Map.of("has_per_asic_scope", "False", "set_owner", "kube"));
  }

  @Test
  void aRowThatIsWrittenFieldByFieldIsNeverLost() {
    configurationIsLoaded();
    start();
    for (int i = 0; i < 5; i++) {
      row("bgp", "has_per_asic_scope", "False");
      reconnectsAndComparesFourTimes();
      row("bgp", "has_global_scope", "True");
      reconnectsAndComparesFourTimes();
      row("bgp", "state", "enabled");
      awaitPublished("bgp", "enabled");
      assertThat(configDb.hgetAll("FEATURE|bgp"))
          .isEqualTo(
              Map.of(
                  "has_per_asic_scope", "False", "has_global_scope", "True", "state", "enabled"));
      configDb.del("FEATURE|bgp");
      await().atMost(LONG).until(() -> !stateDb.exists("FEATURE|bgp"));
    }
  }

  /** All rows have been read once more when what was written before has been dealt with. */
  private void reconnectsAndComparesFourTimes() {
    for (String state : List.of("enabled", "disabled", "enabled", "disabled")) {
      configDb.clientKill(new ClientKillParams().type(ClientType.PUBSUB));
      row("lldp", "state", state);
      awaitPublished("lldp", state);
    }
  }

  @Test
  void twentyFeaturesAtBootShareTheirReloads() {
    configurationIsLoaded();
    for (int i = 0; i < 20; i++) {
      row("f" + i, "state", "enabled", "auto_restart", "enabled");
    }
    start();
    for (int i = 0; i < 20; i++) {
      awaitPublished("f" + i, "enabled");
    }

    List<String> changes = systemctl.changes();
    assertThat(changes).filteredOn(call -> call.startsWith("unmask")).hasSize(20);
    assertThat(changes).filteredOn(call -> call.startsWith("enable")).hasSize(20);
    assertThat(changes).filteredOn(call -> call.startsWith("start")).hasSize(20);
    assertThat(changes)
        .as("one call at a time: 20 for drop-ins, 20 for unmask, 20 for enable")
        .filteredOn(call -> call.startsWith("daemon-reload"))
        .hasSizeBetween(1, 4);
  }

  @Test
  void oneSlowFeatureDelaysNobodyElse() {
    configurationIsLoaded();
    systemctl.close("slow.service");
    row("slow", "state", "enabled");
    start();
    awaitChange("start slow.service");

    row("bgp", "state", "enabled");
    awaitPublished("bgp", "enabled");
    assertThat(published("slow")).isEmpty();

    systemctl.open("slow.service");
    awaitPublished("slow", "enabled");
  }

  @Test
  void anOperationThatEndsWithinTheGraceIsPublishedAndNothingNewBegins() {
    configurationIsLoaded();
    systemctl.close("bgp.service");
    row("bgp", "state", "enabled");
    FeaturedDaemon running = start(withGrace(Duration.ofHours(1)));
    awaitChange("start bgp.service");

    running.stopAsync();
    row("lldp", "state", "enabled");
    awaitTransition("lldp", Trigger.ROW_WANTS_ENABLED);
    systemctl.open("bgp.service");
    running.awaitTerminated();

    assertThat(published("bgp")).contains("enabled");
    assertThat(published("lldp")).isEmpty();
    assertThat(systemctl.changes()).noneMatch(call -> call.contains("lldp"));
  }

  @Test
  void anOperationThatOutlastsTheGraceIsCutShortAndNothingOfItIsPublished() {
    configurationIsLoaded();
    systemctl.close("bgp.service");
    row("bgp", "state", "enabled");
    FeaturedDaemon running = start(withGrace(Duration.ZERO));
    awaitChange("start bgp.service");

    running.stopAsync().awaitTerminated();

    assertThat(running.state()).isEqualTo(State.TERMINATED);
    assertThat(stateDb.keys("FEATURE|*")).isEmpty();
  }

  @Test
  void itGoesOnAfterItsConnectionsWereKilled() {
    configurationIsLoaded();
    row("bgp", "state", "enabled");
    start();
    awaitPublished("bgp", "enabled");

    configDb.clientKill(new ClientKillParams().type(ClientType.PUBSUB));
    configDb.clientKill(
        new ClientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES));
    row("bgp", "state", "disabled");
    stateDb.close();
    stateDb = redis.client(STATE_DB);

    awaitPublished("bgp", "disabled");
  }

  @Test
  void theDropInIsWrittenBelowTheRootAndRemovedWithTheRow() throws IOException {
    configurationIsLoaded();
    row("bgp", "state", "enabled", "auto_restart", "enabled");
    start();
    awaitPublished("bgp", "enabled");
    Path dropIn = root.resolve("etc/systemd/system/bgp.service.d/auto_restart.conf");
    assertThat(Files.readString(dropIn)).contains("Restart=always");

    row("bgp", "auto_restart", "disabled");
    await().atMost(LONG).until(() -> Files.readString(dropIn).contains("Restart=no"));

    configDb.del("FEATURE|bgp");
    await().atMost(LONG).until(() -> Files.notExists(dropIn.getParent()));
  }

  @Test
  void dropInsOfFeaturesThatWentWhileNoDaemonRanGoAtTheStart() throws IOException {
    configurationIsLoaded();
    row("bgp", "state", "enabled");
    row("foreign", "set_owner", "kube");
    for (String feature : List.of("bgp", "gone", "telemetry", "foreign")) {
      Path folder = Files.createDirectories(dropInsOf(feature));
      Files.writeString(folder.resolve("auto_restart.conf"), "[Service]\nRestart=always\n");
    }
    start();
    awaitPublished("bgp", "enabled");

    assertThat(dropInsOf("gone")).doesNotExist();
    assertThat(dropInsOf("bgp")).isNotEmptyDirectory();
    assertThat(dropInsOf("foreign")).isNotEmptyDirectory();
    assertThat(dropInsOf("telemetry")).as("it is excluded").isNotEmptyDirectory();
  }

  private Path dropInsOf(String feature) {
    return root.resolve("etc/systemd/system/" + feature + ".service.d");
  }

  @Test
  void machinesOfEndedRegistrationsAreDropped() {
    configurationIsLoaded();
    FeaturedDaemon running = start();
    Path dropIns = root.resolve("etc/systemd/system/bgp.service.d");
    for (int i = 0; i < 20; i++) {
      row("bgp", "state", "enabled");
      awaitPublished("bgp", "enabled");
      configDb.del("FEATURE|bgp");
      await().atMost(LONG).until(() -> !stateDb.exists("FEATURE|bgp"));
    }
    // The last thing that is done for a registration: from here on nothing is under way.
    await().atMost(LONG).until(() -> Files.notExists(dropIns));
    running.stopAsync().awaitTerminated();

    assertThat(running.machinesRunning()).isZero();
  }
}
