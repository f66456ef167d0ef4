package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.featured.adapters.redis.LifecycleReport;
import dev.featured.adapters.redis.RowHash;
import dev.featured.engine.feature.Row;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.lifecycle.Trigger;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Pipeline;
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

  /** What was written for the new registration counted as the forgetting: the kinds were mixed. */
  @Test
  void aForgettingThatIsRefusedIsDoneAlsoIfTheRowIsBack() {
    startWithTwoFeatures();
    try (Transaction step = configDb.multi()) {
      step.pexpire("FEATURE|lldp", 1);
      step.sendCommand(Protocol.Command.CONFIG, "SET", "min-replicas-to-write", "1");
      assertThat(step.exec()).hasSize(2);
    }
    awaitLine(REFUSED);
    assertThat(published("lldp")).contains("enabled");

    // Sent together, so that the row is back before anything is tried again.
    try (Pipeline both = configDb.pipelined()) {
      both.sendCommand(Protocol.Command.CONFIG, "SET", "min-replicas-to-write", "0");
      both.hset("FEATURE|lldp", Map.of("state", "{{ 'enabled' }}", "delayed", "True"));
    }

    await().atMost(LONG).until(() -> "enabled".equals(configDb.hget("FEATURE|lldp", "state")));
    awaitForgotten("lldp");
    await()
        .atMost(LONG)
        .until(
            () ->
                LifecycleReport.of(stateDb.hgetAll("FEATURE_LIFECYCLE|lldp"))
                    .filter(report -> report.state() == LifecycleState.ABSENT)
                    .isPresent());
    awaitLine(TAKEN_AGAIN);
    letItLookOften();
    assertThat(stateDb.hget("FEATURE_LIFECYCLE|lldp", "wish")).isEqualTo("enabled");
    assertThat(published("lldp")).isEmpty();
  }

  @Test
  void aReportThatIsRefusedIsRepeatedWhenTheRowIsLookedAtNext() {
    startWithTwoFeatures();
    stateDb.set("FEATURE_LIFECYCLE|snmp", "a string");
    row("snmp", "state", "enabled");
    awaitPublished("snmp", "enabled");
    // What is reported of another row now comes after what was refused.
    row("bgp", "note", "x");
    String newRow = RowHash.of(Row.of(Map.of("state", "enabled", "note", "x")));
    await().atMost(LONG).until(() -> newRow.equals(stateDb.hget("FEATURE_LIFECYCLE|bgp", "row")));
    awaitLine("STATE_DB key 'FEATURE_LIFECYCLE|snmp' is a string, not a hash");

    stateDb.del("FEATURE_LIFECYCLE|snmp");
    row("snmp", "state", "enabled");

    await()
        .atMost(LONG)
        .until(() -> "enabled".equals(stateDb.hget("FEATURE_LIFECYCLE|snmp", "state")));
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
