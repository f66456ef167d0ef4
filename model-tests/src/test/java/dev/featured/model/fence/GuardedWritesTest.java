package dev.featured.model.fence;

import static com.google.common.collect.Iterables.getOnlyElement;
import static dev.featured.model.fence.FenceContract.BGP;
import static dev.featured.model.fence.FenceContract.ENABLED_STATE;
import static dev.featured.model.fence.FenceContract.INITIALISED;
import static dev.featured.model.fence.FenceContract.KEY;
import static dev.featured.model.fence.FenceContract.REWRITTEN;
import static dev.featured.model.fence.FenceContract.ROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.adapters.redis.DatabaseConfig.Instance;
import dev.featured.adapters.redis.Fence;
import dev.featured.adapters.redis.RedisUnavailable;
import dev.featured.engine.core.BarrierId;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.core.SettleOutcome;
import dev.featured.engine.feature.Row;
import dev.featured.engine.store.Call;
import dev.featured.engine.store.Desk;
import dev.featured.engine.store.DeskStep;
import dev.featured.engine.store.Reply.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;
import redis.clients.jedis.params.RestoreParams;

/**
 * What a real Redis does with the writes that depend on more than a row's content: none is carried
 * out once the row has been touched behind its barrier, however equal it is.
 */
@Timeout(120)
class GuardedWritesTest {
  private static final int ROUNDS = 10_000;
  private static final String REPLACE =
      "redis.call('DEL', KEYS[1]) redis.call('HSET', KEYS[1], unpack(ARGV))";

  @TempDir private static Path folder;
  private static RunningRedis redis;

  private Jedis configDb;
  private Fence fence;

  @BeforeAll
  static void startRedis() throws IOException {
    redis = RunningRedis.startIn(folder);
  }

  @AfterAll
  static void stopRedis() throws IOException {
    redis.close();
  }

  @BeforeEach
  void layOut() {
    configDb = redis.client(4);
    configDb.flushAll();
    configDb.configSet("notify-keyspace-events", "AKE");
    configDb.set(INITIALISED, "1");
    configDb.hset(KEY, ROW.fields());
    Instance server = FenceContract.instance("redis", redis.socket());
    fence = new Fence(FenceContract.databases(server, server));
  }

  @AfterEach
  void close() {
    fence.close();
    configDb.close();
  }

  private static final Command.Settle PUT_BACK =
      new Command.Settle(
          BGP,
          new RegistrationId(1),
          ROW,
          ENABLED_STATE,
          ImmutableSortedMap.of(),
          Optional.empty(),
          Optional.of(new BarrierId(7)));
  private static final Call GUARD = new Call.Guard(BGP, ROW, new BarrierId(7));
  private static final Call PUTTING_BACK =
      new Call.Guarded(new Call.Rewrite(BGP, ROW, ENABLED_STATE), new BarrierId(7));

  private Map<String, String> row() {
    return configDb.hgetAll(KEY);
  }

  @Test
  void aWriteBehindItsBarrierIsCarriedOut() {

    assertThat(fence.make(GUARD)).isEqualTo(Verdict.STANDS);
    assertThat(fence.make(PUTTING_BACK)).isEqualTo(Verdict.STANDS);

    assertThat(row()).isEqualTo(REWRITTEN.fields());
    assertThat(fence.make(PUTTING_BACK)).as("a second time").isEqualTo(Verdict.CHANGED);
  }

  @Test
  void aBarrierComesBehindWhatWasAnnouncedBeforeIt() throws InterruptedException {
    try (KeyspaceRecorder recorder = new KeyspaceRecorder(redis)) {
      configDb.del(KEY);
      configDb.hset(KEY, ROW.fields());
      assertThat(fence.make(GUARD)).isEqualTo(Verdict.STANDS);
      configDb.del(KEY);

      assertThat(recorder.recorded())
          .map(event -> event.replaceAll("(" + KeyspaceRecorder.BARRIERS + ")\\S+", "$1"))
          .containsExactly(
              "4 " + KEY + " del",
              "4 " + KEY + " hset",
              KeyspaceRecorder.BARRIERS + " 7 bgp",
              "4 " + KEY + " del");
    }
  }

  @Test
  void noBarrierIsSentForARowThatIsAnotherOneOrThatNobodyAnnounces() throws InterruptedException {
    try (KeyspaceRecorder recorder = new KeyspaceRecorder(redis)) {
      configDb.hset(KEY, "state", "disabled");
      assertThat(fence.make(GUARD)).isEqualTo(Verdict.CHANGED);
      configDb.del(KEY);
      assertThat(fence.make(GUARD)).isEqualTo(Verdict.GONE);
      configDb.hset(KEY, ROW.fields());
      configDb.configSet("notify-keyspace-events", "");
      assertThat(fence.make(GUARD)).isEqualTo(Verdict.UNANNOUNCED);

      assertThat(recorder.recorded())
          .noneMatch(event -> event.startsWith(KeyspaceRecorder.BARRIERS));
    }
  }

  /** What somebody does to the row so that it is there, with equal content, afterwards. */
  private ImmutableMap<String, Runnable> touches() {
    byte[] dump = configDb.dump(KEY.getBytes(StandardCharsets.UTF_8));
    return ImmutableMap.<String, Runnable>builder()
        .put(
            "DEL and HSET",
            () -> {
              configDb.del(KEY);
              configDb.hset(KEY, ROW.fields());
            })
        .put(
            "RENAME over it",
            () -> {
              configDb.hset("other", ROW.fields());
              configDb.rename("other", KEY);
            })
        .put(
            "RENAME away and back",
            () -> {
              configDb.rename(KEY, "other");
              configDb.rename("other", KEY);
            })
        .put(
            "RESTORE REPLACE",
            () ->
                configDb.restore(
                    KEY.getBytes(StandardCharsets.UTF_8),
                    0,
                    dump,
                    RestoreParams.restoreParams().replace()))
        .put(
            "SWAPDB",
            () -> {
              try (Jedis other = redis.client(5)) {
                other.set(INITIALISED, "1");
                other.hset(KEY, ROW.fields());
                other.swapDB(4, 5);
              }
            })
        .put(
            "FLUSHDB and a reload",
            () -> {
              configDb.flushDB();
              configDb.hset(KEY, ROW.fields());
              configDb.set(INITIALISED, "1");
            })
        .put(
            "FLUSHALL and a reload",
            () -> {
              configDb.flushAll();
              configDb.hset(KEY, ROW.fields());
              configDb.set(INITIALISED, "1");
            })
        .buildOrThrow();
  }

  @Test
  void nothingIsWrittenToARowThatWasTouchedBehindTheBarrierHoweverThatWasDone() {
    touches()
        .forEach(
            (how, touch) -> {
              assertThat(fence.make(GUARD)).as(how).isEqualTo(Verdict.STANDS);
              touch.run();

              assertThat(fence.make(PUTTING_BACK)).as(how).isEqualTo(Verdict.CHANGED);
              assertThat(row()).as(how).isEqualTo(ROW.fields());
            });
  }

  @Test
  void neverWritesToARowThatWasReplacedByAnEqualOneBehindTheBarrier() throws InterruptedException {
    List<String> fields = new ArrayList<>();
    ROW.fields().forEach((field, value) -> fields.addAll(List.of(field, value)));
    Semaphore guarded = new Semaphore(0);
    Semaphore replaced = new Semaphore(0);
    Thread other =
        new Thread(
            () -> {
              try (Jedis jedis = redis.client(4)) {
                for (int i = 0; i < ROUNDS; i++) {
                  guarded.acquireUninterruptibly();
                  jedis.eval(REPLACE, List.of(KEY), fields);
                  replaced.release();
                }
              }
            });
    other.setDaemon(true); // should the test fail before the last round
    other.start();
    for (int i = 0; i < ROUNDS; i++) {
      assertThat(fence.make(GUARD)).isEqualTo(Verdict.STANDS);
      guarded.release();
      replaced.acquire();

      assertThat(fence.make(PUTTING_BACK)).as("round %d", i).isEqualTo(Verdict.CHANGED);
    }
    other.join();
    assertThat(row()).isEqualTo(ROW.fields());
  }

  @Test
  void aConnectionThatIsLostTakesItsWatchAlong() {
    assertThat(fence.make(GUARD)).isEqualTo(Verdict.STANDS);
    configDb.clientKill(
        ClientKillParams.clientKillParams()
            .type(ClientType.NORMAL)
            .skipMe(ClientKillParams.SkipMe.YES));

    assertThatThrownBy(() -> fence.make(PUTTING_BACK)).isInstanceOf(RedisUnavailable.class);

    assertThat(fence.make(PUTTING_BACK)).isEqualTo(Verdict.CHANGED);
    assertThat(row()).isEqualTo(ROW.fields());
  }

  @Test
  void anOlderBarrierOpensNothing() {
    assertThat(fence.make(GUARD)).isEqualTo(Verdict.STANDS);
    assertThat(fence.make(new Call.Guard(BGP, ROW, new BarrierId(8)))).isEqualTo(Verdict.STANDS);

    assertThat(fence.make(PUTTING_BACK)).isEqualTo(Verdict.CHANGED);
    assertThat(row()).isEqualTo(ROW.fields());
  }

  @Test
  void aTraceIsRemovedBehindItsBarrierAndNotOnceSomebodyBuildsOnIt() {
    Row trace = Row.of(Map.of("has_per_asic_scope", "False"));
    configDb.del(KEY);
    configDb.hset(KEY, trace.fields());
    Call guard = new Call.Guard(BGP, trace, new BarrierId(9));
    Call removal =
        new Call.Guarded(
            new Call.RemoveTrace(new Command.RemoveTrace(BGP, trace)), new BarrierId(9));

    assertThat(fence.make(guard)).isEqualTo(Verdict.STANDS);
    configDb.hset(KEY, trace.fields());
    assertThat(fence.make(removal)).isEqualTo(Verdict.CHANGED);
    assertThat(row()).isEqualTo(trace.fields());

    assertThat(fence.make(guard)).isEqualTo(Verdict.STANDS);
    assertThat(fence.make(removal)).isEqualTo(Verdict.STANDS);
    assertThat(configDb.exists(KEY)).isFalse();
  }

  @Test
  void aSettlingWaitsForItsBarrier() {
    Desk desk = Desk.empty(fence.servers()).with(PUT_BACK).taken();
    Desk waiting = desk.answered(fence.make(desk.call().orElseThrow())).next();
    assertThat(waiting.awaitsBarrier()).isTrue();
    assertThat(row()).isEqualTo(ROW.fields());

    Desk going = waiting.with(new Command.Conclude(BGP, new BarrierId(7), true)).taken();
    DeskStep step = going.answered(fence.make(going.call().orElseThrow()));

    assertThat(((Event.Settled) getOnlyElement(step.events())).outcome())
        .isEqualTo(new SettleOutcome.Applied(REWRITTEN));
    assertThat(row()).isEqualTo(REWRITTEN.fields());
  }
}
