package dev.featured.model.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.adapters.redis.RedisUnavailable;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Publication;
import dev.featured.engine.core.SettleOutcome;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.store.Call;
import dev.featured.engine.store.Exchange;
import dev.featured.engine.store.Reply;
import dev.featured.engine.store.Reply.Verdict;
import dev.featured.engine.store.StoreTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CONFIG_DB and STATE_DB on servers of their own; what happens between the steps. */
final class FenceOnTwoServersTest extends FenceContract {
  private static final Command.Settle FAILURE = command(ROW, ENABLED_STATE, FAILED);

  /**
   * The calls of a settling: could it be published, the rewrite, the publication, the last look.
   */
  private static final int CALLS_OF_A_SETTLING = 4;

  @TempDir private static Path folder;
  private static RunningRedis configRedis;
  private static RunningRedis stateRedis;
  private static Interposer interposer;

  FenceOnTwoServersTest() {
    super(
        configRedis,
        stateRedis,
        databases(
            instance("redis", configRedis.socket()), instance("redis0", interposer.socket())));
  }

  @BeforeAll
  static void start() throws IOException {
    configRedis = RunningRedis.startIn(folder);
    stateRedis = RunningRedis.startIn(Files.createDirectory(folder.resolve("s")));
    interposer = new Interposer(folder.resolve("i.sock"), stateRedis.socket());
  }

  @AfterAll
  static void stop() throws IOException {
    interposer.close();
    configRedis.close();
    stateRedis.close();
  }

  /** Carries out a task as {@link #settle} does a settling. */
  private Reply callByCall(StoreTask task) {
    Exchange exchange = Exchange.of(task, fence.servers());
    while (!(exchange instanceof Exchange.Ended ended)) {
      exchange = exchange.after(make(exchange.call()));
    }
    return ended.reply();
  }

  private void beforeThePublication(Runnable action) {
    others.before(new Call.Publish(BGP, FAILURE.publication())::equals, action);
  }

  private void beforeItIsTakenBack(Runnable action) {
    others.before(Call.Retract.class::isInstance, action);
  }

  // A settling, and the row meanwhile.

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void noStateStaysAndNoRowComesBackWheneverItIsDeletedMeanwhile(int before) {
    stateDb.hset(KEY, "container_id", "c0ffee");
    others.beforeNumber(before, () -> configDb.del(KEY));

    assertThat(settle(FAILURE)).isEqualTo(GONE);

    assertThat(others.happened()).isTrue();
    assertThat(configDb.exists(KEY)).isFalse();
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(Map.of("container_id", "c0ffee"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void noStateStaysAndNoValueIsOverriddenWheneverTheRowChangesMeanwhile(int before) {
    others.beforeNumber(before, () -> configDb.hset(KEY, "state", "disabled"));

    assertThat(settle(FAILURE)).isEqualTo(CHANGED);

    assertThat(others.happened()).isTrue();
    assertThat(configDb.hgetAll(KEY)).isEqualTo(ROW.with(Map.of("state", "disabled")).fields());
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void aSettlingHasNoMoreCallsThanThose() {
    others.beforeNumber(CALLS_OF_A_SETTLING, () -> configDb.del(KEY));

    assertThat(settle(FAILURE)).isEqualTo(APPLIED);

    assertThat(others.happened()).isFalse();
  }

  /** The same on the wire, where nobody but the interposer can come in between. */
  @Test
  void takesThePublicationBackWhenTheRowWentMeanwhile() {
    stateDb.hset(KEY, "container_id", "c0ffee");
    loadScripts();
    interposer.beforeRequestWith("failed", () -> configDb.del(KEY));

    assertThat(fence.carryOut(new StoreTask.Settle(FAILURE))).isEqualTo(Verdict.GONE);

    assertThat(interposer.sprung()).isTrue();
    assertThat(configDb.exists(KEY)).isFalse();
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(Map.of("container_id", "c0ffee"));
  }

  @Test
  void takesThePublicationBackWhenTheRowChangedMeanwhile() {
    beforeThePublication(() -> configDb.hset(KEY, "state", "disabled"));

    assertThat(settle(FAILURE)).isEqualTo(CHANGED);

    assertThat(others.happened()).isTrue();
    assertThat(configDb.hget(KEY, "state")).isEqualTo("disabled");
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void takesAPublicationWithoutAnErrorBack() {
    others.before(new Call.Publish(BGP, SETTLE.publication())::equals, () -> configDb.del(KEY));

    assertThat(settle(SETTLE)).isEqualTo(GONE);

    assertThat(others.happened()).isTrue();
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void whatAPublicationReplacedIsMissingOnceItIsTakenBack() {
    stateDb.hset(KEY, "state", "disabled");
    beforeThePublication(() -> configDb.del(KEY));

    assertThat(settle(FAILURE)).isEqualTo(GONE);

    assertThat(others.happened()).isTrue();
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void doesNotTakeAnotherStateBack() {
    beforeThePublication(() -> configDb.del(KEY));
    beforeItIsTakenBack(() -> stateDb.hset(KEY, "state", "disabled"));

    assertThat(settle(FAILURE)).isEqualTo(GONE);

    assertThat(others.happened()).isTrue();
    assertThat(stateDb.hgetAll(KEY))
        .isEqualTo(Map.of("state", "disabled", "error_message", "exit code 1"));
  }

  @Test
  void doesNotTakeAnotherErrorBack() {
    beforeThePublication(() -> configDb.del(KEY));
    beforeItIsTakenBack(() -> stateDb.hset(KEY, "error_message", "another"));

    assertThat(settle(FAILURE)).isEqualTo(GONE);

    assertThat(others.happened()).isTrue();
    assertThat(stateDb.hgetAll(KEY))
        .isEqualTo(Map.of("state", "failed", "error_message", "another"));
  }

  @Test
  void takesNothingBackFromAKeyThatBecameForeign() {
    beforeThePublication(() -> configDb.del(KEY));
    beforeItIsTakenBack(
        () -> {
          stateDb.del(KEY);
          stateDb.set(KEY, "a string");
        });

    assertThat(settle(FAILURE)).isEqualTo(GONE);

    assertThat(others.happened()).isTrue();
    assertThat(stateDb.get(KEY)).isEqualTo("a string");
  }

  @Test
  void refusesWhenTheStateKeyBecomesForeignAfterTheRewrite() {
    beforeThePublication(() -> stateDb.set(KEY, "a string"));

    assertThat(settle(FAILURE))
        .isEqualTo(
            new SettleOutcome.Refused("STATE_DB key 'FEATURE|bgp' is a string, not a hash", false));

    assertThat(others.happened()).isTrue();
    assertThat(stateDb.get(KEY)).isEqualTo("a string");
    assertThat(configDb.hgetAll(KEY)).as("rewritten all the same").isEqualTo(REWRITTEN.fields());
  }

  // A report.

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void noReportStaysWheneverTheRowIsDeletedMeanwhile(int before) {
    others.beforeNumber(before, () -> configDb.del(KEY));

    assertThat(callByCall(new StoreTask.Report(BGP, REPORT.fields()))).isEqualTo(Verdict.GONE);

    assertThat(others.happened()).isTrue();
    assertThat(stateDb.exists(LIFECYCLE)).isFalse();
    assertThat(configDb.exists(KEY)).isFalse();
  }

  @Test
  void takesAReportBackWhenTheRowWentMeanwhile() {
    report(REPORT);
    interposer.beforeRequestWith("exit code 1", () -> configDb.del(KEY));

    assertThat(report(lifecycle(LifecycleState.FAILED, "exit code 1"))).isEqualTo(Verdict.GONE);

    assertThat(interposer.sprung()).isTrue();
    assertThat(stateDb.exists(LIFECYCLE)).isFalse();
  }

  // A forgetting.

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void saysSoWheneverTheRowComesBackWhileItIsForgotten(int before) {
    configDb.del(KEY);
    stateDb.hset(KEY, "state", "disabled");
    others.beforeNumber(before, () -> configDb.hset(KEY, ROW.fields()));

    assertThat(callByCall(new StoreTask.Forget(BGP))).isEqualTo(Verdict.BACK);

    assertThat(others.happened()).isTrue();
    assertThat(stateDb.exists(KEY)).isFalse();
    assertThat(configDb.hgetAll(KEY)).isEqualTo(ROW.fields());
  }

  @Test
  void whatOthersWroteForARowThatComesBackAfterTheLookGoesToo() {
    configDb.del(KEY);
    interposer.beforeRequestWith(
        "DEL",
        () -> {
          configDb.hset(KEY, ROW.fields());
          stateDb.hset(KEY, "container_id", "c0ffee");
          stateDb.hset(LIFECYCLE, "asked", "t1");
        });

    assertThat(forget()).isEqualTo(Verdict.BACK);

    assertThat(interposer.sprung()).isTrue();
    assertThat(stateDb.exists(KEY)).isFalse();
    assertThat(stateDb.exists(LIFECYCLE)).isFalse();
    assertThat(configDb.hgetAll(KEY)).isEqualTo(ROW.fields());
  }

  // Lost answers.

  @Test
  void whatHasNoAnswerMayHaveBeenCarriedOut() {
    loadScripts();
    Call publication = new Call.Publish(BGP, FAILURE.publication());
    interposer.loseTheAnswerTo("failed");

    assertThatExceptionOfType(RedisUnavailable.class).isThrownBy(() -> make(publication));

    assertThat(interposer.sprung()).isTrue();
    assertThat(stateDb.hget(KEY, "state")).isEqualTo("failed");
    assertThat(make(publication)).isEqualTo(Verdict.STANDS);
  }

  /** It has been rewritten, so it is not as it was any more, which is true. */
  @Test
  void aSettlingWhoseAnswerWasLostFindsTheRowChanged() {
    loadScripts();
    interposer.loseTheAnswerTo("failed");

    assertThatExceptionOfType(RedisUnavailable.class).isThrownBy(() -> settle(FAILURE));

    assertThat(interposer.sprung()).isTrue();
    assertThat(settle(FAILURE)).isEqualTo(CHANGED);
    assertThat(configDb.hgetAll(KEY)).isEqualTo(REWRITTEN.fields());
    assertThat(settle(command(REWRITTEN, ImmutableSortedMap.of(), FAILED))).isEqualTo(APPLIED);
  }

  /** So that each step is one request from here on, and not a second one that brings the script. */
  private void loadScripts() {
    String key = "FEATURE|other";
    configDb.hset(key, ROW.fields());
    interposer.beforeRequestWith("disabled", () -> configDb.del(key));
    fence.carryOut(
        new StoreTask.Settle(
            new Command.Settle(
                new FeatureName("other"),
                SETTLE.registration(),
                ROW,
                ImmutableSortedMap.of(),
                ImmutableSortedMap.of(),
                Optional.of(new Publication(Publication.State.DISABLED, "")))));
  }
}
