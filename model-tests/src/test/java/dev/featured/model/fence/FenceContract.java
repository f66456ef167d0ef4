package dev.featured.model.fence;

import static com.google.common.collect.Iterables.getOnlyElement;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.adapters.redis.DatabaseConfig;
import dev.featured.adapters.redis.DatabaseConfig.Database;
import dev.featured.adapters.redis.DatabaseConfig.Instance;
import dev.featured.adapters.redis.Fence;
import dev.featured.adapters.redis.LifecycleReport;
import dev.featured.adapters.redis.RedisUnavailable;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.Publication;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.core.SettleOutcome;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.NotAHash;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.RowContent;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.store.Call;
import dev.featured.engine.store.Desk;
import dev.featured.engine.store.DeskStep;
import dev.featured.engine.store.Reply;
import dev.featured.engine.store.Reply.Verdict;
import dev.featured.engine.store.StoreTask;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ClientKillParams;

/** What the fence promises wherever its databases are. */
@Timeout(120)
abstract class FenceContract {
  static final FeatureName BGP = new FeatureName("bgp");
  static final String KEY = "FEATURE|bgp";
  static final String INITIALISED = "CONFIG_DB_INITIALIZED";
  static final Row ROW =
      Row.of(Map.of("state", "{{ template }}", "delayed", "False", "auto_restart", "enabled"));
  static final ImmutableSortedMap<String, String> ENABLED_STATE =
      ImmutableSortedMap.of("state", "enabled");
  static final Row REWRITTEN = ROW.with(ENABLED_STATE);
  static final Publication ENABLED = new Publication(Publication.State.ENABLED, "");
  static final Publication FAILED = new Publication(Publication.State.FAILED, "exit code 1");
  static final SettleOutcome APPLIED = new SettleOutcome.Applied(REWRITTEN);
  static final SettleOutcome GONE = new SettleOutcome.Gone();
  static final SettleOutcome CHANGED = new SettleOutcome.Changed();

  private final RunningRedis configRedis;
  private final RunningRedis stateRedis;
  final Jedis configDb;
  final Jedis stateDb;
  final Fence fence;
  final Interference<Call> others = new Interference<>();

  FenceContract(RunningRedis configRedis, RunningRedis stateRedis, DatabaseConfig databases) {
    this.configRedis = configRedis;
    this.stateRedis = stateRedis;
    this.configDb = configRedis.client(4);
    this.stateDb = stateRedis.client(6);
    this.fence = new Fence(databases);
  }

  static DatabaseConfig databases(Instance config, Instance state) {
    return new DatabaseConfig(
        new Database(4, "|", config), new Database(6, "|", state), new Database(0, ":", config));
  }

  static Instance instance(String name, Path socket) {
    return new Instance(name, "127.0.0.1", 0, Optional.of(socket));
  }

  @BeforeEach
  void layOut() {
    configDb.flushAll();
    stateDb.flushAll();
    configDb.set(INITIALISED, "1");
    configDb.hset(KEY, ROW.fields());
  }

  @AfterEach
  void close() {
    fence.close();
    configDb.close();
    stateDb.close();
  }

  static Command.Settle command(
      RowContent expected, ImmutableSortedMap<String, String> rewrite, Publication publication) {
    return new Command.Settle(
        BGP,
        new RegistrationId(1),
        expected,
        rewrite,
        ImmutableSortedMap.of(),
        Optional.of(publication));
  }

  static final Command.Settle SETTLE = command(ROW, ENABLED_STATE, ENABLED);

  /** Settles as the daemon does: a desk says which call comes next, and what it has come to. */
  SettleOutcome settle(Command.Settle command) {
    Desk desk = Desk.empty(fence.servers()).with(command).taken();
    DeskStep step = desk.answered(make(desk.call().orElseThrow()));
    while (step.next().call().isPresent()) {
      step = step.next().answered(make(step.next().call().get()));
    }
    return ((Event.Settled) getOnlyElement(step.events())).outcome();
  }

  Reply make(Call call) {
    others.nextIs(call);
    return fence.make(call);
  }

  /** Forgets as an operator's command does. */
  Reply forget() {
    return fence.carryOut(new StoreTask.Forget(BGP));
  }

  Reply report(LifecycleReport report) {
    return fence.carryOut(new StoreTask.Report(BGP, report.fields()));
  }

  @Test
  void rewritesAndPublishesWhileTheRowStands() {
    assertThat(settle(SETTLE)).isEqualTo(APPLIED);

    assertThat(configDb.hgetAll(KEY)).isEqualTo(REWRITTEN.fields());
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(Map.of("state", "enabled"));
  }

  @Test
  void rewritesWithoutAPublication() {
    stateDb.set(KEY, "a string, which is no hindrance when there is nothing to publish");

    assertThat(
            settle(
                new Command.Settle(
                    BGP,
                    new RegistrationId(1),
                    ROW,
                    ENABLED_STATE,
                    ImmutableSortedMap.of(),
                    Optional.empty())))
        .isEqualTo(APPLIED);

    assertThat(configDb.hgetAll(KEY)).isEqualTo(REWRITTEN.fields());
    assertThat(stateDb.type(KEY)).isEqualTo("string");
  }

  @Test
  void publishesWithoutARewrite() {
    assertThat(settle(command(ROW, ImmutableSortedMap.of(), ENABLED)))
        .isEqualTo(new SettleOutcome.Applied(ROW));

    assertThat(configDb.hgetAll(KEY)).isEqualTo(ROW.fields());
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(Map.of("state", "enabled"));
  }

  @Test
  void publishesAnErrorAndTakesItAwayAgain() {
    settle(command(ROW, ImmutableSortedMap.of(), FAILED));
    assertThat(stateDb.hgetAll(KEY))
        .isEqualTo(Map.of("state", "failed", "error_message", "exit code 1"));

    settle(command(ROW, ImmutableSortedMap.of(), ENABLED));
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(Map.of("state", "enabled"));
  }

  @Test
  void writesNothingWhenTheRowIsGone() {
    configDb.del(KEY);

    assertThat(settle(SETTLE)).isEqualTo(GONE);

    assertNothingIsThere();
  }

  /** It may come back with the configuration. */
  @Test
  void aRowIsNotGoneWhileTheConfigurationIsNotLoaded() {
    configDb.del(KEY, INITIALISED);

    assertThat(settle(SETTLE)).isEqualTo(new SettleOutcome.Changed());

    assertNothingIsThere();
  }

  @Test
  void writesNothingWhenAValueChanged() {
    configDb.hset(KEY, "auto_restart", "disabled");

    assertChangedAndNothingWritten();
  }

  @Test
  void writesNothingWhenTheFieldToBeRewrittenChanged() {
    configDb.hset(KEY, "state", "disabled");

    assertChangedAndNothingWritten();
  }

  @Test
  void writesNothingWhenAFieldCame() {
    configDb.hset(KEY, "set_owner", "local");

    assertChangedAndNothingWritten();
  }

  @Test
  void writesNothingWhenAFieldWent() {
    configDb.hdel(KEY, "auto_restart");

    assertChangedAndNothingWritten();
  }

  @Test
  void writesNothingWhenAFieldHasAnotherName() {
    configDb.hdel(KEY, "auto_restart");
    configDb.hset(KEY, "Auto_restart", "enabled");

    assertChangedAndNothingWritten();
  }

  @Test
  void writesNothingWhenTheRowIsNoHashAnyMore() {
    configDb.del(KEY);
    configDb.set(KEY, "a string");

    assertThat(settle(SETTLE)).isEqualTo(CHANGED);

    assertThat(configDb.get(KEY)).isEqualTo("a string");
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void writesNothingWhenTheRowIsBackWithOtherContent() {
    configDb.del(KEY);
    configDb.hset(KEY, "state", "disabled");

    assertChangedAndNothingWritten();
  }

  @Test
  void appliesWhenTheRowIsBackWithEqualContent() {
    configDb.del(KEY);
    configDb.hset(KEY, ROW.fields());

    assertThat(settle(SETTLE)).isEqualTo(APPLIED);
  }

  @Test
  void publishesForAKeyThatIsNoHashWhileItIsThat() {
    configDb.del(KEY);
    configDb.lpush(KEY, "a list");

    assertThat(settle(command(new NotAHash("list"), ImmutableSortedMap.of(), FAILED)))
        .isEqualTo(new SettleOutcome.Applied(new NotAHash("list")));

    assertThat(stateDb.hget(KEY, "state")).isEqualTo("failed");
  }

  @Test
  void publishesNothingForAKeyThatIsNoHashWhenItBecameOne() {
    assertThat(settle(command(new NotAHash("list"), ImmutableSortedMap.of(), FAILED)))
        .isEqualTo(CHANGED);

    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void publishesNothingForAKeyOfAnotherTypeThanExpected() {
    configDb.del(KEY);
    configDb.sadd(KEY, "a set");

    assertThat(settle(command(new NotAHash("list"), ImmutableSortedMap.of(), FAILED)))
        .isEqualTo(CHANGED);

    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void leavesTheRowAloneWhenItCannotPublish() {
    stateDb.lpush(KEY, "a list");

    assertThat(settle(SETTLE))
        .isEqualTo(
            new SettleOutcome.Refused("STATE_DB key 'FEATURE|bgp' is a list, not a hash", false));

    assertThat(configDb.hgetAll(KEY)).isEqualTo(ROW.fields());
    assertThat(stateDb.lrange(KEY, 0, -1)).containsExactly("a list");
  }

  @Test
  void leavesOtherOwnersFieldsAlone() {
    Map<String, String> others = Map.of("system_state", "up", "container_id", "c0ffee");
    stateDb.hset(KEY, others);

    settle(command(ROW, ImmutableSortedMap.of(), FAILED));
    assertThat(stateDb.hgetAll(KEY)).containsAllEntriesOf(others).hasSize(4);

    settle(command(ROW, ImmutableSortedMap.of(), ENABLED));
    assertThat(stateDb.hgetAll(KEY)).containsAllEntriesOf(others).hasSize(3);
  }

  @Test
  void neverAddsAFieldToARow() {
    ImmutableSortedMap<String, String> scope =
        ImmutableSortedMap.of("has_per_asic_scope", "False", "state", "enabled");

    assertThat(settle(command(ROW, scope, ENABLED))).isEqualTo(APPLIED);

    assertThat(configDb.hgetAll(KEY)).isEqualTo(REWRITTEN.fields());
  }

  @Test
  void publishesTheStateLastOfAll() throws InterruptedException {
    stateDb.hset(KEY, "system_state", "up");
    try (KeyspaceRecorder recorder = new KeyspaceRecorder(stateRedis)) {
      settle(command(ROW, ENABLED_STATE, FAILED));
      settle(command(REWRITTEN, ImmutableSortedMap.of(), ENABLED));

      // An hdel can only be that of error_message; what follows it is the state.
      assertThat(recorder.recorded())
          .containsSubsequence(
              "6 FEATURE|bgp hset",
              "6 FEATURE|bgp hset",
              "6 FEATURE|bgp hdel",
              "6 FEATURE|bgp hset")
          .endsWith("6 FEATURE|bgp hset");
    }
  }

  @Test
  void carriesOutAWholeSettlingForThoseWhoHaveNoDesk() {
    assertThat(fence.carryOut(new StoreTask.Settle(SETTLE))).isEqualTo(Verdict.STANDS);
    assertThat(configDb.hgetAll(KEY)).isEqualTo(REWRITTEN.fields());
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(Map.of("state", "enabled"));

    assertThat(fence.carryOut(new StoreTask.Settle(SETTLE))).isEqualTo(Verdict.CHANGED);
    configDb.del(KEY);
    assertThat(fence.carryOut(new StoreTask.Settle(SETTLE))).isEqualTo(Verdict.GONE);
  }

  @Test
  void makesNoCallThatBelongsToNoWrite() {
    assertThatIllegalArgumentException().isThrownBy(() -> fence.make(new Call.Configured()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fence.carryOut(new StoreTask.Compare(true)));
  }

  @Test
  void announcesNothingWhenNothingDiffers() throws InterruptedException {
    settle(SETTLE);
    try (KeyspaceRecorder config = new KeyspaceRecorder(configRedis);
        KeyspaceRecorder state = new KeyspaceRecorder(stateRedis)) {
      assertThat(settle(command(REWRITTEN, ENABLED_STATE, ENABLED))).isEqualTo(APPLIED);

      assertThat(config.recorded()).isEmpty();
      assertThat(state.recorded()).isEmpty();
    }
  }

  @Test
  void announcesNoErrorThatWasThereAlready() throws InterruptedException {
    settle(command(ROW, ImmutableSortedMap.of(), FAILED));
    try (KeyspaceRecorder state = new KeyspaceRecorder(stateRedis)) {
      settle(command(ROW, ImmutableSortedMap.of(), FAILED));

      assertThat(state.recorded()).isEmpty();
    }
  }

  @Test
  void comparesAndWritesBytesThatAreNoText() {
    byte[] key = KEY.getBytes(US_ASCII);
    byte[] field = {'x', (byte) 0xFF};
    byte[] value = {0, '\r', '\n', (byte) 0xC3, (byte) 0x80, (byte) 0x80};
    configDb.hset(key, Map.of(field, value));
    ImmutableSortedMap.Builder<String, String> fields = ImmutableSortedMap.naturalOrder();
    fields.putAll(ROW.fields()).put("x\uDCFF", "\0\r\n\u00C0\uDC80");
    Row expected = new Row(fields.build());

    assertThat(settle(command(expected, ImmutableSortedMap.of("x\uDCFF", "\uDCFE"), ENABLED)))
        .isInstanceOf(SettleOutcome.Applied.class);
    assertThat(configDb.hget(key, field)).containsExactly(0xFE);

    assertThat(
            settle(
                command(
                    expected.with(Map.of("x\uDCFF", "\uDCFD")), ImmutableSortedMap.of(), ENABLED)))
        .isEqualTo(CHANGED);
  }

  @Test
  void comparesAndWritesLongValues() {
    Row longRow = Row.of(Map.of("state", "x".repeat(100_000), "unknown", "y".repeat(100_000)));
    configDb.del(KEY);
    configDb.hset(KEY, longRow.fields());
    Publication longError = new Publication(Publication.State.FAILED, "z".repeat(100_000));

    assertThat(
            settle(
                command(
                    longRow.with(Map.of("unknown", "y".repeat(99_999) + "Y")),
                    ENABLED_STATE,
                    longError)))
        .isEqualTo(CHANGED);
    assertThat(settle(command(longRow, ENABLED_STATE, longError)))
        .isEqualTo(new SettleOutcome.Applied(longRow.with(ENABLED_STATE)));

    assertThat(configDb.hget(KEY, "unknown")).hasSize(100_000);
    assertThat(stateDb.hget(KEY, "error_message")).isEqualTo(longError.error());
  }

  @Test
  void knowsARowOfManyFields() {
    ImmutableSortedMap.Builder<String, String> fields = ImmutableSortedMap.naturalOrder();
    fields.putAll(ROW.fields());
    for (int i = 0; i < 10_000; i++) {
      fields.put("field" + i, "value" + i);
    }
    Row large = new Row(fields.build());
    configDb.hset(KEY, large.fields());

    assertThat(settle(command(large, ENABLED_STATE, ENABLED)))
        .isEqualTo(new SettleOutcome.Applied(large.with(ENABLED_STATE)));
  }

  @Test
  void loadsItsScriptsAgainWhenRedisLostThem() {
    settle(SETTLE);
    configDb.scriptFlush();
    stateDb.scriptFlush();

    assertThat(settle(command(REWRITTEN, ImmutableSortedMap.of(), FAILED)))
        .isEqualTo(new SettleOutcome.Applied(REWRITTEN));
    assertThat(stateDb.hget(KEY, "state")).isEqualTo("failed");
  }

  @Test
  void reportsALostConnectionAndThenWorksAgain() {
    settle(SETTLE);
    killFencesClients(configDb);
    killFencesClients(stateDb);

    assertThatExceptionOfType(RedisUnavailable.class).isThrownBy(() -> settle(SETTLE));

    Command.Settle next = command(REWRITTEN, ImmutableSortedMap.of(), FAILED);
    assertThat(untilAvailable(next)).isEqualTo(new SettleOutcome.Applied(REWRITTEN));
    assertThat(stateDb.hget(KEY, "state")).isEqualTo("failed");
  }

  /** With two servers each of the two connections is found lost in its turn. */
  private SettleOutcome untilAvailable(Command.Settle command) {
    try {
      return settle(command);
    } catch (RedisUnavailable e) {
      return settle(command);
    }
  }

  /** Only the fence's own connections have a name. */
  private static void killFencesClients(Jedis jedis) {
    jedis
        .clientList()
        .lines()
        .filter(line -> line.contains(" name=featured "))
        .map(line -> line.substring("id=".length(), line.indexOf(' ')))
        .forEach(id -> jedis.clientKill(new ClientKillParams().id(id)));
  }

  @Test
  void refusesInOneLineWhenTheServerIsReadOnly() {
    settle(SETTLE);
    asReplicas(
        () -> {
          SettleOutcome settled =
              settle(command(REWRITTEN, ImmutableSortedMap.of("delayed", "True"), FAILED));
          assertThat(settled)
              .isEqualTo(
                  new SettleOutcome.Refused(
                      "Redis refuses to write: 'READONLY You can't write against a read only"
                          + " replica.'",
                      true));
          assertThat(forget()).isInstanceOf(Reply.Refused.class);
        });

    assertThat(configDb.hgetAll(KEY)).isEqualTo(REWRITTEN.fields());
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(Map.of("state", "enabled"));
  }

  /** A replica of nobody: nothing listens on TCP port 1. */
  private void asReplicas(Runnable work) {
    try {
      configDb.replicaof("127.0.0.1", 1);
      stateDb.replicaof("127.0.0.1", 1);
      work.run();
    } finally {
      configDb.replicaofNoOne();
      stateDb.replicaofNoOne();
    }
  }

  @Test
  void refusesInOneLineWhenThereIsNoMemory() {
    try {
      configDb.configSet("maxmemory", "1");

      assertThat(settle(SETTLE))
          .isInstanceOfSatisfying(
              SettleOutcome.Refused.class,
              refused -> {
                assertThat(refused.reason()).contains("OOM").doesNotContain("\n");
                assertThat(refused.passing()).isTrue();
              });
    } finally {
      configDb.configSet("maxmemory", "0");
    }
    assertThat(configDb.hgetAll(KEY)).isEqualTo(ROW.fields());
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hash", "string"})
  void forgetsTheWholeKeyWhenTheRowIsGone(String type) {
    configDb.del(KEY);
    if (type.equals("hash")) {
      stateDb.hset(KEY, Map.of("state", "disabled", "container_id", "c0ffee"));
    } else {
      stateDb.set(KEY, "a string");
    }

    assertThat(forget()).isEqualTo(Verdict.GONE);

    assertNothingIsThere();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "a list"})
  void forgetsNothingWhileTheConfigurationIsNotLoaded(String flag) {
    configDb.del(KEY, INITIALISED);
    if (flag.equals("a list")) {
      configDb.rpush(INITIALISED, "1");
    } else if (!flag.isEmpty()) {
      configDb.set(INITIALISED, flag);
    }
    stateDb.hset(KEY, "state", "enabled");

    assertThat(forget()).isEqualTo(Verdict.UNLOADED);

    assertThat(stateDb.hgetAll(KEY)).isEqualTo(Map.of("state", "enabled"));
  }

  @Test
  void forgetsWhatWasNeverThere() {
    configDb.del(KEY);

    assertThat(forget()).isEqualTo(Verdict.GONE);

    assertNothingIsThere();
  }

  @Test
  void forgetsOnlyItsOwnFieldsWhenTheRowIsBack() {
    stateDb.hset(KEY, Map.of("state", "failed", "error_message", "x", "container_id", "c0ffee"));

    assertThat(forget()).isEqualTo(Verdict.BACK);

    assertThat(stateDb.hgetAll(KEY)).isEqualTo(Map.of("container_id", "c0ffee"));
    assertThat(configDb.hgetAll(KEY)).isEqualTo(ROW.fields());
  }

  @Test
  void forgetsOnlyItsOwnFieldsWhenTheRowIsBackAsSomethingElse() {
    configDb.del(KEY);
    configDb.set(KEY, "a string");
    stateDb.hset(KEY, Map.of("state", "failed", "container_id", "c0ffee"));

    assertThat(forget()).isEqualTo(Verdict.BACK);

    assertThat(stateDb.hgetAll(KEY)).isEqualTo(Map.of("container_id", "c0ffee"));
  }

  @Test
  void leavesAForeignKeyAloneWhenTheRowIsBack() {
    stateDb.set(KEY, "a string");

    assertThat(forget()).isEqualTo(Verdict.BACK);

    assertThat(stateDb.get(KEY)).isEqualTo("a string");
  }

  @Test
  void leavesOtherFeaturesAlone() {
    configDb.hset("FEATURE|bgp2", ROW.fields());
    stateDb.hset("FEATURE|bgp2", "state", "disabled");

    settle(SETTLE);
    configDb.del(KEY);
    forget();

    assertThat(configDb.hgetAll("FEATURE|bgp2")).isEqualTo(ROW.fields());
    assertThat(stateDb.hgetAll("FEATURE|bgp2")).isEqualTo(Map.of("state", "disabled"));
  }

  @Test
  void leavesItsConnectionsInTheirDatabases() {
    settle(SETTLE);
    configDb.del(KEY);
    forget();

    assertThat(configDb.clientList().lines())
        .filteredOn(line -> line.contains("name=featured"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains(" db=4 "));
  }

  @Test
  void neverRevivesARowThatIsDeletedWhileItWrites() throws InterruptedException {
    AtomicBoolean running = new AtomicBoolean(true);
    AtomicLong finished = new AtomicLong();
    AtomicLong applied = new AtomicLong();
    AtomicLong gone = new AtomicLong();
    Thread settler =
        new Thread(
            () -> {
              while (running.get()) {
                SettleOutcome outcome = settle(SETTLE);
                if (outcome.equals(APPLIED)) {
                  applied.incrementAndGet();
                } else if (outcome.equals(GONE)) {
                  gone.incrementAndGet();
                }
                finished.incrementAndGet();
              }
            });
    settler.start();
    try {
      for (int i = 0; i < 2_000; i++) {
        long appliedBefore = applied.get();
        configDb.hset(KEY, ROW.fields());
        if (i % 50 == 0) {
          await(applied, appliedBefore + 1, settler);
        } else if (i % 2 == 0) {
          configDb.hset(KEY, "state", "disabled");
        }
        configDb.del(KEY);
        // The settling that the deletion met is over when the second from here has ended.
        await(finished, finished.get() + 2, settler);
        assertThat(configDb.exists(KEY)).as("deletion %d", i).isFalse();
      }
    } finally {
      running.set(false);
      settler.join();
    }
    assertThat(applied.get()).as("settlings that met a row").isPositive();
    assertThat(gone.get()).as("settlings that met none").isPositive();
  }

  private static void await(AtomicLong count, long enough, Thread counter)
      throws InterruptedException {
    while (count.get() < enough && counter.isAlive()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("time limit of the test");
      }
      Thread.onSpinWait();
    }
  }

  static final Row TRACE = Row.of(Map.of("has_per_asic_scope", "False", "delayed", "True"));

  private Reply removeTrace(Row expected) {
    return fence.carryOut(new StoreTask.RemoveTrace(new Command.RemoveTrace(BGP, expected)));
  }

  private void layOutTrace() {
    configDb.del(KEY);
    configDb.hset(KEY, TRACE.fields());
  }

  @Test
  void removesATraceWhileItIsExactlyThat() {
    layOutTrace();
    stateDb.hset(KEY, "container_id", "c0ffee");

    assertThat(removeTrace(TRACE)).isEqualTo(Verdict.STANDS);

    assertThat(configDb.exists(KEY)).isFalse();
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(Map.of("container_id", "c0ffee"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"has_per_asic_scope", "has_global_scope", "delayed"})
  void removesATraceOfOneField(String field) {
    Row trace = Row.of(Map.of(field, "False"));
    configDb.del(KEY);
    configDb.hset(KEY, trace.fields());

    assertThat(removeTrace(trace)).isEqualTo(Verdict.STANDS);

    assertThat(configDb.exists(KEY)).isFalse();
  }

  @Test
  void saysThatATraceIsGone() {
    configDb.del(KEY);

    assertThat(removeTrace(TRACE)).isEqualTo(Verdict.GONE);

    assertThat(configDb.exists(KEY)).isFalse();
  }

  @Test
  void doesNotRemoveATraceThatHasAnotherValue() {
    layOutTrace();
    configDb.hset(KEY, "delayed", "False");

    assertKept(TRACE, Verdict.CHANGED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"state", "set_owner", "has_global_scope"})
  void doesNotRemoveATraceThatHasOneMoreField(String field) {
    layOutTrace();
    configDb.hset(KEY, field, "x");

    assertKept(TRACE, Verdict.CHANGED);
  }

  @Test
  void doesNotRemoveATraceThatHasOneFieldLess() {
    layOutTrace();
    configDb.hdel(KEY, "delayed");

    assertKept(TRACE, Verdict.CHANGED);
  }

  @Test
  void doesNotRemoveATraceOneOfWhoseFieldsIsAnother() {
    layOutTrace();
    configDb.hdel(KEY, "delayed");
    configDb.hset(KEY, "has_global_scope", "True");

    assertKept(TRACE, Verdict.CHANGED);
  }

  @Test
  void doesNotRemoveAKeyThatIsNoHashAnyMore() {
    configDb.del(KEY);
    configDb.set(KEY, "a string");

    assertThat(removeTrace(TRACE)).isEqualTo(Verdict.CHANGED);

    assertThat(configDb.get(KEY)).isEqualTo("a string");
  }

  @ParameterizedTest
  @ValueSource(strings = {"state", "set_owner", "has_per_dpu_scope", "Delayed"})
  void doesNotRemoveARowThatIsNoTraceEvenWhenItIsTheExpectedOne(String field) {
    layOutTrace();
    configDb.hset(KEY, field, "x");
    ImmutableSortedMap.Builder<String, String> fields = ImmutableSortedMap.naturalOrder();

    assertKept(new Row(fields.putAll(TRACE.fields()).put(field, "x").build()), Verdict.OWNED);
  }

  private void assertKept(Row expected, Verdict verdict) {
    Map<String, String> before = configDb.hgetAll(KEY);

    assertThat(removeTrace(expected)).isEqualTo(verdict);

    assertThat(configDb.hgetAll(KEY)).isEqualTo(before);
  }

  @Test
  void removesNoTraceOnAReadOnlyServer() {
    layOutTrace();
    asReplicas(() -> assertThat(removeTrace(TRACE)).isInstanceOf(Reply.Refused.class));

    assertThat(configDb.hgetAll(KEY)).isEqualTo(TRACE.fields());
  }

  @Test
  void neverRemovesWhatATraceHasBecomeWhileItIsRemoved() throws InterruptedException {
    AtomicBoolean running = new AtomicBoolean(true);
    AtomicLong finished = new AtomicLong();
    AtomicLong removed = new AtomicLong();
    Thread remover =
        new Thread(
            () -> {
              while (running.get()) {
                if (removeTrace(TRACE).equals(Verdict.STANDS)) {
                  removed.incrementAndGet();
                }
                finished.incrementAndGet();
              }
            });
    remover.start();
    try {
      for (int i = 0; i < 2_000; i++) {
        configDb.hset(KEY, TRACE.fields());
        if (i % 50 == 0) {
          await(finished, finished.get() + 2, remover);
        }
        configDb.hset(KEY, "state", "disabled");
        await(finished, finished.get() + 2, remover);
        assertThat(configDb.hget(KEY, "state")).as("row %d", i).isEqualTo("disabled");
        configDb.del(KEY);
      }
    } finally {
      running.set(false);
      remover.join();
    }
    assertThat(removed.get()).as("traces that were removed").isPositive();
  }

  static final String LIFECYCLE = "FEATURE_LIFECYCLE|bgp";

  static LifecycleReport lifecycle(LifecycleState state, String error) {
    return new LifecycleReport(
        state,
        LifecycleReport.Wish.ENABLED,
        Instant.ofEpochMilli(1_700_000_000_007L),
        "",
        error,
        "0123456789ab",
        "");
  }

  static final LifecycleReport REPORT = lifecycle(LifecycleState.ENABLED, "");

  @Test
  void reportsALifecycleWhileThereIsARowAndTouchesNothingElse() {
    assertThat(report(REPORT)).isEqualTo(Verdict.STANDS);

    assertThat(stateDb.hgetAll(LIFECYCLE))
        .isEqualTo(
            Map.of(
                "state", "enabled",
                "wish", "enabled",
                "since", "2023-11-14T22:13:20.007Z",
                "row", "0123456789ab"));
    assertThat(stateDb.exists(KEY)).isFalse();
    assertThat(configDb.hgetAll(KEY)).isEqualTo(ROW.fields());
  }

  @Test
  void reportsALifecycleWhateverTheRowSaysByNow() {
    configDb.del(KEY);
    configDb.set(KEY, "a string");

    assertThat(report(REPORT)).isEqualTo(Verdict.STANDS);
    assertThat(stateDb.hget(LIFECYCLE, "state")).isEqualTo("enabled");
    assertThat(configDb.get(KEY)).isEqualTo("a string");
  }

  @Test
  void reportsNoLifecycleOfARowThatIsGone() {
    configDb.del(KEY);

    assertThat(report(REPORT)).isEqualTo(Verdict.GONE);

    assertNothingIsThere();
  }

  @Test
  void aReportReplacesTheOneBeforeButNotWhatWasAsked() {
    stateDb.hset(LIFECYCLE, Map.of("asked", "t1", "operation", "start o1", "state", "enabling"));
    report(lifecycle(LifecycleState.FAILED, "exit code 1"));
    assertThat(stateDb.hgetAll(LIFECYCLE))
        .containsEntry("asked", "t1")
        .containsEntry("error", "exit code 1")
        .doesNotContainKey("operation");

    report(REPORT);
    assertThat(stateDb.hgetAll(LIFECYCLE))
        .containsEntry("asked", "t1")
        .containsEntry("state", "enabled")
        .doesNotContainKey("error");
  }

  @Test
  void aReportThatSaysNothingNewIsNotAnnounced() throws InterruptedException {
    report(REPORT);
    try (KeyspaceRecorder state = new KeyspaceRecorder(stateRedis)) {
      report(REPORT);

      assertThat(state.recorded()).isEmpty();
    }
  }

  @Test
  void reportsNoLifecycleIntoAForeignKey() {
    stateDb.lpush(LIFECYCLE, "a list");

    assertThat(report(REPORT))
        .isEqualTo(
            new Reply.Refused("STATE_DB key 'FEATURE_LIFECYCLE|bgp' is a list, not a hash", false));

    assertThat(stateDb.lrange(LIFECYCLE, 0, -1)).containsExactly("a list");
  }

  @Test
  void refusesAReportInOneLineWhenTheServerIsReadOnly() {
    asReplicas(() -> assertThat(report(REPORT)).isInstanceOf(Reply.Refused.class));

    assertThat(stateDb.exists(LIFECYCLE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hash", "string"})
  void forgetsTheLifecycleWhenTheRowIsGone(String type) {
    configDb.del(KEY);
    if (type.equals("hash")) {
      stateDb.hset(LIFECYCLE, Map.of("state", "disabled", "asked", "t1"));
    } else {
      stateDb.set(LIFECYCLE, "a string");
    }

    assertThat(forget()).isEqualTo(Verdict.GONE);

    assertNothingIsThere();
  }

  @Test
  void forgetsOfTheLifecycleAllButWhatWasAskedWhenTheRowIsBack() {
    report(REPORT);
    stateDb.hset(LIFECYCLE, "asked", "t1");

    assertThat(forget()).isEqualTo(Verdict.BACK);

    assertThat(stateDb.hgetAll(LIFECYCLE)).isEqualTo(Map.of("asked", "t1"));
  }

  @Test
  void leavesAForeignLifecycleKeyAloneWhenTheRowIsBack() {
    stateDb.set(LIFECYCLE, "a string");

    assertThat(forget()).isEqualTo(Verdict.BACK);

    assertThat(stateDb.get(LIFECYCLE)).isEqualTo("a string");
  }

  @Test
  void keepsTheLifecycleWhileTheConfigurationIsNotLoaded() {
    report(REPORT);
    configDb.del(KEY, INITIALISED);

    assertThat(forget()).isEqualTo(Verdict.UNLOADED);

    assertThat(stateDb.hgetAll(LIFECYCLE)).isEqualTo(REPORT.fields());
  }

  @Test
  void noReportOutlivesTheForgettingThatFollowsIt() throws InterruptedException {
    AtomicBoolean running = new AtomicBoolean(true);
    AtomicLong reported = new AtomicLong();
    AtomicLong gone = new AtomicLong();
    Thread reporter =
        new Thread(
            () -> {
              while (running.get()) {
                (report(REPORT).equals(Verdict.GONE) ? gone : reported).incrementAndGet();
              }
            });
    reporter.start();
    try {
      for (int i = 0; i < 300; i++) {
        configDb.hset(KEY, ROW.fields());
        await(reported, reported.get() + 1, reporter);
        configDb.del(KEY);
        forget();
        await(gone, gone.get() + 2, reporter);
        assertThat(stateDb.exists(LIFECYCLE)).as("deletion %d", i).isFalse();
        assertThat(configDb.exists(KEY)).as("deletion %d", i).isFalse();
      }
    } finally {
      running.set(false);
      reporter.join();
    }
  }

  private void assertChangedAndNothingWritten() {
    Map<String, String> before = configDb.hgetAll(KEY);

    assertThat(settle(SETTLE)).isEqualTo(CHANGED);

    assertThat(configDb.hgetAll(KEY)).isEqualTo(before);
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  private void assertNothingIsThere() {
    assertThat(configDb.exists(KEY)).isFalse();
    assertThat(stateDb.exists(KEY)).isFalse();
    assertThat(stateDb.exists(LIFECYCLE)).isFalse();
  }
}
