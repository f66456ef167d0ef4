package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.featured.engine.lifecycle.Trigger;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Transaction;

/** The configuration goes and is loaded again while the daemon runs (SPEC sections 1 and 7). */
@Timeout(180)
class ConfigReloadFaultsTest extends RedisInTrouble {
  private static final String GONE = "CONFIG_DB_INITIALIZED is gone";
  private static final Map<String, String> ENABLED = Map.of("state", "enabled");

  @Test
  void aReloadDeregistersWhatIsGoneWhenItHasEndedAndNobodyElse() {
    startWithTwoFeatures();
    configDb.flushDB();
    assertThat(configDb.keys("*")).isEmpty();
    row("snmp", "state", "disabled");
    awaitLine(GONE);
    stateDb.hset("FEATURE|bgp", "container_id", "c0ffee");
    letItLookOften();
    assertThat(heard("bgp", Trigger.ROW_DELETED)).isFalse();
    assertThat(heard("lldp", Trigger.ROW_DELETED)).isFalse();
    assertThat(published("lldp")).contains("enabled");
    assertThat(published("snmp")).isEmpty();

    row("bgp", "state", "enabled");
    letItLookOften();
    configurationIsLoaded();

    awaitPublished("snmp", "disabled");
    awaitForgotten("lldp");
    assertThat(heard("lldp", Trigger.ROW_DELETED)).isTrue();
    assertRanOn("bgp");
    assertThat(stateDb.hget("FEATURE|bgp", "container_id")).isEqualTo("c0ffee");
    assertThat(linesWith(GONE)).hasSize(1);
    assertThat(linesWith("the configuration is loaded")).hasSize(1);
  }

  @Test
  void aReloadInOneStepDeregistersWhatIsGone() {
    startWithTwoFeatures();
    try (Transaction step = configDb.multi()) {
      step.sendCommand(Protocol.Command.FLUSHDB, "SYNC");
      step.hset("FEATURE|bgp", ENABLED);
      step.set("CONFIG_DB_INITIALIZED", "1");
      assertThat(step.exec()).hasSize(3);
    }

    awaitForgotten("lldp");
    assertThat(heard("lldp", Trigger.ROW_DELETED)).isTrue();
    awaitPublished("bgp", "enabled");
    assertRanOn("bgp");
    assertThat(linesWith(GONE)).isEmpty();
  }

  @Test
  void whileTheFlagIsGoneADeletedRowIsNotActedOn() {
    startWithTwoFeatures();
    configDb.del("CONFIG_DB_INITIALIZED");
    awaitLine(GONE);
    configDb.del("FEATURE|lldp");
    row("bgp", "state", "disabled");
    letItLookOften();
    assertRanOn("bgp");
    assertRanOn("lldp");
    assertThat(published("lldp")).contains("enabled");

    configurationIsLoaded();

    awaitForgotten("lldp");
    awaitPublished("bgp", "disabled");
  }

  @Test
  void theFlagsReturnIsFoundEvenIfNobodyTellsOfIt() {
    startWithTwoFeatures();
    configDb.del("CONFIG_DB_INITIALIZED");
    awaitLine(GONE);
    configDb.configSet("notify-keyspace-events", "");
    row("bgp", "state", "disabled");

    configurationIsLoaded();

    awaitPublished("bgp", "disabled");
  }

  @Test
  void rowsOfAReloadAreRenderedOverTheDeviceMetadataThatCameWithThem() {
    configDb.hset("DEVICE_METADATA|localhost", "type", "ToRRouter");
    startWithTwoFeatures();
    String template =
        "{% if DEVICE_METADATA['localhost']['type'] == 'ToRRouter' %}enabled{% else %}disabled"
            + "{% endif %}";
    try (Transaction step = configDb.multi()) {
      step.sendCommand(Protocol.Command.FLUSHDB, "SYNC");
      step.hset("FEATURE|bgp", Map.of("state", template));
      step.hset("DEVICE_METADATA|localhost", "type", "LeafRouter");
      step.set("CONFIG_DB_INITIALIZED", "1");
      assertThat(step.exec()).hasSize(4);
    }

    awaitPublished("bgp", "disabled");
    await().atMost(LONG).until(() -> configDb.hget("FEATURE|bgp", "state").equals("disabled"));
  }
}
