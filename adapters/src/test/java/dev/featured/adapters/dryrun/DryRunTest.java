package dev.featured.adapters.dryrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.featured.adapters.daemon.DaemonOptions;
import dev.featured.adapters.daemon.FeaturedDaemon;
import dev.featured.adapters.daemon.GatedSystemctl;
import dev.featured.adapters.redis.DatabaseGlobal;
import dev.featured.adapters.redis.RunningRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** A dry run on a real Redis: beside nobody, beside somebody, and without the right to write. */
class DryRunTest {
  /** Only a guard against hanging; nothing waits this long. */
  private static final Duration LONG = Duration.ofSeconds(60);

  private static final String SETTING = "notify-keyspace-events";

  @TempDir static Path redisFolder;
  private static RunningRedis redis;

  @TempDir Path root;
  private final GatedSystemctl systemctl = new GatedSystemctl();
  private final Told told = new Told();
  private volatile boolean timeStands;
  private final Ticker ticker =
      new Ticker() {
        private long last = System.nanoTime();

        @Override
        public synchronized long read() {
          if (!timeStands) {
            last = System.nanoTime();
          }
          return last;
        }
      };
  private Jedis configDb;
  private Jedis stateDb;
  private DryRun dryRun;

  @BeforeAll
  static void startRedis() throws IOException {
    redis = RunningRedis.startIn(redisFolder);
    try (Jedis admin = redis.client(0)) {
      admin.aclSetUser("admin", "on", ">secret", "~*", "&*", "+@all");
    }
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void begin() {
    configDb = client(4);
    stateDb = client(6);
    configDb.flushAll();
    configDb.configSet(SETTING, "AKE");
    configDb.set("CONFIG_DB_INITIALIZED", "1");
  }

  private static Jedis client(int database) {
    Jedis client = redis.client(database);
    client.auth("admin", "secret");
    return client;
  }

  @AfterEach
  void end() throws TimeoutException {
    stop();
    configDb.aclSetUser("default", "~*", "&*", "+@all");
    configDb.close();
    stateDb.close();
  }

  private void start() {
    start(Duration.ofMillis(200));
  }

  private void start(Duration resync) {
    dryRun =
        DryRun.create(
            new DryRunOptions(
                ImmutableSet.of("telemetry"),
                resync,
                Duration.ofHours(1),
                Duration.ofMillis(50),
                root),
            redis.databases(),
            systemctl,
            Map.of(),
            told,
            ticker);
    dryRun.startAsync().awaitRunning();
  }

  private Summary stop() throws TimeoutException {
    dryRun.stopAsync().awaitTerminated(LONG);
    return told.summary().orElseThrow();
  }

  private void awaitTold(String... lines) {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(told.lines()).contains(lines));
  }

  private void row(String name, String state) {
    configDb.hset("FEATURE|" + name, Map.of("state", state, "has_global_scope", "True"));
  }

  private void dropIn(String unit) throws IOException {
    Path file = root.resolve("etc/systemd/system/" + unit + ".d/auto_restart.conf");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "[Service]\nRestart=no\n");
  }

  private void otherDoes(String verb, String unit) throws InterruptedException {
    systemctl.run(ImmutableList.of(verb, "--", unit));
  }

  @Test
  void withoutTheRightToWriteItFollowsAllAndNeverTriesTo() throws Exception {
    dropIn("bgp.service");
    dropIn("gone.service");
    configDb.aclSetUser(
        "default",
        "-@all",
        "+@read",
        "+@connection",
        "+psubscribe",
        "+punsubscribe",
        "+eval",
        "+evalsha",
        "+config|get");
    stateDb.hset("FEATURE|orphan", "state", "enabled");
    stateDb.hset("FEATURE|telemetry", "state", "enabled");
    configDb.hset("FEATURE|trace", "has_global_scope", "True");
    configDb.hset("FEATURE|others", "owner", "me");
    row("bgp", "{{ 'enabled' }}");
    start();
    Path leftover = root.resolve("etc/systemd/system/gone.service.d/auto_restart.conf");
    awaitTold(
        "bgp: would unmask, enable and start bgp.service: the row wants enabled, the unit is"
            + " inactive (any) and disabled",
        "bgp: would rewrite its row: state from '{{ 'enabled' }}' to 'enabled'",
        "orphan: would remove what STATE_DB says of it: it has no row that is the daemon's",
        "trace: would remove its row: it has nothing but what an older daemon leaves when it writes"
            + " to a row that was deleted",
        leftover + ": would remove it when it starts: its feature has no row");

    row("bgp", "enabled");
    otherDoes("enable", "bgp.service");
    otherDoes("start", "bgp.service");
    awaitTold("bgp: would publish enabled: STATE_DB says nothing of its state");
    stateDb.hset("FEATURE|bgp", "state", "enabled");
    awaitTold("bgp: agrees");

    stateDb.del("FEATURE|orphan");
    configDb.del("FEATURE|trace");
    awaitTold("orphan: agrees", "trace: agrees");
    configDb.hset("FEATURE|bad", "state", "perhaps");
    await().atMost(LONG).until(() -> told.lines().toString().contains("bad: would publish failed"));
    configDb.del("FEATURE|bad");
    configDb.del("CONFIG_DB_INITIALIZED");
    configDb.set("CONFIG_DB_INITIALIZED", "1");
    awaitTold("bad: agrees");

    Summary summary = stop();

    assertThat(summary.differing().keySet()).containsExactly(leftover.toString());
    assertThat(configDb.aclLog()).isEmpty();
    assertThat(leftover).exists();
    assertThat(systemctl.changes()).containsExactly("enable bgp.service", "start bgp.service");
    try (var files = Files.walk(root)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(2);
    }
    assertThat(told.lines()).doesNotHaveDuplicates();
  }

  @Test
  void besideADaemonItAgreesUntilSomebodyBreaksAUnit() throws Exception {
    FeaturedDaemon daemon =
        FeaturedDaemon.create(
            new DaemonOptions(
                16,
                ImmutableSet.of("telemetry"),
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ZERO,
                root),
            DatabaseGlobal.of(redis.databases()),
            systemctl,
            Map.of(),
            taken -> {});
    daemon.startAsync().awaitRunning();
    try {
      timeStands = true; // so whatever the daemon is still at has not lasted
      start();
      row("bgp", "enabled");
      row("lldp", "{{ 'always_enabled' }}");
      awaitPublished("bgp", "enabled");
      awaitPublished("lldp", "enabled");
      row("bgp", "disabled");
      row("lldp", "disabled"); // immutable, so it is put back
      awaitPublished("bgp", "disabled");
      row("bgp", "enabled");
      awaitPublished("bgp", "enabled");
      await().atMost(LONG).until(() -> "always_enabled".equals(stateOf("lldp")));

      assertThat(told.lines()).isEmpty();
      timeStands = false;
      otherDoes("stop", "bgp.service");
      awaitTold(
          "bgp: would unmask, enable and start bgp.service: the row wants enabled, the unit is"
              + " inactive (any) and enabled");
      otherDoes("start", "bgp.service");
      awaitTold("bgp: agrees");
      assertThat(told.lines()).hasSize(2);
    } finally {
      daemon.stopAsync().awaitTerminated(LONG);
    }
    assertThat(stop()).hasToString("followed 2: 2 agree, 0 differ, 0 undecided");
  }

  private String stateOf(String name) {
    return configDb.hget("FEATURE|" + name, "state");
  }

  private void awaitPublished(String name, String state) {
    await().atMost(LONG).until(() -> state.equals(stateDb.hget("FEATURE|" + name, "state")));
  }

  @Test
  void whatIsNotAnnouncedIsFoundByTheNextComparisonAndNothingIsSet() throws Exception {
    configDb.configSet(SETTING, "");
    start();
    await().atMost(LONG).until(() -> configDb.clientList().contains("psubscribe"));
    row("bgp", "enabled");

    awaitTold(
        "bgp: would write Restart=no to auto_restart.conf of bgp.service: it does not"
            + " say exactly that");
    assertThat(configDb.configGet(SETTING)).containsEntry(SETTING, "");
  }

  @Test
  void anImmutableStateIsHeldToUntilTheRowGoes() {
    row("bgp", "always_enabled");
    start();
    await().atMost(LONG).until(() -> told.lines().toString().contains("bgp: would unmask"));
    row("bgp", "disabled");
    awaitTold("bgp: would rewrite its row: state from 'disabled' to 'always_enabled'");

    configDb.del("FEATURE|bgp");
    row("bgp", "disabled");
    awaitTold("bgp: would publish disabled: STATE_DB says nothing of its state");
  }

  @Test
  void anImmutableStateIsForgottenWhereTheRowMayHaveGoneUnheard() {
    row("bgp", "always_enabled");
    start();
    await().atMost(LONG).until(() -> told.lines().toString().contains("bgp: would unmask"));

    configDb.flushDB();
    row("bgp", "disabled");
    configDb.set("CONFIG_DB_INITIALIZED", "1");
    awaitTold("bgp: would publish disabled: STATE_DB says nothing of its state");
  }

  @Test
  void aDelayedFeatureIsComparedWhenThePortsAreThere() throws Exception {
    configDb.hset("FEATURE|snmp", Map.of("state", "enabled", "delayed", "True"));
    row("bgp", "enabled");
    start(Duration.ofHours(1));
    await().atMost(LONG).until(() -> told.lines().toString().contains("bgp: would"));
    assertThat(told.lines()).noneMatch(line -> line.startsWith("snmp"));

    try (Jedis applDb = client(0)) {
      applDb.hset("PORT_TABLE:PortInitDone", "lanes", "0");
    }
    await().atMost(LONG).until(() -> told.lines().toString().contains("snmp: would unmask"));
  }
}
