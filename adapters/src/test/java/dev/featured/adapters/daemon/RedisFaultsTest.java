package dev.featured.adapters.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import dev.featured.adapters.redis.RunningRedis;
import dev.featured.adapters.redis.TimeLimits;
import dev.featured.engine.lifecycle.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.Transaction;

/** Redis is away, hangs, or cuts off connections (SPEC section 7). */
@Timeout(180)
class RedisFaultsTest extends RedisInTrouble {
  private static final String PORTS = "PORT_TABLE:PortInitDone";
  private static final String LOST = "trying again, what happens meanwhile is found then";
  private static final String BACK = "Redis answers again";
  private static final String NOTIFY = "notify-keyspace-events";

  private static final String SCRIPT_REJECTED =
      "(?s).*cmdstat_evalsha:[^\r\n]*,rejected_calls=[1-9].*";

  /** A subscriber, one to each of three databases to read from, and one to write with. */
  private static final int CONNECTIONS = 5;

  @Override
  TimeLimits redisLimits() {
    return new TimeLimits(Duration.ofSeconds(2), Duration.ofMillis(500));
  }

  @Test
  void aRedisThatRefusesConnectionsAtTheStartIsWaitedForAndThatIsSaidOnce() throws IOException {
    redis.kill();
    start();
    awaitLine(LOST);
    assertThat(linesWith(LOST)).singleElement().asString().contains("refused");

    redis.startAgainEmpty();
    reconnect();
    configurationIsLoaded();
    row("bgp", "state", "enabled");

    awaitPublished("bgp", "enabled");
    awaitLine(BACK);
    assertThat(linesWith(LOST)).hasSize(1);
  }

  @Test
  void whatChangedUnheardBeforeARestartIsActedOnAfterIt() throws IOException {
    startWithTwoFeatures();
    configDb.configSet(NOTIFY, "");
    row("bgp", "state", "disabled");
    configDb.del("FEATURE|lldp");
    configDb.save();
    redis.kill();
    awaitLine(LOST);

    redis.startAgain();
    reconnect();

    awaitPublished("bgp", "disabled");
    awaitForgotten("lldp");
    awaitLine(BACK);
    assertThat(configDb.configGet(NOTIFY).get(NOTIFY)).contains("A", "K", "E");
  }

  @Test
  void aWriteThatMeetsARedisWhichIsStillLoadingIsMadeLaterAndIsNoError() throws IOException {
    startWithTwoFeatures();
    systemctl.close("snmp.service");
    row("snmp", "state", "{{ 'enabled' }}");
    awaitChange("start snmp.service");
    redis.saveMuch();
    redis.kill();
    systemctl.open("snmp.service");
    await().atMost(LONG).until(() -> heard("snmp", Trigger.OPERATION_SUCCEEDED));

    redis.startAgainLoading();
    reconnect();
    await().atMost(LONG).until(() -> configDb.info("commandstats").matches(SCRIPT_REJECTED));
    redis.finishLoading();

    awaitPublished("snmp", "enabled");
    assertThat(configDb.hget("FEATURE|snmp", "state")).isEqualTo("enabled");
    awaitLine(BACK);
    assertThat(linesWith("LOADING")).allMatch(line -> line.endsWith(LOST));
    assertThat(linesWith("refuses")).isEmpty();
  }

  @Test
  void aRedisThatComesBackEmptyDeregistersNobodyBeforeItIsLoaded() throws IOException {
    startWithTwoFeatures();
    redis.kill();
    redis.startAgainEmpty();
    reconnect();
    awaitLine("CONFIG_DB_INITIALIZED is gone");
    stateDb.hset("FEATURE|lldp", "container_id", "c0ffee");
    row("bgp", "state", "enabled");
    letItLookOften();
    assertThat(heard("lldp", Trigger.ROW_DELETED)).isFalse();
    assertThat(stateDb.exists("FEATURE|lldp")).isTrue();
    assertThat(published("bgp")).isEmpty();

    configurationIsLoaded();

    awaitForgotten("lldp");
    assertThat(heard("lldp", Trigger.ROW_DELETED)).isTrue();
    awaitPublished("bgp", "enabled");
    assertRanOn("bgp");
    assertThat(linesWith("CONFIG_DB_INITIALIZED is gone")).hasSize(1);
    assertThat(linesWith("the configuration is loaded")).hasSize(1);
  }

  @Test
  void whenAnyOfItsConnectionsIsKilledTheChangeOfThatMomentIsActedOn() {
    startWithTwoFeatures();
    for (int i = 0; i < CONNECTIONS; i++) {
      // A comparison opens those that are not open yet.
      configurationIsLoaded();
      await().atMost(LONG).until(() -> connections().size() == CONNECTIONS);
      Connection killed =
          ImmutableList.sortedCopyOf(
                  Comparator.comparing(Connection::subscriber)
                      .thenComparing(Connection::database)
                      .thenComparing(Connection::id),
                  connections())
              .get(i);
      String state = i % 2 == 0 ? "disabled" : "enabled";

      // In one step, so a subscriber that is killed does not hear of it.
      try (Transaction step = configDb.multi()) {
        step.sendCommand(Protocol.Command.CLIENT, "KILL", "ID", Long.toString(killed.id()));
        step.hset("FEATURE|bgp", "state", state);
        assertThat(step.exec()).startsWith(1L);
      }

      awaitPublished("bgp", state);
      configurationIsLoaded();
      await().atMost(LONG).until(() -> connections().size() == CONNECTIONS);
      assertThat(connections()).extracting(Connection::id).doesNotContain(killed.id());
    }
  }

  @Test
  void aRedisThatHangsIsTriedAgainUntilItAnswers() throws IOException, InterruptedException {
    startWithTwoFeatures(Duration.ofMillis(50));
    redis.freeze();
    awaitLine(LOST);
    assertThat(redis.isFrozen()).isTrue();
    assertThat(linesWith(LOST)).singleElement().asString().contains("no answer within 500 ms");

    redis.thaw();
    row("bgp", "state", "disabled");

    awaitPublished("bgp", "disabled");
    awaitLine(BACK);
    assertRanOn("lldp");
  }

  @Test
  void whenTheSocketIsReplacedByANewServersItGoesOverToThat() throws IOException {
    startWithTwoFeatures();
    try (RunningRedis newRedis = RunningRedis.startIn(Files.createDirectory(folder.resolve("n")));
        Jedis newConfigDb = newRedis.client(CONFIG_DB)) {
      newConfigDb.hset("FEATURE|bgp", "state", "disabled");
      newConfigDb.set("CONFIG_DB_INITIALIZED", "1");
      newRedis.takePlaceOf(redis);

      redis.kill();

      await().atMost(LONG).until(() -> !systemctl.isActive("bgp.service"));
      await().atMost(LONG).until(() -> heard("lldp", Trigger.ROW_DELETED));
      reconnect();
      assertThat(connections()).isNotEmpty();
      awaitPublished("bgp", "disabled");
    }
  }

  @Test
  void aSubscriberThatIsCutOffForReadingTooSlowlyFindsWhatItMissed() throws IOException {
    startWithTwoFeatures();
    long subscriber = subscriber();
    configDb.configSet("client-output-buffer-limit", "pubsub 32kb 32kb 1");

    // One step, in which the server cannot send what it has to announce.
    configDb.eval(
        "for i = 1, 5000 do redis.call('HSET', 'FEATURE|other', 'x', i) end"
            + " redis.call('HSET', 'FEATURE|bgp', 'state', 'disabled')");

    awaitPublished("bgp", "disabled");
    assertThat(redis.log()).contains("for overcoming of output buffer limits");
    await().atMost(LONG).until(() -> subscriber() != subscriber);
  }

  /** The connection that is subscribed, as soon as there is one. */
  private long subscriber() {
    return await()
        .atMost(LONG)
        .until(
            () -> connections().stream().filter(Connection::subscriber).toList(),
            subscribed -> subscribed.size() == 1)
        .get(0)
        .id();
  }

  /** Those that were known counted as the same ones. */
  @Test
  void portsThatAppearAgainWhileNobodyListensAreHeededAfterwards() throws InterruptedException {
    startWithTwoFeatures();
    row("snmp", "state", "enabled", "delayed", "True");
    try (Jedis applDb = redis.client(APPL_DB)) {
      applDb.hset(PORTS, "lanes", "0");
      awaitPublished("snmp", "enabled");
      systemctl.run(ImmutableList.of("stop", "snmp.service"));

      // In one step, so nobody hears of it.
      try (Transaction step = applDb.multi()) {
        step.sendCommand(Protocol.Command.CLIENT, "KILL", "ID", Long.toString(subscriber()));
        step.del(PORTS);
        step.hset(PORTS, "lanes", "0");
        assertThat(step.exec()).startsWith(1L);
      }
    }

    await().atMost(LONG).until(() -> systemctl.isActive("snmp.service"));
    assertRanOn("bgp");
  }

  @Test
  void portsThatAppearAgainWhileNothingIsAnnouncedAreHeededAfterwards()
      throws InterruptedException {
    startWithTwoFeatures(Duration.ofMillis(50));
    row("snmp", "state", "enabled", "delayed", "True");
    try (Jedis applDb = redis.client(APPL_DB)) {
      applDb.hset(PORTS, "lanes", "0");
      awaitPublished("snmp", "enabled");
      systemctl.run(ImmutableList.of("stop", "snmp.service"));

      // In one step, since the comparison turns the notifications on again.
      try (Transaction step = applDb.multi()) {
        step.sendCommand(Protocol.Command.CONFIG, "SET", NOTIFY, "");
        step.del(PORTS);
        step.hset(PORTS, "lanes", "0");
        assertThat(step.exec()).hasSize(3);
      }
    }

    await().atMost(LONG).until(() -> systemctl.isActive("snmp.service"));
    assertRanOn("bgp");
  }

  @Test
  void aScriptThatRedisHasForgottenIsSentAgain() {
    startWithTwoFeatures();
    // In one step, since the daemon may be about to send one.
    try (Transaction step = configDb.multi()) {
      step.sendCommand(Protocol.Command.SCRIPT, "FLUSH");
      Response<Object> memory = step.sendCommand(Protocol.Command.INFO, "memory");
      step.exec();
      assertThat(new String((byte[]) memory.get(), UTF_8))
          .contains("number_of_cached_scripts:0\r\n");
    }

    row("bgp", "state", "disabled");

    awaitPublished("bgp", "disabled");
    assertThat(linesWith(LOST)).isEmpty();
  }

  @Test
  void whatNoNotificationToldOfIsFoundByTheSteadyComparison() {
    startWithTwoFeatures(Duration.ofMillis(50));

    // In one step, since the comparison turns the notifications on again.
    try (Transaction step = configDb.multi()) {
      step.sendCommand(Protocol.Command.CONFIG, "SET", NOTIFY, "");
      step.hset("FEATURE|bgp", "state", "disabled");
      step.del("FEATURE|lldp");
      step.sendCommand(Protocol.Command.CONFIG, "GET", NOTIFY);
      assertThat(step.exec()).hasSize(4);
    }

    awaitPublished("bgp", "disabled");
    awaitForgotten("lldp");
    await().atMost(LONG).until(() -> configDb.configGet(NOTIFY).get(NOTIFY).contains("K"));
  }

  @Test
  void aRowThatIsWrittenAgainAndAgainWhileSubscribersAreKilledEndsAsItIs() {
    startWithTwoFeatures();
    for (int i = 0; i < 20; i++) {
      configDb.sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", "pubsub");
      row("bgp", "state", i % 2 == 0 ? "enabled" : "disabled");
      row("lldp", "x", Integer.toString(i));
    }

    awaitPublished("bgp", "disabled");
    assertThat(linesWith(LOST)).as("however often it was lost").hasSizeBetween(1, 2);
    assertThat(configDb.hgetAll("FEATURE|lldp")).isEqualTo(Map.of("state", "enabled", "x", "19"));
  }
}
