package dev.featured.model.fence;

import static dev.featured.model.fence.FenceContract.BGP;
import static dev.featured.model.fence.FenceContract.ENABLED;
import static dev.featured.model.fence.FenceContract.FAILED;
import static dev.featured.model.fence.FenceContract.KEY;
import static dev.featured.model.fence.FenceContract.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.adapters.redis.DatabaseConfig;
import dev.featured.adapters.redis.FeatureStore;
import dev.featured.adapters.redis.Fence;
import dev.featured.adapters.redis.RedisCalls;
import dev.featured.adapters.redis.RedisUnavailable;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.Publication;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.NotAHash;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.RowContent;
import dev.featured.engine.store.Call;
import dev.featured.engine.store.NamespaceCall;
import dev.featured.engine.store.NamespaceCall.Side;
import dev.featured.engine.store.NamespaceDesk;
import dev.featured.engine.store.NamespaceResult;
import dev.featured.engine.store.NamespaceStep;
import dev.featured.engine.store.NamespaceTask;
import dev.featured.engine.store.Reply;
import dev.featured.engine.store.Reply.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ClientKillParams;

/** What a namespace's desk promises wherever the namespace's databases are. */
@Timeout(120)
abstract class NamespaceContract {
  static final Row HOST_ROW =
      Row.of(Map.of("state", "enabled", "delayed", "False", "auto_restart", "enabled"));
  static final ImmutableSortedMap<String, String> RENDERED =
      ImmutableSortedMap.of(
          "state", "enabled",
          "delayed", "False",
          "has_global_scope", "True",
          "has_per_asic_scope", "True");
  static final Row ROW =
      Row.of(
          Map.of(
              "state", "{{ template }}",
              "delayed", "true",
              "has_global_scope", "true",
              "set_owner", "local"));
  static final ImmutableSortedMap<String, String> REWRITE =
      ImmutableSortedMap.of("state", "enabled", "delayed", "False");
  static final Row REWRITTEN = ROW.with(REWRITE);
  static final Map<String, String> OTHERS = Map.of("system_state", "up", "container_id", "c0ffee");
  static final Command.Settle APPLIED = applied(HOST_ROW, RENDERED, Optional.of(ENABLED));
  static final Command.Settle FAILURE = applied(HOST_ROW, RENDERED, Optional.of(FAILED));
  static final NamespaceResult MIRRORED = new NamespaceResult.Mirrored(ROW, REWRITE);
  static final NamespaceResult OVERTAKEN = new NamespaceResult.Overtaken();

  private final RunningRedis hostRedis;
  private final Interposer beforeConfigDb;
  final Jedis hostDb;
  final Jedis configDb;
  final Jedis stateDb;
  final RedisCalls host;
  final RedisCalls here;
  final Interference<NamespaceCall> others = new Interference<>();
  private final List<Event> events = new ArrayList<>();
  private NamespaceDesk desk;

  NamespaceContract(
      RunningRedis hostRedis,
      RunningRedis configRedis,
      RunningRedis stateRedis,
      Interposer beforeConfigDb,
      Interposer beforeStateDb) {
    this.hostRedis = hostRedis;
    this.beforeConfigDb = beforeConfigDb;
    this.hostDb = hostRedis.client(4);
    this.configDb = configRedis.client(4);
    this.stateDb = stateRedis.client(6);
    DatabaseConfig ofHost =
        FenceContract.databases(
            instance("redis", hostRedis.socket()), instance("redis", hostRedis.socket()));
    this.host = calls(ofHost);
    this.here =
        calls(
            FenceContract.databases(
                instance("config", beforeConfigDb.socket()),
                instance(
                    configRedis.equals(stateRedis) ? "config" : "state", beforeStateDb.socket())));
    this.desk = NamespaceDesk.empty(here.servers());
  }

  private static RedisCalls calls(DatabaseConfig databases) {
    return new RedisCalls(
        new FeatureStore(databases), new Fence(databases), name -> true, refusal -> {});
  }

  @BeforeEach
  void layOut() {
    hostDb.flushAll();
    configDb.flushAll();
    stateDb.flushAll();
    hostDb.set(FenceContract.INITIALISED, "1");
    hostDb.hset(KEY, HOST_ROW.fields());
    configDb.hset(KEY, ROW.fields());
  }

  @AfterEach
  void close() {
    here.close();
    host.close();
    hostDb.close();
    configDb.close();
    stateDb.close();
  }

  static Command.Settle applied(
      RowContent hostRow,
      ImmutableSortedMap<String, String> rendered,
      Optional<Publication> publication) {
    return new Command.Settle(
        BGP, new RegistrationId(1), hostRow, ImmutableSortedMap.of(), rendered, publication);
  }

  private NamespaceResult settle(Command.Settle applied) {
    return carryOut(new NamespaceTask.Settle(applied));
  }

  private NamespaceResult forget() {
    return carryOut(new NamespaceTask.Forget(BGP));
  }

  private NamespaceResult carryOut(NamespaceTask task) {
    desk = desk.with(task);
    return untilATaskHasEnded();
  }

  /** As the daemon's thread does, once; each barrier is heard as soon as it has been sent. */
  private NamespaceResult untilATaskHasEnded() {
    Optional<NamespaceStep.Finished> finished = Optional.empty();
    while (finished.isEmpty()) {
      desk = desk.taken();
      NamespaceCall call = desk.call().orElseThrow();
      Reply reply = make(call);
      if (call.call() instanceof Call.Guard guard) {
        desk = desk.with(guard.barrier());
      }
      NamespaceStep step = desk.answered(reply);
      desk = step.next();
      events.addAll(step.events());
      finished = step.finished();
    }
    return finished.get().result();
  }

  private Reply make(NamespaceCall call) {
    others.nextIs(call);
    try {
      return (call.side() == Side.HOST ? host : here).make(call.call());
    } catch (RedisUnavailable e) {
      host.close();
      here.close();
      desk = desk.lost();
      throw e;
    }
  }

  /** Just before it is published in the namespace. */
  private void beforeThePublication(Runnable action) {
    others.before(
        call ->
            call.side() == Side.HERE
                && (call.call() instanceof Call.Settle
                    || (call.call() instanceof Call.Publish publish
                        && publish.publication().isPresent())),
        action);
  }

  /** Just before the namespace's row is written, between the read and that. */
  private void beforeTheWrite(Runnable action) {
    others.before(
        call ->
            call.side() == Side.HERE
                && (call.call() instanceof Call.Settle || call.call() instanceof Call.Rewrite),
        action);
  }

  /**
   * Does something again and again, from the beginning, with an act of others before its first
   * call, its second and so on; and once without, when there are no more calls.
   *
   * @param check is told whether others acted, and what the result is
   */
  private void betweenAnyTwoCalls(
      Runnable act, NamespaceTask task, BiConsumer<Boolean, NamespaceResult> check) {
    boolean acted = true;
    int calls = 0;
    for (; acted; calls++) {
      layOut();
      if (task instanceof NamespaceTask.Forget) {
        settle(APPLIED);
        hostDb.del(KEY);
      }
      others.beforeNumber(calls, act);
      NamespaceResult result = carryOut(task);
      acted = others.happened();
      check.accept(acted, result);
    }
    assertThat(calls).as("calls").isGreaterThan(3);
  }

  private void before(Class<? extends Call> kind, Runnable action) {
    others.before(call -> call.side() == Side.HERE && kind.isInstance(call.call()), action);
  }

  // Settling.

  @Test
  void rewritesWhatDiffersAndPublishes() {
    stateDb.hset(KEY, OTHERS);

    assertThat(settle(FAILURE)).isEqualTo(MIRRORED);

    assertThat(configDb.hgetAll(KEY)).isEqualTo(REWRITTEN.fields());
    assertThat(stateDb.hgetAll(KEY))
        .containsAllEntriesOf(OTHERS)
        .containsEntry("state", "failed")
        .containsEntry("error_message", "exit code 1")
        .hasSize(4);

    settle(APPLIED);
    assertThat(stateDb.hgetAll(KEY))
        .containsAllEntriesOf(OTHERS)
        .containsEntry("state", "enabled")
        .hasSize(3);
  }

  @Test
  void changesNothingOnTheHost() {
    settle(APPLIED);

    assertThat(hostDb.hgetAll(KEY)).isEqualTo(HOST_ROW.fields());
    assertThat(hostDb.keys("*")).containsExactlyInAnyOrder(KEY, FenceContract.INITIALISED);
    try (Jedis hostStateDb = hostRedis.client(6)) {
      assertThat(hostStateDb.keys("*")).isEmpty();
    }
  }

  @Test
  void keepsAUsersState() {
    configDb.hset(KEY, "state", "disabled");

    settle(APPLIED);

    assertThat(configDb.hgetAll(KEY))
        .containsEntry("state", "disabled")
        .containsEntry("delayed", "False");
    assertThat(stateDb.hget(KEY, "state")).isEqualTo("enabled");
  }

  @Test
  void overridesAUsersStateWithAnImmutableOne() {
    configDb.hset(KEY, "state", "disabled");

    settle(
        applied(
            HOST_ROW,
            ImmutableSortedMap.of("state", "always_enabled", "delayed", "False"),
            Optional.of(ENABLED)));

    assertThat(configDb.hgetAll(KEY)).containsEntry("state", "always_enabled");
  }

  @Test
  void rewritesWithoutAPublication() {
    assertThat(settle(applied(HOST_ROW, RENDERED, Optional.empty()))).isEqualTo(MIRRORED);

    assertThat(configDb.hgetAll(KEY)).isEqualTo(REWRITTEN.fields());
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void createsNoRowButPublishes() {
    configDb.del(KEY);

    assertThat(settle(APPLIED))
        .isEqualTo(new NamespaceResult.Mirrored(Row.of(Map.of()), ImmutableSortedMap.of()));

    assertThat(configDb.exists(KEY)).isFalse();
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(Map.of("state", "enabled"));
  }

  @Test
  void leavesAKeyThatIsNoHashAloneButPublishes() {
    configDb.del(KEY);
    configDb.set(KEY, "a string");

    settle(APPLIED);

    assertThat(configDb.get(KEY)).isEqualTo("a string");
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(Map.of("state", "enabled"));
  }

  @Test
  void leavesTheRowAloneWhenTheHostsIsNotUnderstood() {
    hostDb.del(KEY);
    hostDb.lpush(KEY, "a list");

    settle(applied(new NotAHash("list"), ImmutableSortedMap.of(), Optional.of(FAILED)));

    assertThat(configDb.hgetAll(KEY)).isEqualTo(ROW.fields());
    assertThat(stateDb.hget(KEY, "state")).isEqualTo("failed");
  }

  @Test
  void leavesTheRowAloneWhenItCannotPublish() {
    stateDb.lpush(KEY, "a list");

    assertThat(settle(APPLIED))
        .isEqualTo(new NamespaceResult.Refused("STATE_DB key 'FEATURE|bgp' is a list, not a hash"));

    assertThat(configDb.hgetAll(KEY)).isEqualTo(ROW.fields());
  }

  @Test
  void refusesInOneLineWhenTheNamespaceIsReadOnly() {
    try {
      configDb.replicaof("127.0.0.1", 1);
      stateDb.replicaof("127.0.0.1", 1);

      assertThat(settle(APPLIED))
          .isInstanceOfSatisfying(
              NamespaceResult.Refused.class,
              refused -> assertThat(refused.reason()).contains("READONLY").doesNotContain("\n"));
      hostDb.del(KEY);
      assertThat(forget()).isInstanceOf(NamespaceResult.Refused.class);
    } finally {
      configDb.replicaofNoOne();
      stateDb.replicaofNoOne();
    }
  }

  // The host's row moves on.

  @Test
  void writesNothingWhenTheHostsRowIsGone() {
    hostDb.del(KEY);

    assertThat(settle(APPLIED)).isEqualTo(OVERTAKEN);

    assertUntouched();
  }

  @Test
  void writesNothingWhenTheHostsRowIsAnotherOne() {
    hostDb.hset(KEY, "auto_restart", "disabled");

    assertThat(settle(APPLIED)).isEqualTo(OVERTAKEN);

    assertUntouched();
  }

  private void assertUntouched() {
    assertThat(configDb.hgetAll(KEY)).isEqualTo(ROW.fields());
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void takesThePublicationBackWhenTheHostsRowWentMeanwhile() {
    stateDb.hset(KEY, OTHERS);
    beforeThePublication(() -> hostDb.del(KEY));

    assertThat(settle(FAILURE)).isEqualTo(OVERTAKEN);

    assertThat(others.happened()).isTrue();
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(OTHERS);
  }

  @Test
  void takesThePublicationBackWhenTheHostsRowChangedMeanwhile() {
    beforeThePublication(() -> hostDb.hset(KEY, "state", "disabled"));

    assertThat(settle(FAILURE)).isEqualTo(OVERTAKEN);

    assertThat(others.happened()).isTrue();
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void takesThePublicationBackWhereTheNamespaceHasNoRow() {
    configDb.del(KEY);
    beforeThePublication(() -> hostDb.del(KEY));

    assertThat(settle(FAILURE)).isEqualTo(OVERTAKEN);

    assertThat(others.happened()).isTrue();
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void looksAtTheHostAgainBeforeItTriesAgain() {
    beforeTheWrite(
        () -> {
          configDb.hset(KEY, "set_owner", "kube");
          hostDb.del(KEY);
        });

    assertThat(settle(APPLIED)).isEqualTo(OVERTAKEN);

    assertThat(others.happened()).isTrue();
    assertThat(configDb.hgetAll(KEY)).containsEntry("state", "{{ template }}");
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void doesNotTakeAnotherStateBack() {
    beforeThePublication(() -> hostDb.del(KEY));
    before(Call.Retract.class, () -> stateDb.hset(KEY, "state", "disabled"));

    assertThat(settle(FAILURE)).isEqualTo(OVERTAKEN);

    assertThat(others.happened()).isTrue();
    assertThat(stateDb.hgetAll(KEY))
        .isEqualTo(Map.of("state", "disabled", "error_message", "exit code 1"));
  }

  @Test
  void saysTheStateOfAHostsRowThatHasGoneAndComeBackEqual() {
    beforeThePublication(
        () -> {
          hostDb.del(KEY);
          hostDb.hset(KEY, HOST_ROW.fields());
        });

    assertThat(settle(APPLIED)).isEqualTo(MIRRORED);

    assertThat(others.happened()).isTrue();
    assertThat(stateDb.hget(KEY, "state")).isEqualTo("enabled");
  }

  @Test
  void aRowThatWasRewrittenForAHostsRowThatIsGoneIsRemovedWithThat() {
    beforeThePublication(() -> hostDb.del(KEY));
    settle(FAILURE);
    assertThat(others.happened()).isTrue();
    assertThat(configDb.hgetAll(KEY)).isEqualTo(REWRITTEN.fields());

    assertThat(forget()).isEqualTo(new NamespaceResult.Forgotten(true));
    assertThat(configDb.exists(KEY)).isFalse();
  }

  @Test
  void noStateStaysWheneverTheHostsRowGoesMeanwhile() {
    betweenAnyTwoCalls(
        () -> hostDb.del(KEY),
        new NamespaceTask.Settle(FAILURE),
        (gone, result) -> {
          assertThat(result).isEqualTo(gone ? OVERTAKEN : MIRRORED);
          assertThat(stateDb.exists(KEY)).isEqualTo(!gone);
        });
  }

  // The namespace's row changes between the read and the write.

  @Test
  void keepsTheStateThatAUserSetsMeanwhile() {
    beforeTheWrite(() -> configDb.hset(KEY, "state", "disabled"));

    assertThat(settle(APPLIED)).isInstanceOf(NamespaceResult.Mirrored.class);

    assertThat(others.happened()).isTrue();
    assertThat(configDb.hgetAll(KEY))
        .containsEntry("state", "disabled")
        .containsEntry("delayed", "False");
    assertThat(stateDb.hget(KEY, "state")).isEqualTo("enabled");
  }

  @Test
  void keepsTheStateThatAUserSetsBetweenAnyTwoCalls() {
    betweenAnyTwoCalls(
        () -> configDb.hset(KEY, "state", "disabled"),
        new NamespaceTask.Settle(APPLIED),
        (set, result) -> {
          assertThat(configDb.hget(KEY, "state")).isEqualTo(set ? "disabled" : "enabled");
          assertThat(stateDb.hget(KEY, "state")).isEqualTo("enabled");
        });
  }

  @Test
  void doesNotReviveTheRowThatIsDeletedBetweenAnyTwoCalls() {
    betweenAnyTwoCalls(
        () -> configDb.del(KEY),
        new NamespaceTask.Settle(APPLIED),
        (deleted, result) -> {
          assertThat(configDb.exists(KEY)).isEqualTo(!deleted);
          assertThat(stateDb.hget(KEY, "state")).isEqualTo("enabled");
        });
  }

  /** On the wire: the look at the row and the writing are one request. */
  @Test
  void doesNotReviveTheRowThatIsDeletedMeanwhile() {
    beforeConfigDb.beforeRequestWith("{{ template }}", () -> configDb.del(KEY));

    settle(APPLIED);

    assertThat(beforeConfigDb.sprung()).isTrue();
    assertThat(configDb.exists(KEY)).isFalse();
    assertThat(stateDb.hget(KEY, "state")).isEqualTo("enabled");
  }

  private void changesBeforeEachWrite(int times) {
    for (int i = 0; i < times; i++) {
      String owner = "owner" + i;
      beforeTheWrite(() -> configDb.hset(KEY, "set_owner", owner));
    }
  }

  @Test
  void givesUpOnARowThatChangesFiveTimes() {
    changesBeforeEachWrite(5);

    assertThat(settle(APPLIED)).isEqualTo(new NamespaceResult.Unsteady());

    assertThat(others.happened()).isTrue();
    assertThat(configDb.hgetAll(KEY)).containsEntry("state", "{{ template }}");
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void doesNotGiveUpOnARowThatChangesFourTimes() {
    changesBeforeEachWrite(4);

    assertThat(settle(APPLIED)).isInstanceOf(NamespaceResult.Mirrored.class);

    assertThat(others.happened()).isTrue();
    assertThat(configDb.hgetAll(KEY)).containsEntry("state", "enabled");
  }

  // Deregistration.

  @Test
  void removesTheRowLastSeenAndTheWholeStateKey() {
    settle(APPLIED);
    stateDb.hset(KEY, OTHERS);
    hostDb.del(KEY);

    assertThat(forget()).isEqualTo(new NamespaceResult.Forgotten(true));

    assertThat(configDb.exists(KEY)).isFalse();
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void removesNoRowThatItHasNotSeen() {
    stateDb.hset(KEY, "state", "enabled");
    hostDb.del(KEY);

    assertThat(forget()).isEqualTo(new NamespaceResult.Forgotten(false));

    assertThat(configDb.hgetAll(KEY)).isEqualTo(ROW.fields());
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void removesNoRowThatWasNotThereWhenItLastLooked() {
    settle(APPLIED);
    configDb.del(KEY);
    settle(APPLIED);
    configDb.hset(KEY, REWRITTEN.fields());
    hostDb.del(KEY);

    assertThat(forget()).isEqualTo(new NamespaceResult.Forgotten(false));

    assertThat(configDb.hgetAll(KEY)).isEqualTo(REWRITTEN.fields());
  }

  @Test
  void removesNoRowThatSomebodyChangedSince() {
    settle(APPLIED);
    configDb.hset(KEY, "set_owner", "kube");
    hostDb.del(KEY);

    assertThat(forget()).isEqualTo(new NamespaceResult.Forgotten(false));

    assertThat(configDb.hgetAll(KEY)).containsEntry("set_owner", "kube");
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void removesNoRowThatSomebodyChangesAtThatMoment() {
    settle(APPLIED);
    hostDb.del(KEY);
    beforeConfigDb.beforeRequestWith("set_owner", () -> configDb.hset(KEY, "set_owner", "kube"));

    assertThat(forget()).isEqualTo(new NamespaceResult.Forgotten(false));

    assertThat(beforeConfigDb.sprung()).isTrue();
    assertThat(configDb.hgetAll(KEY)).containsEntry("set_owner", "kube");
  }

  @Test
  void removesNoRowTwiceForOneRegistration() {
    settle(APPLIED);
    hostDb.del(KEY);
    forget();
    configDb.hset(KEY, REWRITTEN.fields());

    assertThat(forget()).isEqualTo(new NamespaceResult.Forgotten(false));

    assertThat(configDb.hgetAll(KEY)).isEqualTo(REWRITTEN.fields());
  }

  @Test
  void forgetsNothingWhileTheHostsConfigurationIsNotLoaded() {
    settle(APPLIED);
    stateDb.hset(KEY, OTHERS);
    hostDb.flushAll();

    assertThat(forget()).isEqualTo(new NamespaceResult.NotLoaded());

    assertThat(configDb.hgetAll(KEY)).isEqualTo(REWRITTEN.fields());
    assertThat(stateDb.hgetAll(KEY)).containsAllEntriesOf(OTHERS).containsEntry("state", "enabled");
  }

  @Test
  void removesOnlyItsOwnFieldsWhenTheHostsRowIsBack() {
    settle(FAILURE);
    stateDb.hset(KEY, OTHERS);

    assertThat(forget()).isEqualTo(new NamespaceResult.Back(false));

    assertThat(configDb.hgetAll(KEY)).isEqualTo(REWRITTEN.fields());
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(OTHERS);
  }

  @Test
  void saysSoWhenTheHostsRowComesBackMeanwhile() {
    settle(APPLIED);
    hostDb.del(KEY);
    before(Call.RemoveState.class, () -> hostDb.hset(KEY, HOST_ROW.fields()));

    assertThat(forget()).isEqualTo(new NamespaceResult.Back(true));

    assertThat(others.happened()).isTrue();
    assertThat(configDb.exists(KEY)).isFalse();
  }

  /** What may be lost: all that is there in the moment between the look and the removal. */
  @Test
  void removesTheRowLastSeenAndTheWholeKeyThoughTheHostsRowComesBackAfterTheLook() {
    settle(APPLIED);
    hostDb.del(KEY);
    before(
        Call.RemoveRow.class,
        () -> {
          hostDb.hset(KEY, HOST_ROW.fields());
          stateDb.hset(KEY, OTHERS);
        });

    assertThat(forget()).isEqualTo(new NamespaceResult.Back(true));
    assertThat(others.happened()).isTrue();
    assertThat(configDb.exists(KEY)).isFalse();
    assertThat(stateDb.exists(KEY)).isFalse();

    settle(APPLIED);
    assertThat(configDb.exists(KEY)).as("created again").isFalse();
  }

  @Test
  void saysSoWheneverTheHostsRowComesBackMeanwhile() {
    betweenAnyTwoCalls(
        () -> hostDb.hset(KEY, HOST_ROW.fields()),
        new NamespaceTask.Forget(BGP),
        (back, result) -> {
          if (back) {
            assertThat(result).isInstanceOf(NamespaceResult.Back.class);
          } else {
            assertThat(result).isEqualTo(new NamespaceResult.Forgotten(true));
          }
        });
  }

  @Test
  void leavesOtherFeaturesAlone() {
    configDb.hset("FEATURE|bgp2", ROW.fields());
    stateDb.hset("FEATURE|bgp2", "state", "disabled");

    settle(APPLIED);
    hostDb.del(KEY);
    forget();

    assertThat(configDb.hgetAll("FEATURE|bgp2")).isEqualTo(ROW.fields());
    assertThat(stateDb.hgetAll("FEATURE|bgp2")).isEqualTo(Map.of("state", "disabled"));
  }

  // Comparing.

  @Test
  void tellsTheCoreWhatOnlyTheNamespaceKnows() {
    stateDb.hset(KEY, "state", "enabled");
    stateDb.hset("FEATURE|left", "state", "enabled");
    configDb.hset("FEATURE|unpublished", ROW.fields());

    assertThat(carryOut(new NamespaceTask.Compare())).isEqualTo(new NamespaceResult.Known());

    assertThat(events)
        .containsExactly(new Event.Listed(ImmutableSortedSet.of(new FeatureName("left")), false));
  }

  @Test
  void tellsTheCoreNothingWhenTheHostKnowsAll() {
    stateDb.hset(KEY, "state", "enabled");

    carryOut(new NamespaceTask.Compare());

    assertThat(events).isEmpty();
  }

  @Test
  void listsAndReadsTheRowsOfTheNamespace() {
    configDb.hset("FEATURE|other", "state", "enabled");
    configDb.set("FEATURE|text", "no hash");
    stateDb.hset("FEATURE|published", "state", "enabled");
    FeatureName text = new FeatureName("text");

    assertThat(here.make(new Call.Configured()))
        .isEqualTo(new Reply.Names(ImmutableSortedSet.of(BGP, new FeatureName("other"), text)));
    assertThat(
            here.make(new Call.Hashes(ImmutableSortedSet.of(BGP, text, new FeatureName("none")))))
        .isEqualTo(new Reply.Hashes(ImmutableSortedMap.of(BGP, ROW)));
  }

  // Traces of revived rows.

  static final Row TRACE = Row.of(Map.of("has_global_scope", "True", "delayed", "False"));

  private void layOutTrace() {
    here.make(new Call.Announcements());
    layOutTraceAgain();
  }

  private void layOutTraceAgain() {
    configDb.del(KEY);
    configDb.hset(KEY, TRACE.fields());
  }

  private NamespaceResult removeTrace() {
    return carryOut(new NamespaceTask.RemoveTrace(new Command.RemoveTrace(BGP, TRACE)));
  }

  private static NamespaceResult trace(Verdict verdict) {
    return new NamespaceResult.Trace(verdict);
  }

  @Test
  void removesATraceOfTheNamespaceAndNothingElse() {
    layOutTrace();
    stateDb.hset(KEY, OTHERS);

    assertThat(removeTrace()).isEqualTo(trace(Verdict.STANDS));

    assertThat(configDb.exists(KEY)).isFalse();
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(OTHERS);
    assertThat(hostDb.hgetAll(KEY)).isEqualTo(HOST_ROW.fields());
    assertThat(removeTrace())
        .as("gone for now: a namespace need not say that it is loaded")
        .isEqualTo(trace(Verdict.CHANGED));
  }

  @Test
  void doesNotRemoveATraceThatGainsAFieldAtThatMoment() {
    layOutTrace();
    beforeConfigDb.beforeRequestWith(
        "has_global_scope", () -> configDb.hset(KEY, "state", "enabled"));

    assertThat(removeTrace()).isEqualTo(trace(Verdict.CHANGED));

    assertThat(beforeConfigDb.sprung()).isTrue();
    assertThat(configDb.hgetAll(KEY)).containsAllEntriesOf(TRACE.fields()).hasSize(3);
  }

  /** Equal content is not enough: somebody may be about to build a row on it. */
  @Test
  void doesNotRemoveATraceThatIsWrittenEqualBehindItsBarrier() {
    layOutTrace();
    beforeConfigDb.beforeRequestWith("EXEC", this::layOutTraceAgain);

    assertThat(removeTrace()).isEqualTo(trace(Verdict.CHANGED));

    assertThat(beforeConfigDb.sprung()).isTrue();
    assertThat(configDb.hgetAll(KEY)).isEqualTo(TRACE.fields());
  }

  @Test
  void removesNoTraceThatNobodyWouldBeToldOf() {
    layOutTrace();
    configDb.configSet("notify-keyspace-events", "");

    assertThat(removeTrace()).isEqualTo(trace(Verdict.UNANNOUNCED));

    assertThat(configDb.hgetAll(KEY)).isEqualTo(TRACE.fields());
  }

  @Test
  void removesNoRowThatIsPutBackAfterItWasRemovedAsATrace() {
    layOutTrace();
    settle(APPLIED);
    removeTrace();
    layOutTrace();
    hostDb.del(KEY);

    assertThat(forget()).isEqualTo(new NamespaceResult.Forgotten(false));

    assertThat(configDb.hgetAll(KEY)).isEqualTo(TRACE.fields());
  }

  // Lost answers, and newer work.

  @Test
  void keepsATaskWhoseConnectionWasLostAndThenDoesIt() {
    settle(APPLIED);
    configDb
        .clientList()
        .lines()
        .filter(line -> line.contains(" name=featured "))
        .map(line -> line.substring("id=".length(), line.indexOf(' ')))
        .forEach(id -> configDb.clientKill(new ClientKillParams().id(id)));

    assertThatExceptionOfType(RedisUnavailable.class).isThrownBy(() -> settle(FAILURE));

    assertThat(untilATaskHasEnded()).isInstanceOf(NamespaceResult.Mirrored.class);
    assertThat(stateDb.hget(KEY, "state")).isEqualTo("failed");
    assertThat(desk.taken().call()).isEmpty();
  }

  /** The scripts have to be there, or the answer that is lost is that they are not. */
  private void loadScripts() {
    settle(APPLIED);
    hostDb.del(KEY);
    forget();
    layOutTrace();
    removeTrace();
    layOut();
  }

  @Test
  void repeatsASettlingThatMayHaveBeenCarriedOut() {
    loadScripts();
    beforeConfigDb.loseTheAnswerTo("{{ template }}");

    assertThatExceptionOfType(RedisUnavailable.class).isThrownBy(() -> settle(APPLIED));

    assertThat(beforeConfigDb.sprung()).isTrue();
    assertThat(configDb.hgetAll(KEY)).isEqualTo(REWRITTEN.fields());
    assertThat(untilATaskHasEnded())
        .isEqualTo(new NamespaceResult.Mirrored(REWRITTEN, ImmutableSortedMap.of()));
    assertThat(stateDb.hget(KEY, "state")).isEqualTo("enabled");
  }

  @Test
  void repeatsAForgettingThatMayHaveRemovedTheRow() {
    loadScripts();
    settle(APPLIED);
    hostDb.del(KEY);
    beforeConfigDb.loseTheAnswerTo("set_owner");

    assertThatExceptionOfType(RedisUnavailable.class).isThrownBy(this::forget);

    assertThat(beforeConfigDb.sprung()).isTrue();
    assertThat(configDb.exists(KEY)).isFalse();
    assertThat(untilATaskHasEnded()).isEqualTo(new NamespaceResult.Forgotten(false));
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  /** Somebody may have begun to write the row since. */
  @Test
  void dropsTheRemovalOfATraceThatMayHaveBeenCarriedOut() {
    loadScripts();
    layOutTrace();
    beforeConfigDb.loseTheAnswerTo("EXEC");

    assertThatExceptionOfType(RedisUnavailable.class).isThrownBy(this::removeTrace);

    assertThat(beforeConfigDb.sprung()).isTrue();
    assertThat(configDb.exists(KEY)).isFalse();
    assertThat(desk.taken().call()).isEmpty();
  }

  @Test
  void doesNotDropTheLookThatTookTheRemovalsPlaceMeanwhile() {
    loadScripts();
    layOutTrace();
    before(Call.Guarded.class, () -> desk = desk.with(new NamespaceTask.Look(BGP)));
    beforeConfigDb.loseTheAnswerTo("EXEC");

    assertThatExceptionOfType(RedisUnavailable.class).isThrownBy(this::removeTrace);

    assertThat(untilATaskHasEnded()).isEqualTo(new NamespaceResult.Known());
    assertThat(desk.taken().call()).isEmpty();
  }

  @Test
  void neverSaysWhatWasReplacedBeforeItsTurn() {
    desk = desk.with(new NamespaceTask.Settle(FAILURE)).with(new NamespaceTask.Look(BGP));

    assertThat(settle(APPLIED)).as("in the place of the older").isEqualTo(MIRRORED);
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(Map.of("state", "enabled"));
    assertThat(untilATaskHasEnded()).isEqualTo(new NamespaceResult.Known());
    assertThat(desk.taken().call()).isEmpty();
  }

  @Test
  void saysNextWhatCameWhileTheOlderWasBeingSaid() {
    beforeThePublication(() -> desk = desk.with(new NamespaceTask.Settle(APPLIED)));

    assertThat(settle(FAILURE)).isEqualTo(MIRRORED);
    assertThat(stateDb.hget(KEY, "state")).isEqualTo("failed");

    untilATaskHasEnded();
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(Map.of("state", "enabled"));
    assertThat(desk.taken().call()).isEmpty();
  }

  @Test
  void beginsWithTheNewestAfterALostAnswer() {
    loadScripts();
    beforeTheWrite(() -> desk = desk.with(new NamespaceTask.Settle(APPLIED)));
    beforeConfigDb.loseTheAnswerTo("{{ template }}");

    assertThatExceptionOfType(RedisUnavailable.class).isThrownBy(() -> settle(FAILURE));

    untilATaskHasEnded();
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(Map.of("state", "enabled"));
    assertThat(desk.taken().call()).isEmpty();
  }

  @Test
  void neverRevivesARowThatIsDeletedWhileItWrites() throws InterruptedException {
    AtomicBoolean running = new AtomicBoolean(true);
    AtomicLong finished = new AtomicLong();
    AtomicLong mirrored = new AtomicLong();
    AtomicLong overtaken = new AtomicLong();
    Command.Settle settle =
        new Command.Settle(
            BGP,
            new RegistrationId(1),
            HOST_ROW,
            ImmutableSortedMap.of("delayed", "False"),
            RENDERED,
            Optional.of(ENABLED));
    Thread settler =
        new Thread(
            () -> {
              while (running.get()) {
                host.make(new Call.Settle(settle));
                NamespaceResult outcome = settle(APPLIED);
                if (outcome.equals(MIRRORED)) {
                  mirrored.incrementAndGet();
                } else if (outcome.equals(OVERTAKEN)) {
                  overtaken.incrementAndGet();
                }
                finished.incrementAndGet();
              }
            });
    settler.start();
    try {
      for (int i = 0; i < 1_000; i++) {
        long mirroredBefore = mirrored.get();
        configDb.hset(KEY, ROW.fields());
        hostDb.hset(KEY, HOST_ROW.fields());
        if (i % 50 == 0) {
          await(mirrored, mirroredBefore + 1, settler);
        }
        if (i % 2 == 0) {
          hostDb.del(KEY);
          configDb.del(KEY);
        } else {
          configDb.del(KEY);
          hostDb.del(KEY);
        }
        // The settling that the deletions met is over when the second from here has ended.
        await(finished, finished.get() + 2, settler);
        assertThat(hostDb.exists(KEY)).as("on the host, deletion %d", i).isFalse();
        assertThat(configDb.exists(KEY)).as("in the namespace, deletion %d", i).isFalse();
      }
    } finally {
      running.set(false);
      settler.join();
    }
    assertThat(mirrored.get()).as("settlings that rewrote a row").isPositive();
    assertThat(overtaken.get()).as("settlings that met none on the host").isPositive();
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
}
