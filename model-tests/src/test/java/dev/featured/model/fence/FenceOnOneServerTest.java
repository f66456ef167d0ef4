package dev.featured.model.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.featured.adapters.redis.DatabaseConfig.Instance;
import dev.featured.engine.core.Command;
import dev.featured.engine.store.Exchange;
import dev.featured.engine.store.StoreTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FenceOnOneServerTest extends FenceContract {
  @TempDir private static Path folder;
  private static RunningRedis redis;

  FenceOnOneServerTest() {
    super(redis, redis, databases(server(), server()));
  }

  private static Instance server() {
    return instance("redis", redis.socket());
  }

  @BeforeAll
  static void start() throws IOException {
    redis = RunningRedis.startIn(folder);
  }

  @AfterAll
  static void stop() throws IOException {
    redis.close();
  }

  @Test
  void rewritesBeforeItPublishesAndEndsWithTheState() throws InterruptedException {
    try (KeyspaceRecorder recorder = new KeyspaceRecorder(redis)) {
      settle(command(ROW, ENABLED_STATE, FAILED));

      assertThat(recorder.recorded())
          .containsExactly("4 FEATURE|bgp hset", "6 FEATURE|bgp hset", "6 FEATURE|bgp hset");
      assertThat(stateDb.hkeys(KEY)).containsExactly("error_message", "state");
    }
  }

  @Test
  void saysGoneRatherThanThatItCannotPublish() {
    configDb.del(KEY);
    stateDb.lpush(KEY, "a list");

    assertThat(settle(SETTLE)).isEqualTo(GONE);
  }

  /** With the scripts loaded and the connection open. */
  @ParameterizedTest
  @MethodSource("tasks")
  void doesAllOfATaskInOneStep(StoreTask task) {
    fence.carryOut(task);
    layOut();
    configDb.configResetStat();

    fence.carryOut(task);

    assertThat(configDb.info("commandstats")).contains("cmdstat_evalsha:calls=1,");
  }

  private static Stream<StoreTask> tasks() {
    return Stream.of(
        new StoreTask.Settle(command(ROW, ENABLED_STATE, FAILED)),
        new StoreTask.Report(BGP, REPORT.fields()),
        new StoreTask.Forget(BGP),
        new StoreTask.RemoveTrace(new Command.RemoveTrace(BGP, ROW)));
  }

  @Test
  void aDeskNeedsOneCallForEachOfThem() {
    tasks()
        .forEach(
            task -> {
              Exchange exchange = Exchange.of(task, fence.servers());
              assertThat(exchange.after(make(exchange.call()))).isInstanceOf(Exchange.Ended.class);
            });
  }
}
