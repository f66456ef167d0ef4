package dev.featured.model.fence;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.adapters.redis.ForgetOutcome;
import dev.featured.adapters.redis.ReportOutcome;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Publication;
import dev.featured.engine.core.SettleOutcome;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.lifecycle.LifecycleState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CONFIG_DB and STATE_DB on servers of their own; what happens between the steps. */
final class FenceOnTwoServersTest extends FenceContract {
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

  @Test
  void takesThePublicationBackWhenTheRowWentMeanwhile() {
    stateDb.hset(KEY, "container_id", "c0ffee");
    loadScripts();
    interposer.beforeRequestWith("failed", () -> configDb.del(KEY));

    assertThat(fence.settle(settle(ROW, ENABLED_STATE, FAILED))).isEqualTo(GONE);

    assertThat(interposer.sprung()).isTrue();
    assertThat(configDb.exists(KEY)).isFalse();
    assertThat(stateDb.hgetAll(KEY)).isEqualTo(Map.of("container_id", "c0ffee"));
  }

  @Test
  void takesThePublicationBackWhenTheRowChangedMeanwhile() {
    loadScripts();
    interposer.beforeRequestWith("failed", () -> configDb.hset(KEY, "state", "disabled"));

    assertThat(fence.settle(settle(ROW, ENABLED_STATE, FAILED))).isEqualTo(CHANGED);

    assertThat(interposer.sprung()).isTrue();
    assertThat(configDb.hget(KEY, "state")).isEqualTo("disabled");
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void takesAPublicationWithoutAnErrorBack() {
    loadScripts();
    interposer.beforeRequestWith("enabled", () -> configDb.del(KEY));

    assertThat(fence.settle(SETTLE)).isEqualTo(GONE);

    assertThat(interposer.sprung()).isTrue();
    assertThat(stateDb.exists(KEY)).isFalse();
  }

  @Test
  void doesNotTakeAnotherStateBack() {
    loadScripts();
    interposer.beforeRequestWith("failed", () -> configDb.del(KEY));
    interposer.beforeRequestWith("failed", () -> stateDb.hset(KEY, "state", "disabled"));

    assertThat(fence.settle(settle(ROW, ENABLED_STATE, FAILED))).isEqualTo(GONE);

    assertThat(interposer.sprung()).isTrue();
    assertThat(stateDb.hgetAll(KEY))
        .isEqualTo(Map.of("state", "disabled", "error_message", "exit code 1"));
  }

  @Test
  void doesNotTakeAnotherErrorBack() {
    loadScripts();
    interposer.beforeRequestWith("failed", () -> configDb.del(KEY));
    interposer.beforeRequestWith("failed", () -> stateDb.hset(KEY, "error_message", "another"));

    assertThat(fence.settle(settle(ROW, ENABLED_STATE, FAILED))).isEqualTo(GONE);

    assertThat(interposer.sprung()).isTrue();
    assertThat(stateDb.hgetAll(KEY))
        .isEqualTo(Map.of("state", "failed", "error_message", "another"));
  }

  @Test
  void takesNothingBackFromAKeyThatBecameForeign() {
    loadScripts();
    interposer.beforeRequestWith("failed", () -> configDb.del(KEY));
    interposer.beforeRequestWith(
        "failed",
        () -> {
          stateDb.del(KEY);
          stateDb.set(KEY, "a string");
        });

    assertThat(fence.settle(settle(ROW, ENABLED_STATE, FAILED))).isEqualTo(GONE);

    assertThat(interposer.sprung()).isTrue();
    assertThat(stateDb.get(KEY)).isEqualTo("a string");
  }

  @Test
  void refusesWhenTheStateKeyBecomesForeignAfterTheRewrite() {
    loadScripts();
    interposer.beforeRequestWith("failed", () -> stateDb.set(KEY, "a string"));

    assertThat(fence.settle(settle(ROW, ENABLED_STATE, FAILED)))
        .isEqualTo(
            new SettleOutcome.Refused("STATE_DB key 'FEATURE|bgp' is a string, not a hash", false));

    assertThat(interposer.sprung()).isTrue();
    assertThat(stateDb.get(KEY)).isEqualTo("a string");
  }

  @Test
  void takesAReportBackWhenTheRowWentMeanwhile() {
    fence.report(BGP, REPORT);
    interposer.beforeRequestWith("exit code 1", () -> configDb.del(KEY));

    assertThat(fence.report(BGP, report(LifecycleState.FAILED, "exit code 1")))
        .isEqualTo(new ReportOutcome.Gone());

    assertThat(interposer.sprung()).isTrue();
    assertThat(stateDb.exists(LIFECYCLE)).isFalse();
  }

  @Test
  void saysSoWhenTheRowComesBackWhileItIsForgotten() {
    configDb.del(KEY);
    stateDb.hset(KEY, "state", "disabled");
    interposer.beforeRequestWith("DEL", () -> configDb.hset(KEY, ROW.fields()));

    assertThat(fence.forget(BGP)).isEqualTo(new ForgetOutcome.Back());

    assertThat(interposer.sprung()).isTrue();
    assertThat(stateDb.exists(KEY)).isFalse();
    assertThat(configDb.hgetAll(KEY)).isEqualTo(ROW.fields());
  }

  /** So that each step is one request from here on, and not a second one that brings the script. */
  private void loadScripts() {
    String key = "FEATURE|other";
    configDb.hset(key, ROW.fields());
    interposer.beforeRequestWith("disabled", () -> configDb.del(key));
    fence.settle(
        new Command.Settle(
            new FeatureName("other"),
            SETTLE.registration(),
            ROW,
            ImmutableSortedMap.of(),
            ImmutableSortedMap.of(),
            Optional.of(new Publication(Publication.State.DISABLED, ""))));
  }
}
