package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.featured.engine.lifecycle.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Transaction;

/** Redis answers and does not write (SPEC section 7). */
@Timeout(180)
class RefusedWritesFaultsTest extends RedisInTrouble {
  private static final String REFUSED = "trying again, units follow their rows meanwhile";
  private static final String TAKEN_AGAIN = "Redis takes writes again";

  @Test
  void whatAReadOnlyReplicaRefusesIsPublishedWhenItIsNoneAnyMore() {
    startWithTwoFeatures();
    systemctl.close("snmp.service");
    systemctl.close("pmon.service");
    row("snmp", "state", "enabled");
    row("pmon", "state", "{{ 'enabled' }}");
    awaitChange("start snmp.service");
    awaitChange("start pmon.service");
    // Nothing listens on TCP port 1.
    configDb.replicaof("127.0.0.1", 1);
    systemctl.open("snmp.service");
    systemctl.open("pmon.service");
    awaitLine(REFUSED);
    assertThat(linesWith(REFUSED)).singleElement().asString().contains("READONLY");
    assertThat(configDb.info("replication")).contains("role:slave");
    assertThat(published("snmp")).isEmpty();

    configDb.replicaofNoOne();

    awaitPublished("snmp", "enabled");
    awaitPublished("pmon", "enabled");
    assertThat(configDb.hget("FEATURE|pmon", "state")).isEqualTo("enabled");
    awaitLine(TAKEN_AGAIN);
    assertThat(linesWith(REFUSED)).hasSize(1);
  }

  @Test
  void unitsFollowTheirRowsWhileRedisHasNoMemoryAndThatIsPublishedLater() {
    startWithTwoFeatures();
    configDb.hset("prepared", "state", "disabled");
    configDb.configSet("maxmemory", "1");
    // It needs no memory, so Redis lets it through.
    configDb.rename("prepared", "FEATURE|bgp");
    awaitChange("stop bgp.service");
    awaitLine(REFUSED);
    assertThat(linesWith(REFUSED)).singleElement().asString().contains("OOM");
    assertThat(published("bgp")).contains("enabled");

    configDb.configSet("maxmemory", "0");

    awaitPublished("bgp", "disabled");
    awaitLine(TAKEN_AGAIN);
    assertThat(linesWith(REFUSED)).hasSize(1);
  }

  @Test
  void aForgettingThatIsRefusedIsDoneLater() {
    startWithTwoFeatures();
    try (Transaction step = configDb.multi()) {
      step.pexpire("FEATURE|lldp", 1);
      step.sendCommand(Protocol.Command.CONFIG, "SET", "min-replicas-to-write", "1");
      assertThat(step.exec()).hasSize(2);
    }
    awaitLine(REFUSED);
    assertThat(linesWith(REFUSED)).singleElement().asString().contains("NOREPLICAS");
    assertThat(heard("lldp", Trigger.ROW_DELETED)).isTrue();
    assertThat(published("lldp")).contains("enabled");

    configDb.configSet("min-replicas-to-write", "0");

    awaitForgotten("lldp");
    awaitLine(TAKEN_AGAIN);
    assertThat(linesWith(REFUSED)).hasSize(1);
  }

  @Test
  void aRefusalThatDoesNotPassIsNotTriedAgain() {
    startWithTwoFeatures();
    stateDb.set("FEATURE|snmp", "a string");
    row("snmp", "state", "enabled");
    awaitLine("STATE_DB key 'FEATURE|snmp' is a string, not a hash");
    letItLookOften();

    assertThat(linesWith(REFUSED)).isEmpty();
    assertThat(linesWith(TAKEN_AGAIN)).isEmpty();
  }
}
