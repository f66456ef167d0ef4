package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Transaction;

/** An immutable state is put back, and never reaches the row after its own (SPEC section 4). */
@Timeout(180)
class ImmutableStatesTest extends RedisInTrouble {
  private void bgpIsImmutable() {
    configurationIsLoaded();
    row("bgp", "state", "always_enabled");
    start();
    awaitPublished("bgp", "enabled");
  }

  private String stateOf(String name) {
    return configDb.hget("FEATURE|" + name, "state");
  }

  @Test
  void anImmutableStateIsPutBack() {
    bgpIsImmutable();

    row("bgp", "state", "disabled");

    await().atMost(LONG).until(() -> stateOf("bgp").equals("always_enabled"));
    assertThat(systemctl.isActive("bgp.service")).isTrue();
  }

  /** The row that was put back is not another one's: FLUSHDB announces no deletion. */
  @Test
  void aConfigurationThatIsLoadedAfreshIsNotGivenAnOldRowsState() {
    bgpIsImmutable();

    configDb.flushDB();
    row("bgp", "state", "disabled");
    configurationIsLoaded();

    awaitPublished("bgp", "disabled");
    assertThat(stateOf("bgp")).isEqualTo("disabled");
  }

  @Test
  void norIsARowThatWasReplacedWhileNobodyListened() {
    bgpIsImmutable();

    try (Transaction step = configDb.multi()) {
      step.sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", "pubsub");
      step.del("FEATURE|bgp");
      step.hset("FEATURE|bgp", Map.of("state", "disabled"));
      step.exec();
    }

    awaitPublished("bgp", "disabled");
    assertThat(stateOf("bgp")).isEqualTo("disabled");
  }

  @Test
  void norIsOneThatWasReplacedWhileNothingWasAnnounced() {
    bgpIsImmutable();

    configDb.configSet("notify-keyspace-events", "");
    try (Transaction step = configDb.multi()) {
      step.del("FEATURE|bgp");
      step.hset("FEATURE|bgp", Map.of("state", "disabled"));
      step.exec();
    }
    configDb.configSet("notify-keyspace-events", "AKE");
    // Another owner touches what is published, which has the daemon look at the row.
    stateDb.hset("FEATURE|bgp", "container_id", "x");

    awaitPublished("bgp", "disabled");
    assertThat(stateOf("bgp")).isEqualTo("disabled");
  }

  @Test
  void norIsOneThatCameWithAnotherDatabase() {
    bgpIsImmutable();

    try (Jedis other = redis.client(5)) {
      other.set("CONFIG_DB_INITIALIZED", "1");
      other.hset("FEATURE|bgp", "state", "disabled");
      other.swapDB(4, 5);
    }
    stateDb.hset("FEATURE|bgp", "container_id", "x");

    awaitPublished("bgp", "disabled");
    assertThat(stateOf("bgp")).isEqualTo("disabled");
  }
}
