package dev.featured.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Publication;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import dev.featured.engine.store.Call;
import dev.featured.engine.store.Reply;
import dev.featured.engine.store.Reply.Verdict;
import dev.featured.engine.store.StoreTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** A Redis that does not take a write just now has not refused it: it is worth another try. */
@Timeout(120)
class WritesToARedisThatIsNotReadyTest {
  private static final FeatureName BGP = new FeatureName("bgp");
  private static final FeatureName GONE = new FeatureName("gone");
  private static final FeatureName TRACE = new FeatureName("trace");
  private static final Row ROW = Row.of(Map.of("state", "{{ template }}"));
  private static final Row TRACE_ROW = Row.of(Map.of("has_global_scope", "True"));

  private static final StoreTask SETTLE =
      new StoreTask.Settle(
          new Command.Settle(
              BGP,
              new RegistrationId(1),
              ROW,
              ImmutableSortedMap.of("state", "enabled"),
              ImmutableSortedMap.of(),
              Optional.of(new Publication(Publication.State.ENABLED, ""))));
  private static final StoreTask REPORT =
      new StoreTask.Report(BGP, ImmutableSortedMap.of("state", "enabled"));
  private static final StoreTask FORGET = new StoreTask.Forget(GONE);
  private static final StoreTask REMOVAL =
      new StoreTask.RemoveTrace(new Command.RemoveTrace(TRACE, TRACE_ROW));

  @TempDir private Path folder;

  @Test
  void whatMeetsARedisThatIsLoadingItsDataIsDoneWhenItHasLoadedThem() throws IOException {
    try (RunningRedis redis = redisWithRows();
        Fence fence = new Fence(redis.databases());
        FencedWish wish = new FencedWish(redis.databases())) {
      redis.saveMuch();
      redis.kill();
      redis.startAgainLoading();
      assertEachIsToBeRepeated(fence, wish, "LOADING Redis is loading the dataset in memory");

      redis.finishLoading();

      assertEachIsDone(fence, wish);
    }
  }

  @Test
  void whatMeetsARedisThatIsBusyWithSomebodysScriptIsDoneWhenThatHasEnded() throws IOException {
    try (RunningRedis redis = redisWithRows();
        Fence fence = new Fence(redis.databases());
        FencedWish wish = new FencedWish(redis.databases());
        Jedis somebody = redis.client(0);
        Jedis operator = redis.client(0)) {
      // So the connections are open already: on opening one, any error would do.
      assertThat(fence.make(new Call.HasRow(BGP))).isEqualTo(new Reply.Answer(true));
      assertThat(wish.set(GONE, "disabled")).isEqualTo(new WishOutcome.Gone());
      operator.configSet("busy-reply-threshold", "1");
      CompletableFuture<Void> script = CompletableFuture.runAsync(() -> endlessly(somebody));
      await().until(() -> isBusy(operator));
      assertEachIsToBeRepeated(fence, wish, "BUSY Redis is busy running a script");

      operator.scriptKill();
      script.join();

      assertEachIsDone(fence, wish);
    }
  }

  private static void endlessly(Jedis jedis) {
    assertThatExceptionOfType(JedisDataException.class)
        .isThrownBy(() -> jedis.eval("while true do end"))
        .withMessageContaining("Script killed");
  }

  private static boolean isBusy(Jedis jedis) {
    try {
      jedis.ping();
      return false;
    } catch (JedisDataException e) {
      return e.getMessage().startsWith("BUSY ");
    }
  }

  private RunningRedis redisWithRows() throws IOException {
    RunningRedis redis = RunningRedis.startIn(folder);
    try (Jedis configDb = redis.client(4);
        Jedis stateDb = redis.client(6)) {
      configDb.set("CONFIG_DB_INITIALIZED", "1");
      configDb.hset("FEATURE|bgp", ROW.fields());
      configDb.hset("FEATURE|trace", TRACE_ROW.fields());
      stateDb.hset("FEATURE|gone", "state", "enabled");
    }
    return redis;
  }

  private static void assertEachIsToBeRepeated(Fence fence, FencedWish wish, String because) {
    assertToBeRepeated("report", because, () -> fence.carryOut(REPORT));
    assertToBeRepeated("settle", because, () -> fence.carryOut(SETTLE));
    assertToBeRepeated("forget", because, () -> fence.carryOut(FORGET));
    assertToBeRepeated("remove a trace", because, () -> fence.carryOut(REMOVAL));
    assertToBeRepeated("wish", because, () -> wish.set(BGP, "disabled"));
  }

  private static void assertToBeRepeated(String name, String because, Runnable write) {
    assertThatExceptionOfType(RedisUnavailable.class)
        .as(name)
        .isThrownBy(write::run)
        .withMessageContaining(because);
  }

  private static void assertEachIsDone(Fence fence, FencedWish wish) {
    assertThat(fence.carryOut(REPORT)).isEqualTo(Verdict.STANDS);
    assertThat(fence.carryOut(SETTLE)).isEqualTo(Verdict.STANDS);
    assertThat(fence.carryOut(FORGET)).isEqualTo(Verdict.GONE);
    assertThat(fence.carryOut(REMOVAL)).isEqualTo(Verdict.STANDS);
    assertThat(wish.set(BGP, "disabled")).isEqualTo(new WishOutcome.Set("enabled"));
  }
}
