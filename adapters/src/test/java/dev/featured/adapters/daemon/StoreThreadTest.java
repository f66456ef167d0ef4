package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.adapters.device.DeviceFactsReader;
import dev.featured.adapters.device.DeviceSource;
import dev.featured.adapters.log.TroubleLog;
import dev.featured.adapters.redis.DatabaseConfig;
import dev.featured.adapters.redis.DatabaseConfig.Database;
import dev.featured.adapters.redis.DatabaseConfig.Instance;
import dev.featured.adapters.redis.FeatureStore;
import dev.featured.adapters.redis.Fence;
import dev.featured.adapters.redis.RedisCalls;
import dev.featured.adapters.rows.Names;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.OperationId;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.core.Task;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The one thread that talks to Redis. */
@Timeout(60)
class StoreThreadTest {
  private static final Row ROW = Row.of(Map.of("state", "enabled"));

  /** As long as a test lets each pause be. */
  private static class HandPause implements WakeablePause {
    final BlockingQueue<Duration> begun = new LinkedBlockingQueue<>();
    final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

    @Override
    public void await(Duration duration) throws InterruptedException {
      begun.add(duration);
      ends.take();
    }

    @Override
    public void wake() {
      ends.add("woken");
    }
  }

  @TempDir Path folder;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final AtomicReference<Throwable> death = new AtomicReference<>();

  private StoreThread storeWithoutRedis(WakeablePause pause) {
    Instance nowhere =
        new Instance("redis", "127.0.0.1", 0, Optional.of(folder.resolve("no.sock")));
    DatabaseConfig databases =
        new DatabaseConfig(
            new Database(4, "|", nowhere),
            new Database(6, "|", nowhere),
            new Database(0, ":", nowhere));
    Names names = new Names(ImmutableSet.of());
    Mailbox mailbox = new Mailbox();
    FeatureStore reader = new FeatureStore(databases);
    RedisCalls calls = new RedisCalls(reader, new Fence(databases), names::managed, names::refused);
    return new StoreThread(
        new HostCalls(
            reader, calls, new DeviceSource(new DeviceFactsReader(folder, Map.of())), rows -> {}),
        calls.servers(),
        mailbox,
        task -> {},
        pause,
        troubleLog(),
        (time, task) -> {},
        troubleLog(),
        death::set);
  }

  private TroubleLog troubleLog() {
    return new TroubleLog(Ticker.systemTicker(), lines::add, () -> lines.add("over"));
  }

  private static Command.Settle settle(String name) {
    return new Command.Settle(
        new FeatureName(name),
        new RegistrationId(1),
        ROW,
        ImmutableSortedMap.of(),
        ImmutableSortedMap.of(),
        Optional.empty());
  }

  private static void tell(StoreThread store, Command command) {
    assertThat(store.tell(command)).as("left to others").isEmpty();
  }

  @Test
  void whatIsLeftToOthersComesOnlyOnceTheDeskKnowsOfIt() {
    StoreThread store = storeWithoutRedis(new HandPause());
    tell(store, settle("bgp"));
    tell(store, settle("lldp"));
    Command operate =
        new Command.Operate(
            new FeatureName("bgp"),
            new RegistrationId(1),
            new OperationId(2),
            new Task(
                Task.Kind.REMOVE_DROP_INS,
                ImmutableList.of(),
                ImmutableList.of(),
                Optional.empty()));

    assertThat(store.tell(operate)).contains(operate);
    assertThat(store.waiting()).as("that of bgp is withdrawn").isEqualTo(1);
    assertThat(store.tell(new Command.Reload())).contains(new Command.Reload());
  }

  @Test
  void itDoesNotDieSilently() {
    IllegalStateException planted = new IllegalStateException("planted");
    StoreThread store =
        storeWithoutRedis(
            new HandPause() {
              @Override
              public void await(Duration duration) {
                throw planted;
              }
            });

    store.start();
    store.compare();

    await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(death).hasValue(planted));
  }

  @Test
  void whileRedisIsAwayItTriesOnceInAPauseThatGrowsToOneSecondAndSaysSoOnce()
      throws InterruptedException {
    HandPause pause = new HandPause();
    StoreThread store = storeWithoutRedis(pause);
    store.start();
    store.compare();

    for (long full = 50; full <= 1_000; full *= 2) {
      assertThat(pause.begun.take().toMillis()).isBetween(full / 2, full);
      pause.ends.add("over");
    }
    for (int i = 0; i < 100; i++) {
      assertThat(pause.begun.take().toMillis()).isBetween(500L, 1_000L);
      pause.ends.add("over");
    }
    assertThat(pause.begun.take().toMillis()).isBetween(500L, 1_000L);

    assertThat(lines).singleElement().asString().startsWith("Redis redis (");
    store.end(Duration.ofMillis(1));
  }

  @Test
  void whoeverFindsRedisBackEndsItsPause() throws InterruptedException {
    HandPause pause = new HandPause();
    StoreThread store = storeWithoutRedis(pause);
    store.start();
    store.compare();
    pause.begun.take();

    store.subscribed();

    assertThat(pause.begun.take()).as("the pause after one more try").isNotNull();
    assertThat(pause.ends).isEmpty();
    store.end(Duration.ofMillis(1));
  }

  @Test
  void aNapEndsWhenItIsWoken() throws InterruptedException {
    Nap nap = new Nap();
    AtomicInteger naps = new AtomicInteger();
    Thread sleeper =
        new Thread(
            () -> {
              try {
                nap.await(Duration.ofDays(1));
                naps.incrementAndGet();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    sleeper.start();

    nap.wake();

    sleeper.join();
    assertThat(naps).hasValue(1);
  }

  @Test
  void whatWaitsForRedisDoesNotGrowHoweverMuchIsAskedOfIt() throws InterruptedException {
    HandPause pause = new HandPause();
    StoreThread store = storeWithoutRedis(pause);
    store.start();
    store.compare();
    pause.begun.take();

    for (int i = 0; i < 10_000; i++) {
      store.compare();
      store.compareSteadily();
      for (String name : List.of("bgp", "lldp")) {
        tell(store, new Command.Forget(new FeatureName(name)));
        tell(store, settle(name));
        tell(store, new Command.RemoveTrace(new FeatureName(name), ROW));
        store.report(new FeatureName(name), ImmutableSortedMap.of("state", "try " + i));
      }
    }

    // One comparison is in hand.
    assertThat(store.waiting()).isEqualTo(2 + 2 * 4);
    store.end(Duration.ofMillis(1));
  }
}
