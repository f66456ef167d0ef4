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
import dev.featured.adapters.redis.Fence;
import dev.featured.adapters.redis.Listing;
import dev.featured.adapters.redis.MirrorForgetOutcome;
import dev.featured.adapters.redis.MirrorOutcome;
import dev.featured.adapters.redis.NamespaceMirror;
import dev.featured.adapters.redis.RedisUnavailable;
import dev.featured.adapters.redis.TraceOutcome;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Publication;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.NotAHash;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.RowContent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ClientKillParams;

/** What a namespace's mirror promises wherever the namespace's databases are. */
@Timeout(120)
abstract class NamespaceMirrorContract {
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
  static final MirrorOutcome MIRRORED = new MirrorOutcome.Mirrored(ROW, REWRITE);
  static final MirrorOutcome OVERTAKEN = new MirrorOutcome.Overtaken();

  private final RunningRedis hostRedis;
  private final Interposer beforeConfigDb;
  private final Interposer beforeStateDb;
  final Jedis hostDb;
  final Jedis configDb;
  final Jedis stateDb;
  final Fence host;
  final NamespaceMirror mirror;

  NamespaceMirrorContract(
      RunningRedis hostRedis,
      RunningRedis configRedis,
      RunningRedis stateRedis,
      Interposer beforeConfigDb,
      Interposer beforeStateDb) {
    this.hostRedis = hostRedis;
    this.beforeConfigDb = beforeConfigDb;
    this.beforeStateDb = beforeStateDb;
    this.hostDb = hostRedis.client(4);
    this.configDb = configRedis.client(4);
    this.stateDb = stateRedis.client(6);
    DatabaseConfig ofHost =
        FenceContract.databases(
            instance("redis", hostRedis.socket()), instance("redis", hostRedis.socket()));
    this.host = new Fence(ofHost);
    this.mirror =
        new NamespaceMirror(
            ofHost,
            FenceContract.databases(
                instance("config", beforeConfigDb.socket()),
                instance(
                    configRedis.equals(stateRedis) ? "config" : "state", beforeStateDb.socket())));
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
    mirror.close();
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

  // Mirroring.

  @Test
  void rewritesWhatDiffersAndPublishes() {
    stateDb.hset(KEY, OTHERS);

    assertThat(mirror.settle(FAILURE)).isEqualTo(MIRRORED);

    assertThat(configDb.hgetAll(KEY)).isEqualTo(REWRITTEN.fields());
    assertThat(stateDb.hgetAll(KEY))
        .containsAllEntriesOf(OTHERS)
        .containsEntry("state", "failed")
        .containsEntry("error_message", "exit code 1")
        .hasSize(4);

    mirror.settle(APPLIED);
    assertThat(stateDb.hgetAll(KEY))
        .containsAllEntriesOf(OTHERS)
        .containsEntry("state", "enabled")
        .hasSize(3);
  }

  @Test
  void changesNothingOnTheHost() {
    mirror.settle(APPLIED);

    assertThat(hostDb.hgetAll(KEY)).isEqualTo(HOST_ROW.fields());
    assertThat(hostDb.keys("*")).containsExactlyInAnyOrder(KEY, FenceContract.INITIALISED);
    try (Jedis hostStateDb = hostRedis.client(6)) {
      assertThat(hostStateDb.keys("*")).isEmpty();
    }
  }

  @Test
  void keepsAUsersState() {
    configDb.hset(KEY, "state", "disabled");

    mirror.settle(APPLIED);

    assertThat(configDb.hgetAll(KEY))
        .containsEntry("state", "disabled")
        .containsEntry("delayed", "False");
    assertThat(stateDb.hget(KEY, "state")).isEqualTo("enabled");
  }

  @Test
  void overridesAUsersStateWithAnImmutableOne() {
    configDb.hset(KEY, "state", "disabled");

    mirror.settle(
        applied(
            HOST_ROW,
            ImmutableSortedMap.of("state", "always_enabled", "delayed", "False"),
            Optional.of(ENABLED)));

    assertThat(configDb.hgetAll(KEY)).containsEntry("state", "always_enabled");
  }

  @Test
  void rewritesWithoutAPublication() {
    assertThat(mirror.settle(applied(HOST_ROW, RENDERED, Optional.empty()))).isEqualTo(MIRRORED);

    assertThat(configDb.hgetAll(KEY)).isEqualTo(REWRITTEN.fields());
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void createsNoRowButPublishes() {
    configDb.del(KEY);

    assertThat(mirror.settle(APPLIED))
        .isEqualTo(new MirrorOutcome.Mirrored(Row.of(Map.of()), ImmutableSortedMap.of()));

    assertThat(configDb.exists(KEY)).isFalse();
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(Map.of("state", "enabled"));
  }

  @Test
  void leavesAKeyThatIsNoHashAloneButPublishes() {
    configDb.del(KEY);
    configDb.set(KEY, "a string");

    mirror.settle(APPLIED);

    assertThat(configDb.get(KEY)).isEqualTo("a string");
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(Map.of("state", "enabled"));
  }

  @Test
  void leavesTheRowAloneWhenTheHostsIsNotUnderstood() {
    hostDb.del(KEY);
    hostDb.lpush(KEY, "a list");

    mirror.settle(applied(new NotAHash("list"), ImmutableSortedMap.of(), Optional.of(FAILED)));

    assertThat(configDb.hgetAll(KEY)).isEqualTo(ROW.fields());
    assertThat(stateDb.hget(KEY, "state")).isEqualTo("failed");
  }

  @Test
  void leavesTheRowAloneWhenItCannotPublish() {
    stateDb.lpush(KEY, "a list");

    assertThat(mirror.settle(APPLIED))
        .isEqualTo(new MirrorOutcome.Refused("STATE_DB key 'FEATURE|bgp' is a list, not a hash"));

    assertThat(configDb.hgetAll(KEY)).isEqualTo(ROW.fields());
  }

  @Test
  void refusesInOneLineWhenTheNamespaceIsReadOnly() {
    try {
      configDb.replicaof("127.0.0.1", 1);
      stateDb.replicaof("127.0.0.1", 1);

      assertThat(mirror.settle(APPLIED))
          .isInstanceOfSatisfying(
              MirrorOutcome.Refused.class,
              refused -> assertThat(refused.reason()).contains("READONLY").doesNotContain("\n"));
      hostDb.del(KEY);
      assertThat(mirror.forget(BGP)).isInstanceOf(MirrorForgetOutcome.Refused.class);
    } finally {
      configDb.replicaofNoOne();
      stateDb.replicaofNoOne();
    }
  }

  // The host's row moves on.

  @Test
  void writesNothingWhenTheHostsRowIsGone() {
    hostDb.del(KEY);

    assertThat(mirror.settle(APPLIED)).isEqualTo(OVERTAKEN);

    assertUntouched();
  }

  @Test
  void writesNothingWhenTheHostsRowIsAnotherOne() {
    hostDb.hset(KEY, "auto_restart", "disabled");

    assertThat(mirror.settle(APPLIED)).isEqualTo(OVERTAKEN);

    assertUntouched();
  }

  private void assertUntouched() {
    assertThat(configDb.hgetAll(KEY)).isEqualTo(ROW.fields());
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void takesThePublicationBackWhenTheHostsRowWentMeanwhile() {
    stateDb.hset(KEY, OTHERS);
    beforeStateDb.beforeRequestWith("exit code 1", () -> hostDb.del(KEY));

    assertThat(mirror.settle(FAILURE)).isEqualTo(OVERTAKEN);

    assertThat(beforeStateDb.sprung()).isTrue();
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(OTHERS);
  }

  @Test
  void takesThePublicationBackWhenTheHostsRowChangedMeanwhile() {
    beforeStateDb.beforeRequestWith("exit code 1", () -> hostDb.hset(KEY, "state", "disabled"));

    assertThat(mirror.settle(FAILURE)).isEqualTo(OVERTAKEN);

    assertThat(beforeStateDb.sprung()).isTrue();
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void takesThePublicationBackWhereTheNamespaceHasNoRow() {
    configDb.del(KEY);
    beforeStateDb.beforeRequestWith("exit code 1", () -> hostDb.del(KEY));

    assertThat(mirror.settle(FAILURE)).isEqualTo(OVERTAKEN);

    assertThat(beforeStateDb.sprung()).isTrue();
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void looksAtTheHostAgainBeforeItTriesAgain() {
    beforeConfigDb.beforeRequestWith(
        "{{ template }}",
        () -> {
          configDb.hset(KEY, "set_owner", "kube");
          hostDb.del(KEY);
        });

    assertThat(mirror.settle(APPLIED)).isEqualTo(OVERTAKEN);

    assertThat(beforeConfigDb.sprung()).isTrue();
    assertThat(configDb.hgetAll(KEY)).containsEntry("state", "{{ template }}");
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  // The namespace's row changes between the read and the write.

  @Test
  void keepsTheStateThatAUserSetsMeanwhile() {
    beforeConfigDb.beforeRequestWith(
        "{{ template }}", () -> configDb.hset(KEY, "state", "disabled"));

    assertThat(mirror.settle(APPLIED)).isInstanceOf(MirrorOutcome.Mirrored.class);

    assertThat(beforeConfigDb.sprung()).isTrue();
    assertThat(configDb.hgetAll(KEY))
        .containsEntry("state", "disabled")
        .containsEntry("delayed", "False");
    assertThat(stateDb.hget(KEY, "state")).isEqualTo("enabled");
  }

  @Test
  void doesNotReviveTheRowThatIsDeletedMeanwhile() {
    beforeConfigDb.beforeRequestWith("{{ template }}", () -> configDb.del(KEY));

    mirror.settle(APPLIED);

    assertThat(beforeConfigDb.sprung()).isTrue();
    assertThat(configDb.exists(KEY)).isFalse();
    assertThat(stateDb.hget(KEY, "state")).isEqualTo("enabled");
  }

  @Test
  void givesUpOnARowThatChangesEachTime() {
    for (int i = 0; i < 100; i++) {
      String owner = "owner" + i;
      beforeConfigDb.beforeRequestWith(
          "{{ template }}", () -> configDb.hset(KEY, "set_owner", owner));
    }
    try {
      assertThat(mirror.settle(APPLIED)).isEqualTo(new MirrorOutcome.Unsteady());
    } finally {
      beforeConfigDb.disarm();
    }

    assertThat(configDb.hgetAll(KEY)).containsEntry("state", "{{ template }}");
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  // Deregistration.

  @Test
  void removesTheRowLastSeenAndTheWholeStateKey() {
    mirror.settle(APPLIED);
    stateDb.hset(KEY, OTHERS);
    hostDb.del(KEY);

    assertThat(mirror.forget(BGP)).isEqualTo(new MirrorForgetOutcome.Forgotten(true));

    assertThat(configDb.exists(KEY)).isFalse();
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void removesNoRowThatItHasNotSeen() {
    stateDb.hset(KEY, "state", "enabled");
    hostDb.del(KEY);

    assertThat(mirror.forget(BGP)).isEqualTo(new MirrorForgetOutcome.Forgotten(false));

    assertThat(configDb.hgetAll(KEY)).isEqualTo(ROW.fields());
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void removesNoRowThatWasNotThereWhenItLastLooked() {
    mirror.settle(APPLIED);
    configDb.del(KEY);
    mirror.settle(APPLIED);
    configDb.hset(KEY, REWRITTEN.fields());
    hostDb.del(KEY);

    assertThat(mirror.forget(BGP)).isEqualTo(new MirrorForgetOutcome.Forgotten(false));

    assertThat(configDb.hgetAll(KEY)).isEqualTo(REWRITTEN.fields());
  }

  @Test
  void removesNoRowThatSomebodyChangedSince() {
    mirror.settle(APPLIED);
    configDb.hset(KEY, "set_owner", "kube");
    hostDb.del(KEY);

    assertThat(mirror.forget(BGP)).isEqualTo(new MirrorForgetOutcome.Forgotten(false));

    assertThat(configDb.hgetAll(KEY)).containsEntry("set_owner", "kube");
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void removesNoRowThatSomebodyChangesAtThatMoment() {
    mirror.settle(APPLIED);
    hostDb.del(KEY);
    beforeConfigDb.beforeRequestWith("set_owner", () -> configDb.hset(KEY, "set_owner", "kube"));

    assertThat(mirror.forget(BGP)).isEqualTo(new MirrorForgetOutcome.Forgotten(false));

    assertThat(beforeConfigDb.sprung()).isTrue();
    assertThat(configDb.hgetAll(KEY)).containsEntry("set_owner", "kube");
  }

  @Test
  void removesNoRowTwiceForOneRegistration() {
    mirror.settle(APPLIED);
    hostDb.del(KEY);
    mirror.forget(BGP);
    configDb.hset(KEY, REWRITTEN.fields());

    assertThat(mirror.forget(BGP)).isEqualTo(new MirrorForgetOutcome.Forgotten(false));

    assertThat(configDb.hgetAll(KEY)).isEqualTo(REWRITTEN.fields());
  }

  @Test
  void forgetsNothingWhileTheHostsConfigurationIsNotLoaded() {
    mirror.settle(APPLIED);
    stateDb.hset(KEY, OTHERS);
    hostDb.flushAll();

    assertThat(mirror.forget(BGP)).isEqualTo(new MirrorForgetOutcome.NotLoaded());

    assertThat(configDb.hgetAll(KEY)).isEqualTo(REWRITTEN.fields());
    assertThat(stateDb.hgetAll(KEY)).containsAllEntriesOf(OTHERS).containsEntry("state", "enabled");
  }

  @Test
  void removesOnlyItsOwnFieldsWhenTheHostsRowIsBack() {
    mirror.settle(FAILURE);
    stateDb.hset(KEY, OTHERS);

    assertThat(mirror.forget(BGP)).isEqualTo(new MirrorForgetOutcome.Back(false));

    assertThat(configDb.hgetAll(KEY)).isEqualTo(REWRITTEN.fields());
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(OTHERS);
  }

  @Test
  void saysSoWhenTheHostsRowComesBackMeanwhile() {
    mirror.settle(APPLIED);
    hostDb.del(KEY);
    beforeStateDb.beforeRequestWith("DEL\r\n", () -> hostDb.hset(KEY, HOST_ROW.fields()));

    assertThat(mirror.forget(BGP)).isEqualTo(new MirrorForgetOutcome.Back(true));

    assertThat(beforeStateDb.sprung()).isTrue();
    assertThat(configDb.exists(KEY)).isFalse();
  }

  @Test
  void leavesOtherFeaturesAlone() {
    configDb.hset("FEATURE|bgp2", ROW.fields());
    stateDb.hset("FEATURE|bgp2", "state", "disabled");

    mirror.settle(APPLIED);
    hostDb.del(KEY);
    mirror.forget(BGP);

    assertThat(configDb.hgetAll("FEATURE|bgp2")).isEqualTo(ROW.fields());
    assertThat(stateDb.hgetAll("FEATURE|bgp2")).isEqualTo(Map.of("state", "disabled"));
  }

  @Test
  void listsWhatOnlyTheNamespaceKnows() {
    stateDb.hset(KEY, "state", "enabled");
    stateDb.hset("FEATURE|left", "state", "enabled");
    configDb.hset("FEATURE|unpublished", ROW.fields());

    Listing orphans = mirror.orphans();

    assertThat(orphans.names()).isEqualTo(ImmutableSortedSet.of(new FeatureName("left")));
    assertThat(orphans.refused()).isEmpty();
  }

  @Test
  void listsAndReadsTheRowsOfTheNamespace() {
    configDb.hset("FEATURE|other", "state", "enabled");
    configDb.set("FEATURE|text", "no hash");
    stateDb.hset("FEATURE|published", "state", "enabled");

    assertThat(mirror.configured().names())
        .isEqualTo(ImmutableSortedSet.of(BGP, new FeatureName("other"), new FeatureName("text")));
    assertThat(mirror.rows(Set.of(BGP, new FeatureName("text"), new FeatureName("none"))))
        .isEqualTo(ImmutableSortedMap.of(BGP, ROW));
    assertThat(mirror.row(BGP)).contains(ROW);
    assertThat(mirror.row(new FeatureName("text"))).isEmpty();
  }

  // Traces of revived rows.

  static final Row TRACE = Row.of(Map.of("has_global_scope", "True", "delayed", "False"));

  private void layOutTrace() {
    configDb.del(KEY);
    configDb.hset(KEY, TRACE.fields());
  }

  private TraceOutcome removeTrace() {
    return mirror.removeTrace(new Command.RemoveTrace(BGP, TRACE));
  }

  @Test
  void removesATraceOfTheNamespaceAndNothingElse() {
    layOutTrace();
    stateDb.hset(KEY, OTHERS);

    assertThat(removeTrace()).isEqualTo(new TraceOutcome.Removed());

    assertThat(configDb.exists(KEY)).isFalse();
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(OTHERS);
    assertThat(hostDb.hgetAll(KEY)).isEqualTo(HOST_ROW.fields());
    assertThat(removeTrace()).isEqualTo(new TraceOutcome.Gone());
  }

  @Test
  void doesNotRemoveATraceThatGainsAFieldAtThatMoment() {
    layOutTrace();
    beforeConfigDb.beforeRequestWith(
        "has_global_scope", () -> configDb.hset(KEY, "state", "enabled"));

    assertThat(removeTrace()).isEqualTo(new TraceOutcome.Changed());

    assertThat(beforeConfigDb.sprung()).isTrue();
    assertThat(configDb.hgetAll(KEY)).containsAllEntriesOf(TRACE.fields()).hasSize(3);
  }

  @Test
  void removesNoRowThatIsPutBackAfterItWasRemovedAsATrace() {
    layOutTrace();
    mirror.settle(APPLIED);
    removeTrace();
    layOutTrace();
    hostDb.del(KEY);

    assertThat(mirror.forget(BGP)).isEqualTo(new MirrorForgetOutcome.Forgotten(false));

    assertThat(configDb.hgetAll(KEY)).isEqualTo(TRACE.fields());
  }

  @Test
  void reportsALostConnectionAndThenWorksAgain() {
    mirror.settle(APPLIED);
    configDb
        .clientList()
        .lines()
        .filter(line -> line.contains(" name=featured "))
        .map(line -> line.substring("id=".length(), line.indexOf(' ')))
        .forEach(id -> configDb.clientKill(new ClientKillParams().id(id)));

    assertThatExceptionOfType(RedisUnavailable.class).isThrownBy(() -> mirror.settle(FAILURE));

    assertThat(untilAvailable(FAILURE)).isInstanceOf(MirrorOutcome.Mirrored.class);
    assertThat(stateDb.hget(KEY, "state")).isEqualTo("failed");
  }

  /** Each of the mirror's connections is found lost in its turn. */
  private MirrorOutcome untilAvailable(Command.Settle command) {
    try {
      return mirror.settle(command);
    } catch (RedisUnavailable e) {
      return mirror.settle(command);
    }
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
                host.settle(settle);
                MirrorOutcome outcome = mirror.settle(APPLIED);
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
