package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.Service.State;
import dev.featured.adapters.redis.DatabaseGlobal;
import dev.featured.adapters.redis.RunningRedis;
import dev.featured.adapters.systemd.Systemctl;
import dev.featured.engine.core.Taken;
import dev.featured.engine.lifecycle.FeatureLifecycle;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.lifecycle.Trigger;
import dev.featured.engine.statemachine.Reaction;
import dev.featured.engine.statemachine.RegistrationMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** The whole daemon on a real Redis, with units that start when the test lets them. */
class FeaturedDaemonTest {
  private static final int APPL_DB = 0;
  private static final int CONFIG_DB = 4;
  private static final int STATE_DB = 6;

  /** Only a guard against hanging; nothing waits this long. */
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir static Path redisFolder;
  private static RunningRedis redis;

  @TempDir Path root;
  private final GatedSystemctl systemctl = new GatedSystemctl();
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private Jedis configDb;
  private Jedis stateDb;
  private Optional<FeaturedDaemon> daemon = Optional.empty();

  @BeforeAll
  static void startRedis() throws IOException {
    redis = RunningRedis.startIn(redisFolder);
  }

  @AfterAll
  static void stopRedis() throws IOException {
    redis.close();
  }

  @BeforeEach
  void emptyDatabases() {
    configDb = redis.client(CONFIG_DB);
    stateDb = redis.client(STATE_DB);
    configDb.flushAll();
  }

  @AfterEach
  void stopDaemon() {
    daemon.ifPresent(
        running -> {
          if (running.isRunning()) {
            running.stopAsync().awaitTerminated();
          }
        });
    configDb.close();
    stateDb.close();
  }

  private static DaemonOptions options() {
    return new DaemonOptions(
        16,
        ImmutableSet.of("telemetry"),
        Duration.ofHours(1),
        Duration.ofHours(1),
        Duration.ofHours(1),
        Path.of("/"));
  }

  private DaemonOptions withRoot(DaemonOptions options) {
    return new DaemonOptions(
        options.parallel(),
        options.exclude(),
        options.resync(),
        options.portInitTimeout(),
        options.grace(),
        root);
  }

  private DaemonOptions withGrace(Duration grace) {
    return new DaemonOptions(
        16, ImmutableSet.of(), Duration.ofHours(1), Duration.ofHours(1), grace, root);
  }

  private FeaturedDaemon start() {
    return start(withRoot(options()));
  }

  private FeaturedDaemon start(DaemonOptions options) {
    return start(options, FeaturedDaemonTest::springMachine);
  }

  private FeaturedDaemon start(DaemonOptions options, Machine.Factory machines) {
    DatabaseGlobal databases = DatabaseGlobal.of(redis.databases());
    FeaturedDaemon started =
        FeaturedDaemon.create(options, databases, systemctl, Map.of(), taken::add, machines);
    daemon = Optional.of(started);
    started.startAsync().awaitRunning();
    return started;
  }

  private static Machine springMachine(
      String id, dev.featured.engine.statemachine.TransitionListener listener) {
    return RegistrationMachine.start(FeatureLifecycle.table(), id, listener)::fire;
  }

  private void configurationIsLoaded() {
    configDb.set("CONFIG_DB_INITIALIZED", "1");
  }

  private void row(String name, String... fieldsAndValues) {
    for (int i = 0; i < fieldsAndValues.length; i += 2) {
      configDb.hset("FEATURE|" + name, fieldsAndValues[i], fieldsAndValues[i + 1]);
    }
  }

  private Optional<String> published(String name) {
    return Optional.ofNullable(stateDb.hget("FEATURE|" + name, "state"));
  }

  private void awaitPublished(String name, String state) {
    await().atMost(LONG).until(() -> published(name).equals(Optional.of(state)));
  }

  private void awaitChange(String call) {
    await().atMost(LONG).until(() -> systemctl.changes().contains(call));
  }

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
    assertThat(stateDb.keys("*x*")).containsExactly("FEATURE|text");
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
  void anExceptionInOneLaneFailsThatFeatureAlone() {
    configurationIsLoaded();
    systemctl.breaksOn("bgp.service", new IllegalStateException("planted"));
    row("bgp", "state", "enabled");
    row("lldp", "state", "enabled");
    start();

    awaitPublished("lldp", "enabled");
    awaitPublished("bgp", "failed");
    assertThat(stateDb.hget("FEATURE|bgp", "error_message")).contains("internal error", "planted");
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
  void anOperationThatEndsWithinTheGraceIsPublishedAndNothingNewBegins() {
    configurationIsLoaded();
    systemctl.close("bgp.service");
    row("bgp", "state", "enabled");
    FeaturedDaemon running = start(withGrace(Duration.ofHours(1)));
    awaitChange("start bgp.service");

    running.stopAsync();
    row("lldp", "state", "enabled");
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
    assertThat(stateDb.keys("*")).isEmpty();
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
  void theDropInIsWrittenBelowTheRoot() throws IOException {
    configurationIsLoaded();
    row("bgp", "state", "enabled", "auto_restart", "enabled");
    start();
    awaitPublished("bgp", "enabled");
    Path dropIn = root.resolve("etc/systemd/system/bgp.service.d/auto_restart.conf");
    assertThat(Files.readString(dropIn)).contains("Restart=always");

    row("bgp", "auto_restart", "disabled");
    await().atMost(LONG).until(() -> Files.readString(dropIn).contains("Restart=no"));
  }

  @Test
  void machinesOfEndedRegistrationsAreDropped() {
    configurationIsLoaded();
    FeaturedDaemon running = start();
    for (int i = 0; i < 20; i++) {
      row("bgp", "state", "enabled");
      awaitPublished("bgp", "enabled");
      configDb.del("FEATURE|bgp");
      await().atMost(LONG).until(() -> !stateDb.exists("FEATURE|bgp"));
    }
    running.stopAsync().awaitTerminated();

    assertThat(running.machinesRunning()).isZero();
  }
}
