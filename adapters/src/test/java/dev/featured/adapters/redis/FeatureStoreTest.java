package dev.featured.adapters.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.adapters.redis.DatabaseConfig.Database;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.NotAHash;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.RowContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

final class FeatureStoreTest {
  private static final String SETTING = "notify-keyspace-events";
  private static final FeatureName BGP = new FeatureName("bgp");
  private static final FeatureName SNMP = new FeatureName("snmp");
  private static final FeatureName SWSS = new FeatureName("swss");

  @TempDir private static Path folder;
  private static RunningRedis redis;
  private static RunningRedis chassisRedis;

  private final Jedis configDb = redis.client(4);
  private final Jedis stateDb = redis.client(6);
  private final Jedis applDb = chassisRedis.client(0);
  private final FeatureStore store =
      new FeatureStore(
          new DatabaseConfig(
              new Database(4, "|", redis.instance("redis")),
              new Database(6, "*", redis.instance("redis")),
              new Database(0, ":", chassisRedis.instance("chassis"))));

  @BeforeAll
  static void start() throws IOException {
    redis = RunningRedis.startIn(folder);
    chassisRedis = RunningRedis.startIn(Files.createDirectory(folder.resolve("c")));
  }

  @AfterAll
  static void stop() throws IOException {
    redis.close();
    chassisRedis.close();
  }

  @BeforeEach
  void flush() {
    configDb.flushAll();
    configDb.configSet(SETTING, "");
    applDb.flushAll();
    applDb.configSet(SETTING, "");
  }

  @AfterEach
  void close() {
    store.close();
    configDb.close();
    stateDb.close();
    applDb.close();
  }

  private Optional<LoadedConfiguration> loaded() {
    return store.loaded(store.deviceMetadataKeys(), Set.of(BGP, SWSS));
  }

  @Test
  void theConfigurationIsLoadedWhenTheKeyIsOne() {
    configDb.hset("FEATURE|bgp", "state", "enabled");
    configDb.hset("DEVICE_METADATA|localhost", "type", "ToRRouter");
    assertThat(loaded()).isEmpty();

    configDb.set("CONFIG_DB_INITIALIZED", "0");
    assertThat(loaded()).isEmpty();

    configDb.set("CONFIG_DB_INITIALIZED", "1");
    assertThat(loaded())
        .contains(
            new LoadedConfiguration(
                ImmutableMap.of("localhost", ImmutableMap.of("type", "ToRRouter")),
                ImmutableSortedMap.of(
                    BGP, Optional.of(Row.of(Map.of("state", "enabled"))), SWSS, Optional.empty())));
  }

  @Test
  void aKeyOfAnotherTypeDoesNotMeanThatTheConfigurationIsLoaded() {
    configDb.lpush("CONFIG_DB_INITIALIZED", "1");

    assertThat(loaded()).isEmpty();
  }

  @Test
  void thePortsAreInitialisedWhenApplDbSaysSo() {
    assertThat(store.portInitDone()).isFalse();

    applDb.hset("PORT_TABLE:PortInitDone", "lanes", "0");

    assertThat(store.portInitDone()).isTrue();
  }

  @Test
  void aWarmBootIsInProgressWhileItsFlagIsTrue() {
    String key = "WARM_RESTART_ENABLE_TABLE*system";
    assertThat(store.warmBootInProgress()).isFalse();

    stateDb.hset(key, "enable", "true");
    assertThat(store.warmBootInProgress()).isTrue();

    stateDb.hset(key, "enable", "false");
    assertThat(store.warmBootInProgress()).isFalse();

    stateDb.del(key);
    stateDb.set(key, "true");
    assertThat(store.warmBootInProgress()).isFalse();
  }

  @Test
  void listsTheNamesOfBothDatabases() {
    configDb.hset("FEATURE|bgp", "state", "enabled");
    configDb.set("FEATURE|snmp", "a string");
    configDb.hset("FEATURES|swss", "state", "enabled");
    configDb.hset("feature|swss", "state", "enabled");
    stateDb.hset("FEATURE*bgp", "state", "enabled");
    stateDb.hset("FEATURE*swss", "state", "enabled");
    stateDb.hset("FEATURE|no_such_separator_here", "state", "enabled");

    Listing listing = store.names();

    assertThat(listing.names()).containsExactly(BGP, SNMP, SWSS);
    assertThat(listing.refused()).isEmpty();
  }

  @Test
  void refusesEachNameThatIsNoneOnce() {
    configDb.hset("FEATURE|bgp", "state", "enabled");
    configDb.hset("FEATURE|../x", "state", "enabled");
    stateDb.hset("FEATURE*../x", "state", "enabled");
    configDb.hset(
        new byte[] {'F', 'E', 'A', 'T', 'U', 'R', 'E', '|', (byte) 0xFF},
        Map.of(new byte[] {'s'}, new byte[] {'t'}));

    Listing listing = store.names();

    assertThat(listing.names()).containsExactly(BGP);
    assertThat(listing.refused())
        .extracting(Exception::getMessage)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("feature name '../x' is refused"),
            second -> assertThat(second).startsWith("feature name '\\udcff' is refused"));
  }

  @Test
  void listsMoreNamesThanOneScanReturns() {
    for (int i = 0; i < 2_500; i++) {
      configDb.hset("FEATURE|f" + i, "state", "enabled");
    }

    assertThat(store.names().names()).hasSize(2_500);
  }

  @Test
  void readsRowsOfEveryKind() {
    configDb.hset("FEATURE|bgp", Map.of("state", "enabled", "delayed", "False"));
    configDb.lpush("FEATURE|snmp", "a list");

    Map<FeatureName, Optional<RowContent>> rows = store.read(Set.of(BGP, SNMP, SWSS));

    assertThat(rows)
        .containsExactly(
            Map.entry(BGP, Optional.of(Row.of(Map.of("state", "enabled", "delayed", "False")))),
            Map.entry(SNMP, Optional.of(new NotAHash("list"))),
            Map.entry(SWSS, Optional.empty()));
  }

  @Test
  void readsBytesThatAreNoText() {
    configDb.hset(
        "FEATURE|bgp".getBytes(US_ASCII),
        Map.of(new byte[] {'x', (byte) 0xFE}, new byte[] {0, (byte) 0xFF, '\n'}));

    assertThat(store.read(Set.of(BGP)))
        .containsEntry(BGP, Optional.of(Row.of(Map.of("x\uDCFE", "\0\uDCFF\n"))));
  }

  @Test
  void readsDeviceMetadataAndLeavesOutWhatIsNoHash() {
    configDb.hset("DEVICE_METADATA|localhost", Map.of("type", "ToRRouter", "hwsku", "x"));
    configDb.hset("DEVICE_METADATA|other", Map.of("type", "y"));
    configDb.set("DEVICE_METADATA|broken", "a string");

    assertThat(store.deviceMetadata())
        .isEqualTo(
            ImmutableMap.of(
                "localhost",
                ImmutableMap.of("type", "ToRRouter", "hwsku", "x"),
                "other",
                ImmutableMap.of("type", "y")));
  }

  @Test
  void makesBothInstancesAnnounceChangesAndKeepsWhatOthersAskedFor() {
    configDb.configSet(SETTING, "Em$");
    applDb.configSet(SETTING, "Km");

    assertThat(store.makeWatchable()).as("something was missing").isTrue();

    assertThat(configDb.configGet(SETTING).get(SETTING)).contains("A", "K", "E", "m");
    assertThat(applDb.configGet(SETTING).get(SETTING)).contains("A", "K", "E", "m");
  }

  @Test
  void doesNotSetWhatIsSetAlready() {
    configDb.configSet(SETTING, "AKE");
    applDb.configSet(SETTING, "AKE");
    configDb.configResetStat();
    applDb.configResetStat();

    assertThat(store.makeWatchable()).isFalse();

    assertThat(configDb.info("commandstats")).doesNotContain("config|set");
    assertThat(applDb.info("commandstats")).doesNotContain("config|set");
  }

  @Test
  void reportsALostConnectionAndThenReadsAgain() {
    configDb.hset("FEATURE|bgp", "state", "enabled");
    store.read(Set.of(BGP));
    configDb.clientKill(
        new ClientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES));

    assertThatExceptionOfType(RedisUnavailable.class).isThrownBy(() -> store.read(Set.of(BGP)));

    assertThat(store.read(Set.of(BGP)).get(BGP)).isPresent();
  }

  @Test
  void anErrorInAnswerToAReadIsNotMistakenForAnEmptyRow() {
    configDb.hset("FEATURE|bgp", "state", "enabled");
    store.read(Set.of(BGP));
    configDb.aclSetUser("default", "-hgetall");
    try {
      assertThatExceptionOfType(RedisUnavailable.class)
          .isThrownBy(() -> store.read(Set.of(BGP)))
          .withMessageEndingWith("can't run this command or subcommand'");
    } finally {
      configDb.aclSetUser("default", "+@all");
    }
  }
}
