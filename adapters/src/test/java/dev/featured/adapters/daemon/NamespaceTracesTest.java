package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.featured.adapters.device.DeviceFactsReader;
import dev.featured.adapters.device.DeviceSource;
import dev.featured.adapters.log.TroubleLog;
import dev.featured.adapters.redis.FeatureStore;
import dev.featured.adapters.redis.RedisCalls;
import dev.featured.adapters.redis.RunningRedis;
import dev.featured.adapters.redis.TimeLimits;
import dev.featured.adapters.redis.Watcher;
import dev.featured.adapters.rows.Names;
import dev.featured.engine.core.BarrierId;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.InvalidFeatureName;
import dev.featured.engine.store.NamespaceTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** When a namespace's thread takes a row for the trace of a revived row, and removes it. */
@Timeout(120)
class NamespaceTracesTest {
  private static final Map<String, String> TRACE =
      Map.of("has_per_asic_scope", "False", "has_global_scope", "True");

  /** Only a guard against hanging; nothing waits this long. */
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;
  private final Semaphore paused = new Semaphore(0);
  private final Semaphore goOn = new Semaphore(0);
  private RunningRedis host;
  private RunningRedis namespace;
  private Jedis configDb;
  private Jedis stateDb;
  private StoreThread store;
  private NamespaceThread thread;
  private NamespaceIntake intake;
  private BarriersOnly barriers;

  @BeforeEach
  void start() throws IOException {
    Names names = new Names(ImmutableSet.of("telemetry"));
    Mailbox mailbox = new Mailbox();
    host = RunningRedis.startIn(Files.createDirectory(folder.resolve("h")));
    Files.createDirectory(folder.resolve("n"));
    startNamespace();
    thread =
        new NamespaceThread(
            "asic0",
            NamespaceThreads.callsOf(host.databases(), names),
            NamespaceThreads.callsOf(namespace.databases(), names),
            mailbox,
            failures -> {
              paused.release();
              goOn.acquire();
            },
            NamespaceTracesTest::fail);
    thread.start();
    RedisCalls calls = NamespaceThreads.callsOf(host.databases(), names);
    store =
        new StoreThread(
            new HostCalls(
                new FeatureStore(host.databases()),
                calls,
                new DeviceSource(new DeviceFactsReader(folder, Map.of())),
                rows -> {}),
            calls.servers(),
            mailbox,
            task -> {},
            new Nap(),
            silent(),
            (time, task) -> {},
            silent(),
            NamespaceTracesTest::fail);
    intake = new NamespaceIntake(thread, store, names, mailbox, NamespaceTracesTest::fail);
    barriers = new BarriersOnly();
    barriers.start();
    store.start();
    try (Jedis hostDb = host.client(4)) {
      hostDb.set("CONFIG_DB_INITIALIZED", "1");
    }
    store.compare();
    await().atMost(LONG).until(store::heedsRows);
    write("gone", TRACE);
  }

  private static TroubleLog silent() {
    return new TroubleLog(Ticker.systemTicker(), reason -> {}, () -> {});
  }

  private static void fail(Throwable cause) {
    throw new AssertionError(cause);
  }

  private void startNamespace() throws IOException {
    namespace = RunningRedis.startIn(folder.resolve("n"));
    configDb = namespace.client(4);
    stateDb = namespace.client(6);
  }

  private void stopNamespace() throws IOException {
    configDb.close();
    stateDb.close();
    namespace.close();
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    barriers.close();
    thread.beginEnd();
    thread.end(LONG);
    store.end(LONG);
    stopNamespace();
    host.close();
  }

  private void write(String name, Map<String, String> fields) {
    configDb.hset("FEATURE|" + name, fields);
  }

  private boolean isThere(String name) {
    return configDb.exists("FEATURE|" + name);
  }

  /** What it hears of rows the tests themselves tell, or keep to themselves. */
  private final class BarriersOnly implements Watcher.FeatureListener, AutoCloseable {
    private static final FeatureName MARK = new FeatureName("mark");

    private final Semaphore subscriptions = new Semaphore(0);
    private final Semaphore marks = new Semaphore(0);
    private final Watcher watcher =
        Watcher.ofFeatures(namespace.databases(), TimeLimits.DEFAULT, thread.barriers(), this);

    void start() {
      watcher.start();
      awaitSubscription();
    }

    void awaitSubscription() {
      takeOne(subscriptions);
    }

    /** Until all barriers that have been sent have been heard. */
    void await() {
      stateDb.hset("FEATURE|" + MARK, "x", "y");
      takeOne(marks);
    }

    private static void takeOne(Semaphore semaphore) {
      assertThat(Uninterruptibles.tryAcquireUninterruptibly(semaphore, LONG)).isTrue();
    }

    @Override
    public void barrierHeard(FeatureName name, BarrierId barrier) {
      intake.barrierHeard(name, barrier);
    }

    @Override
    public void subscribed() {
      subscriptions.release();
    }

    @Override
    public void stateTouched(FeatureName name) {
      if (name.equals(MARK)) {
        marks.release();
      }
    }

    @Override
    public void rowWritten(FeatureName name) {}

    @Override
    public void rowDeleted(FeatureName name) {}

    @Override
    public void nameRefused(InvalidFeatureName complaint) {}

    @Override
    public void lost(String reason) {}

    @Override
    public void died(Throwable cause) {
      fail(cause);
    }

    @Override
    public void close() {
      watcher.close();
    }
  }

  private void looks() {
    thread.tell(new NamespaceTask.Compare());
    awaitIdle();
  }

  private void comparesSteadily() {
    thread.periodOver();
    looks();
  }

  private void hearsOf(String name) {
    intake.rowWritten(new FeatureName(name));
    awaitIdle();
  }

  /**
   * Its work is done in order: first what it was told, then what came of that. Work of one name
   * would take the place of its predecessor, if that is just being done, so there are two. What
   * waits for its barrier goes on once that has been heard.
   */
  private void awaitIdle() {
    awaitWork();
    barriers.await();
    awaitWork();
  }

  private void awaitWork() {
    for (String last : List.of("first", "last")) {
      stateDb.hset("FEATURE|" + last, "state", "enabled");
      thread.tell(new NamespaceTask.Forget(new FeatureName(last)));
      await()
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> !stateDb.exists("FEATURE|" + last));
    }
  }

  @Test
  void aTraceIsRemovedWhenTwoSteadyComparisonsHaveFoundItUnchanged() {
    looks();
    comparesSteadily();
    assertThat(isThere("gone")).as("after one").isTrue();

    comparesSteadily();
    assertThat(isThere("gone")).as("after two").isFalse();
  }

  @Test
  void theSteadyComparisonSwitchesTheNotificationsOnAgain() {
    configDb.configSet("notify-keyspace-events", "");

    comparesSteadily();

    assertThat(configDb.configGet("notify-keyspace-events").get("notify-keyspace-events"))
        .contains("A", "K", "E");
  }

  @Test
  void aTraceThatWasHeardOfNeedsNoOtherFirstSight() {
    hearsOf("gone");
    comparesSteadily();
    comparesSteadily();

    assertThat(isThere("gone")).isFalse();
  }

  @Test
  void theHostsRowOfThatNameDoesNotMatter() {
    try (Jedis hostDb = host.client(4)) {
      hostDb.hset("FEATURE|gone", Map.of("state", "enabled", "delayed", "False"));
      looks();
      comparesSteadily();
      comparesSteadily();

      assertThat(isThere("gone")).isFalse();
      assertThat(hostDb.exists("FEATURE|gone")).isTrue();
    }
  }

  @Test
  void onlyTheSteadyComparisonMakesATrace() {
    for (int i = 0; i < 5; i++) {
      looks();
    }
    comparesSteadily();
    looks();
    assertThat(isThere("gone")).isTrue();

    comparesSteadily();
    assertThat(isThere("gone")).isFalse();
  }

  @Test
  void aTraceThatChangedUnheardIsWatchedAnew() {
    looks();
    comparesSteadily();
    configDb.hset("FEATURE|gone", "has_global_scope", "False");
    comparesSteadily();
    comparesSteadily();
    assertThat(isThere("gone")).isTrue();

    comparesSteadily();
    assertThat(isThere("gone")).isFalse();
  }

  @Test
  void aTraceThatAComparisonForAReasonFoundChangedIsWatchedAnew() {
    looks();
    comparesSteadily();
    configDb.hset("FEATURE|gone", "has_global_scope", "False");
    looks();
    configDb.hset("FEATURE|gone", "has_global_scope", "True");
    comparesSteadily();
    comparesSteadily();

    assertThat(isThere("gone")).isTrue();
  }

  @Test
  void aTraceThatSomebodyWritesIsWatchedAnewEvenIfItStaysTheSame() {
    looks();
    comparesSteadily();
    hearsOf("gone");
    comparesSteadily();
    assertThat(isThere("gone")).isTrue();

    comparesSteadily();
    assertThat(isThere("gone")).isFalse();
  }

  @Test
  void allTracesAreWatchedAnewWhenSomethingMayHaveGoneUnheard() {
    looks();
    comparesSteadily();
    intake.lost("no connection");
    comparesSteadily();
    intake.subscribed();
    comparesSteadily();
    assertThat(isThere("gone")).isTrue();

    comparesSteadily();
    assertThat(isThere("gone")).isFalse();
  }

  @Test
  void aTraceThatComesBackUnheardIsWatchedAnew() {
    looks();
    comparesSteadily();
    comparesSteadily();
    write("gone", TRACE);
    comparesSteadily();

    assertThat(isThere("gone")).isTrue();
  }

  @Test
  void aTraceIsNotRemovedWhileANotificationOfItIsStillToBeLookedInto()
      throws IOException, InterruptedException {
    looks();
    comparesSteadily();
    stopNamespace();
    thread.periodOver();
    thread.tell(new NamespaceTask.Compare());
    paused.acquire();
    intake.rowDeleted(new FeatureName("gone"));
    startNamespace();
    barriers.awaitSubscription();
    write("gone", TRACE);
    goOn.release();
    awaitIdle();
    comparesSteadily();
    assertThat(isThere("gone")).isTrue();

    comparesSteadily();
    assertThat(isThere("gone")).isFalse();
  }

  @Test
  void whatHasOtherFieldsAndWhatIsExcludedStays() {
    Map<String, String> owned = Map.of("has_per_asic_scope", "False", "set_owner", "kube");
    write("kube", owned);
    write("telemetry", TRACE);
    looks();
    for (int i = 0; i < 3; i++) {
      comparesSteadily();
    }

    assertThat(isThere("gone")).isFalse();
    assertThat(configDb.hgetAll("FEATURE|kube")).isEqualTo(owned);
    assertThat(configDb.hgetAll("FEATURE|telemetry")).isEqualTo(TRACE);
  }

  @Test
  void aRowThatIsWrittenFieldByFieldIsNeverTakenForATrace() {
    configDb.del("FEATURE|gone");
    for (String field : new String[] {"has_per_asic_scope", "has_global_scope", "state"}) {
      configDb.hset("FEATURE|gone", field, "x");
      hearsOf("gone");
      comparesSteadily();
    }
    comparesSteadily();
    comparesSteadily();

    assertThat(configDb.hgetAll("FEATURE|gone")).hasSize(3);
  }
}
