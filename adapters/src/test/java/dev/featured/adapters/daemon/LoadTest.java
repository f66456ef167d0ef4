package dev.featured.adapters.daemon;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.lifecycle.Trigger;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/** More of everything than a switch has, on a real Redis. */
class LoadTest extends DaemonOnSharedRedis {
  private static final Duration VERY_LONG = Duration.ofMinutes(5);

  private LogLines log;

  @BeforeEach
  void loadConfiguration() {
    log = new LogLines();
    configurationIsLoaded();
  }

  @AfterEach
  @Override
  void stopDaemon() {
    super.stopDaemon();
    log.close();
  }

  private static ImmutableList<String> names(int count) {
    return IntStream.range(0, count).mapToObj("f%04d"::formatted).collect(toImmutableList());
  }

  private void writeAll(ImmutableList<String> names, String state) {
    try (Pipeline pipeline = configDb.pipelined()) {
      names.forEach(name -> pipeline.hset("FEATURE|" + name, "state", state));
    }
  }

  private void awaitAllPublished(Map<String, String> states) {
    await()
        .atMost(VERY_LONG)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(allStates(stateDb)).isEqualTo(states));
  }

  private static Map<String, String> allStates(Jedis database) {
    Map<String, Response<String>> states = new HashMap<>();
    try (Pipeline pipeline = database.pipelined()) {
      for (String key : database.keys("FEATURE|*")) {
        states.put(key.substring("FEATURE|".length()), pipeline.hget(key, "state"));
      }
    }
    return states.entrySet().stream()
        .filter(state -> state.getValue().get() != null)
        .collect(toImmutableMap(Map.Entry::getKey, state -> state.getValue().get()));
  }

  private int called(String command) {
    return configDb
        .info("commandstats")
        .lines()
        .filter(line -> line.startsWith("cmdstat_" + command + ":"))
        .mapToInt(line -> Integer.parseInt(line.replaceAll(".*:calls=(\\d+),.*", "$1")))
        .sum();
  }

  private long changes(String verb) {
    return systemctl.changes().stream().filter(call -> call.startsWith(verb + " ")).count();
  }

  @Test
  void twoThousandFeaturesAreEnabledAtBoot() {
    ImmutableList<String> names = names(2000);
    writeAll(names, "enabled");
    configDb.configResetStat();

    start();

    awaitAllPublished(allStates(configDb));
    assertThat(changes("start")).isEqualTo(2000);
    assertThat(called("hgetall")).isLessThan(4 * 2000);
    // Each feature is settled, settled once more for the echo, and reported when it sets out and
    // when
    // it arrives.
    assertThat(called("evalsha")).isLessThan(6 * 2000);
  }

  @Test
  void aBurstOfTwentyThousandChangesIsReadAFewTimesAndEndsAsTheRowsSay() {
    ImmutableList<String> names = names(200);
    writeAll(names, "disabled");
    start();
    awaitAllPublished(allStates(configDb));
    configDb.configResetStat();
    Random random = new Random(20_000);

    try (Pipeline pipeline = configDb.pipelined()) {
      for (int i = 0; i < 20_000; i++) {
        String name = names.get(random.nextInt(names.size()));
        pipeline.hset("FEATURE|" + name, "state", random.nextBoolean() ? "enabled" : "disabled");
      }
    }

    awaitAllPublished(allStates(configDb));
    assertThat(called("hset")).as("row changes").isGreaterThanOrEqualTo(20_000);
    assertThat(called("hgetall")).as("rows read").isLessThan(20_000 / 2);
    assertThat(called("evalsha")).as("writes").isLessThan(20_000 / 2);
    assertThat(changes("start") + changes("stop")).as("operations").isLessThan(20_000 / 4);
    for (String name : names) {
      assertThat(systemctl.isActive(name + ".service"))
          .isEqualTo("enabled".equals(configDb.hget("FEATURE|" + name, "state")));
    }
  }

  @Test
  void aRowThatIsToggledAThousandTimesWhileItsStartRunsIsStoppedOnceAtMost() {
    systemctl.close("bgp.service");
    row("bgp", "state", "enabled");
    start();
    awaitChange("start bgp.service");

    for (int i = 0; i < 1000; i++) {
      row("bgp", "state", i % 2 == 0 ? "disabled" : "enabled");
    }
    row("bgp", "state", "disabled");
    row("lldp", "state", "disabled");
    awaitPublished("lldp", "disabled");
    systemctl.open("bgp.service");

    awaitPublished("bgp", "disabled");
    assertThat(taken)
        .as("the start ran while the row was toggled")
        .filteredOn(t -> t.name().value().equals("bgp"))
        .extracting(t -> t.trigger())
        .containsSubsequence(
            Trigger.ROW_WANTS_ENABLED, Trigger.ROW_WANTS_DISABLED, Trigger.OPERATION_SUCCEEDED);
    assertThat(systemctl.changes()).filteredOn("start bgp.service"::equals).hasSize(1);
    assertThat(systemctl.changes()).filteredOn("stop bgp.service"::equals).hasSize(1);
  }
}
