package dev.featured.adapters.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.base.Throwables;
import dev.featured.adapters.redis.DatabaseConfig.Database;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.InvalidFeatureName;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

@Timeout(120)
final class WatcherTest {
  private static final long HANG_SECONDS = 60;

  @TempDir private Path folder;
  private RunningRedis redis;
  private RunningRedis chassisRedis;
  private Jedis configDb;
  private Jedis applDb;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();
  private final Semaphore pausesThatEnd = new Semaphore(0, true);
  private final AtomicReference<Optional<Throwable>> listenerThrows =
      new AtomicReference<>(Optional.empty());
  private Watcher watcher;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectory(folder.resolve("c"));
    redis = RunningRedis.startIn(folder);
    chassisRedis = RunningRedis.startIn(folder.resolve("c"));
    configDb = redis.client(4);
    applDb = chassisRedis.client(0);
    watcher = new Watcher(twoServers(), TimeLimits.DEFAULT, listener(), new Random(1), this::pause);
  }

  @AfterEach
  void stop() throws IOException {
    watcher.close();
    configDb.close();
    applDb.close();
    redis.close();
    chassisRedis.close();
  }

  private DatabaseConfig twoServers() {
    return new DatabaseConfig(
        new Database(4, "|", redis.instance("redis")),
        new Database(6, "|", redis.instance("redis")),
        new Database(0, ":", chassisRedis.instance("chassis")));
  }

  private void pause(Duration duration) throws InterruptedException {
    pauses.add(duration);
    pausesThatEnd.acquire();
  }

  @Test
  void tellsOfRowsThatAreWrittenAndDeleted() throws InterruptedException {
    startSubscribed();

    configDb.hset("FEATURE|bgp", Map.of("state", "enabled", "delayed", "False"));
    configDb.hdel("FEATURE|bgp", "delayed");
    configDb.hdel("FEATURE|bgp", "state");
    configDb.set("FEATURE|swss", "a string");
    configDb.unlink("FEATURE|swss");

    assertHeard(
        "written bgp", "written bgp", "written bgp", "deleted bgp", "written swss", "deleted swss");
  }

  @Test
  void inANamespaceTellsOfFeaturesOnlyAndNeedsNoOtherServer()
      throws InterruptedException, IOException {
    chassisRedis.close();
    watcher =
        Watcher.ofFeatures(twoServers(), TimeLimits.DEFAULT, new BarrierChannel(), listener());
    startSubscribed();

    configDb.set("CONFIG_DB_INITIALIZED", "1");
    try (Jedis stateDb = redis.client(6)) {
      stateDb.hset("WARM_RESTART_ENABLE_TABLE|system", "enable", "true");
      configDb.hset("FEATURE|bgp", "state", "enabled");
      assertThat(nextHeard()).isEqualTo("written bgp");
      stateDb.hset("FEATURE|bgp", "state", "enabled");
      assertThat(nextHeard()).isEqualTo("touched bgp");
    }
    assertHeard();
  }

  @Test
  void tellsOfRowsThatAreRenamedMovedAndCopied() throws InterruptedException {
    configDb.hset("FEATURE|bgp", "state", "enabled");
    startSubscribed();

    configDb.rename("FEATURE|bgp", "FEATURE|swss");
    configDb.copy("FEATURE|swss", "FEATURE|snmp", false);
    configDb.move("FEATURE|swss", 5);

    assertHeard("deleted bgp", "written swss", "written snmp", "deleted swss");
  }

  @Test
  void tellsOfRowsThatExpire() throws InterruptedException {
    configDb.hset("FEATURE|bgp", "state", "enabled");
    startSubscribed();

    configDb.pexpire("FEATURE|bgp", 1);

    assertThat(nextHeard()).isEqualTo("deleted bgp");
  }

  @Test
  void doesNotTellOfOtherKeys() throws InterruptedException {
    startSubscribed();

    configDb.hset("FEATURES|bgp", "state", "enabled");
    configDb.hset("feature|bgp", "state", "enabled");
    configDb.hset("FEATURE", "state", "enabled");
    configDb.set("CONFIG_DB_INITIALIZED2", "1");
    applDb.hset("PORT_TABLE:PortInitDone2", "lanes", "0");
    try (Jedis stateDb = redis.client(6)) {
      stateDb.hset("FEATURES|bgp", "state", "enabled");
      stateDb.hset("FEATURE", "state", "enabled");
      stateDb.set("CONFIG_DB_INITIALIZED", "1");
    }

    assertHeard();
  }

  @Test
  void tellsOfStateDbRowsThatAreTouched() throws InterruptedException {
    startSubscribed();

    try (Jedis stateDb = redis.client(6)) {
      stateDb.hset("FEATURE|bgp", Map.of("state", "enabled", "container_id", "c0ffee"));
      stateDb.hdel("FEATURE|bgp", "state");
      stateDb.expire("FEATURE|bgp", 1_000);
      stateDb.del("FEATURE|bgp");
      stateDb.hset("FEATURE|../x", "state", "enabled");
    }

    assertHeard("touched bgp", "touched bgp", "touched bgp");
  }

  @Test
  void tellsOfTheFlagOfAWarmBoot() throws InterruptedException {
    startSubscribed();

    try (Jedis stateDb = redis.client(6)) {
      stateDb.hset("WARM_RESTART_ENABLE_TABLE|swss", "enable", "true");
      stateDb.hset("WARM_RESTART_ENABLE_TABLE|system", "enable", "true");
      stateDb.expire("WARM_RESTART_ENABLE_TABLE|system", 1_000);
      stateDb.del("WARM_RESTART_ENABLE_TABLE|system");
    }

    assertHeard("boot flag", "boot flag");
  }

  @Test
  void watchesStateDbOnAServerOfItsOwn() throws InterruptedException {
    watcher =
        new Watcher(
            new DatabaseConfig(
                new Database(4, "|", redis.instance("redis")),
                new Database(6, "|", chassisRedis.instance("state")),
                new Database(0, ":", chassisRedis.instance("state"))),
            TimeLimits.DEFAULT,
            listener(),
            new Random(1),
            this::pause);
    startSubscribed();

    try (Jedis stateDb = chassisRedis.client(6)) {
      stateDb.hset("FEATURE|bgp", "state", "enabled");
    }
    assertThat(nextHeard()).isEqualTo("touched bgp");
    applDb.hset("PORT_TABLE:PortInitDone", "lanes", "0");
    assertThat(nextHeard()).isEqualTo("ports initialised");
    assertThat(applDb.clientList(ClientType.PUBSUB).lines()).hasSize(1);
    assertHeard();
  }

  @Test
  void doesNotTellOfReadsThatFoundNothing() throws InterruptedException {
    startSubscribed();
    configDb.configSet("notify-keyspace-events", "AKEm");

    configDb.hgetAll("FEATURE|bgp");
    configDb.get("CONFIG_DB_INITIALIZED");

    assertHeard();
  }

  @Test
  void tellsOfNamesThatAreRefused() throws InterruptedException {
    startSubscribed();

    configDb.hset("FEATURE|../x", "state", "enabled");
    configDb.hset(
        new byte[] {'F', 'E', 'A', 'T', 'U', 'R', 'E', '|', (byte) 0xFF, '\n'},
        Map.of(new byte[] {'s'}, new byte[] {'t'}));
    configDb.del("FEATURE|../x");

    assertThat(nextHeard()).startsWith("refused feature name '../x' is refused");
    assertThat(nextHeard()).startsWith("refused feature name '\\udcff\\u000a' is refused");
    assertHeard();
  }

  @Test
  void tellsThatTheFlagOfTheConfigurationWasWrittenOrWent() throws InterruptedException {
    startSubscribed();

    configDb.set("CONFIG_DB_INITIALIZED", "1");
    configDb.del("CONFIG_DB_INITIALIZED");

    assertHeard("config flag", "config flag");
  }

  @Test
  void tellsThatThePortsWereInitialised() throws InterruptedException {
    startSubscribed();

    applDb.hset("PORT_TABLE:PortInitDone", "lanes", "0");
    applDb.expire("PORT_TABLE:PortInitDone", 1_000);
    applDb.persist("PORT_TABLE:PortInitDone");
    applDb.del("PORT_TABLE:PortInitDone");

    assertThat(nextHeard()).isEqualTo("ports initialised");
    applDb.hset("PORT_TABLE:PortInitDone", "lanes", "0");
    assertThat(nextHeard()).isEqualTo("ports initialised");
  }

  /** All databases are on one server here, so nothing is overlooked that comes late. */
  @Test
  void doesNotTakeTheEndOfPortInitDoneForInitialisedPorts() throws InterruptedException {
    watcher =
        new Watcher(redis.databases(), TimeLimits.DEFAULT, listener(), new Random(1), this::pause);
    startSubscribed();

    try (Jedis sameApplDb = redis.client(0)) {
      sameApplDb.hset("PORT_TABLE:PortInitDone", "lanes", "0");
      sameApplDb.del("PORT_TABLE:PortInitDone");
      sameApplDb.hset("PORT_TABLE:PortInitDone", Map.of("lanes", "0", "speed", "1"));
      sameApplDb.hdel("PORT_TABLE:PortInitDone", "speed");
      sameApplDb.hdel("PORT_TABLE:PortInitDone", "lanes");
      sameApplDb.set("PORT_TABLE:PortInitDone", "a string");
      sameApplDb.rename("PORT_TABLE:PortInitDone", "elsewhere");
    }

    assertHeard("ports initialised", "ports initialised", "ports initialised");
  }

  @Test
  void doesNotTakePortInitDoneThatExpiresForInitialisedPorts() throws InterruptedException {
    watcher =
        new Watcher(redis.databases(), TimeLimits.DEFAULT, listener(), new Random(1), this::pause);
    startSubscribed();

    try (Jedis sameApplDb = redis.client(0)) {
      sameApplDb.hset("PORT_TABLE:PortInitDone", "lanes", "0");
      sameApplDb.pexpire("PORT_TABLE:PortInitDone", 1);
      // It goes, and that is announced, before this is answered.
      await().until(() -> !sameApplDb.exists("PORT_TABLE:PortInitDone"));
    }

    assertHeard("ports initialised");
  }

  @Test
  void watchesOneServerWithOneConnection() throws InterruptedException {
    watcher =
        new Watcher(redis.databases(), TimeLimits.DEFAULT, listener(), new Random(1), this::pause);
    startSubscribed();

    try (Jedis sameApplDb = redis.client(0)) {
      sameApplDb.hset("PORT_TABLE:PortInitDone", "lanes", "0");
    }

    assertHeard("ports initialised");
    assertThat(configDb.clientList(ClientType.PUBSUB).lines()).hasSize(1);
  }

  @Test
  void subscribesAgainAfterEachLossAndTellsOfEach() throws InterruptedException {
    startSubscribed();

    for (int i = 0; i < 2; i++) {
      killSubscribers(configDb);

      assertThat(nextHeard()).startsWith("lost Redis redis (");
      pausesThatEnd.release();
      assertThat(nextHeard()).isEqualTo("subscribed");
    }

    configDb.hset("FEATURE|bgp", "state", "enabled");
    assertHeard("written bgp");
  }

  @Test
  void saysThatItIsSubscribedOnlyWhenAllServersAreBack() throws InterruptedException, IOException {
    startSubscribed();
    applDb.close();
    chassisRedis.close();
    killSubscribers(configDb);
    awaitPauses(2);
    assertThat(heard).hasSize(2).allMatch(line -> line.startsWith("lost "));
    heard.clear();

    pausesThatEnd.release(10);
    await()
        .until(
            () -> {
              configDb.hset("FEATURE|bgp", "state", "enabled");
              return heard.contains("written bgp");
            });
    assertThat(heard).contains("written bgp").doesNotContain("subscribed");

    chassisRedis = RunningRedis.startIn(folder.resolve("c"));
    applDb = chassisRedis.client(0);
    pausesThatEnd.release(10);
    for (String next = nextHeard(); !next.equals("subscribed"); next = nextHeard()) {
      assertThat(next).as("heard before the subscription").matches("written bgp|lost .*");
    }
  }

  @Test
  void makesARestartedServerAnnounceChangesAgain() throws InterruptedException, IOException {
    startSubscribed();

    configDb.close();
    redis.close();
    assertThat(nextHeard()).startsWith("lost Redis redis (");
    pausesThatEnd.release(2);
    awaitPauses(3);
    assertThat(nextHeard()).startsWith("lost Redis redis (");
    assertThat(nextHeard()).startsWith("lost Redis redis (");
    redis = RunningRedis.startIn(folder);
    configDb = redis.client(4);
    pausesThatEnd.release();

    assertThat(nextHeard()).isEqualTo("subscribed");
    configDb.hset("FEATURE|bgp", "state", "enabled");
    assertHeard("written bgp");
  }

  @Test
  void pausesLongerAndLongerAndStartsAfreshAfterASuccess()
      throws InterruptedException, IOException {
    startSubscribed();
    configDb.close();
    redis.close();
    pausesThatEnd.release(9);

    for (long full = 50; full <= 1_000; full *= 2) {
      assertThat(pauses.take().toMillis()).isBetween(full / 2, full);
    }
    for (int i = 0; i < 5; i++) {
      assertThat(pauses.take().toMillis()).isBetween(500L, 1_000L);
    }
    assertThat(heard).allMatch(line -> line.startsWith("lost Redis redis ("));
    heard.clear();
    redis = RunningRedis.startIn(folder);
    configDb = redis.client(4);
    pausesThatEnd.release();
    assertThat(nextHeard()).isEqualTo("subscribed");

    killSubscribers(configDb);
    assertThat(pauses.take().toMillis()).isBetween(25L, 50L);
  }

  @Test
  void saysWithEachTryThatAServerIsNotThereAtTheStart() throws InterruptedException, IOException {
    chassisRedis.close();
    watcher.start();

    pausesThatEnd.release(2);
    awaitPauses(3);
    for (int i = 0; i < 3; i++) {
      assertThat(nextHeard()).startsWith("lost Redis chassis (");
    }
    configDb.hset("FEATURE|bgp", "state", "enabled");
    assertThat(heard).doesNotContain("subscribed");

    chassisRedis = RunningRedis.startIn(folder.resolve("c"));
    applDb = chassisRedis.client(0);
    pausesThatEnd.release();
    for (String next = nextHeard(); !next.equals("subscribed"); next = nextHeard()) {
      assertThat(next).as("heard before the subscription").isEqualTo("written bgp");
    }
  }

  @Test
  void subscribesAnewWhenItsListenerFails() throws InterruptedException {
    startSubscribed();
    listenerThrows.set(Optional.of(new IllegalStateException("as told")));

    configDb.hset("FEATURE|bgp", "state", "enabled");

    assertThat(nextHeard()).isEqualTo("lost java.lang.IllegalStateException: as told");
    pausesThatEnd.release();
    assertThat(nextHeard()).isEqualTo("subscribed");
  }

  @Test
  void endsWhileItIsSubscribed() throws InterruptedException {
    startSubscribed();

    watcher.close();

    assertThat(heard).isEmpty();
    assertThat(pauses).isEmpty();
    assertNoThreads();
  }

  @Test
  void endsWhileItPauses() throws InterruptedException, IOException {
    startSubscribed();
    killSubscribers(configDb);
    awaitPauses(1);

    watcher.close();

    assertNoThreads();
  }

  @Test
  void endsWhileItWaitsForAnAnswerThatDoesNotCome() throws IOException {
    try (SilentServer server = SilentServer.on(folder.resolve("silent.sock"))) {
      watcher =
          new Watcher(
              new DatabaseConfig(
                  new Database(4, "|", server.instance()),
                  new Database(6, "|", server.instance()),
                  new Database(0, ":", server.instance())),
              TimeLimits.DEFAULT,
              listener(),
              new Random(1),
              this::pause);
      watcher.start();
      try (SocketChannel connected = server.channel().accept()) {
        watcher.close();

        assertThat(connected.isOpen()).isTrue();
      }
      assertThat(heard).isEmpty();
      assertNoThreads();
    }
  }

  @Test
  void endsWithoutHavingBegun() {
    watcher.close();

    assertThat(heard).isEmpty();
  }

  private void startSubscribed() throws InterruptedException {
    watcher.start();
    assertThat(nextHeard()).isEqualTo("subscribed");
  }

  /** These and no others: a last event follows what was done on the same connection. */
  private void assertHeard(String... expected) throws InterruptedException {
    configDb.hset("FEATURE|end", "state", "enabled");
    for (String next : expected) {
      assertThat(nextHeard()).isEqualTo(next);
    }
    assertThat(nextHeard()).isEqualTo("written end");
  }

  private String nextHeard() throws InterruptedException {
    return heard.poll(HANG_SECONDS, SECONDS);
  }

  private void awaitPauses(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      pauses.take();
    }
  }

  private static void killSubscribers(Jedis jedis) {
    jedis.clientKill(new ClientKillParams().type(ClientType.PUBSUB));
  }

  @Test
  void anErrorInAReceiverIsTheEndAndIsTold() throws InterruptedException {
    startSubscribed();
    listenerThrows.set(Optional.of(new AssertionError("as told")));

    configDb.hset("FEATURE|bgp", "state", "enabled");

    assertThat(nextHeard()).isEqualTo("died: as told");
  }

  private static void assertNoThreads() {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("redis-watch-"));
  }

  private Watcher.Listener listener() {
    return new Watcher.Listener() {
      @Override
      public void subscribed() {
        heard.add("subscribed");
      }

      @Override
      public void rowWritten(FeatureName name) {
        listenerThrows.getAndSet(Optional.empty()).ifPresent(Throwables::throwIfUnchecked);
        heard.add("written " + name);
      }

      @Override
      public void rowDeleted(FeatureName name) {
        heard.add("deleted " + name);
      }

      @Override
      public void stateTouched(FeatureName name) {
        heard.add("touched " + name);
      }

      @Override
      public void bootFlagTouched() {
        heard.add("boot flag");
      }

      @Override
      public void nameRefused(InvalidFeatureName complaint) {
        heard.add("refused " + complaint.getMessage());
      }

      @Override
      public void configFlagTouched() {
        heard.add("config flag");
      }

      @Override
      public void portsInitialised() {
        heard.add("ports initialised");
      }

      @Override
      public void lost(String reason) {
        heard.add("lost " + reason);
      }

      @Override
      public void died(Throwable cause) {
        heard.add("died: " + cause.getMessage());
      }
    };
  }
}
