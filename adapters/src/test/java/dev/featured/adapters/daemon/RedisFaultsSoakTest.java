package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.base.Stopwatch;
import dev.featured.adapters.redis.TimeLimits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What can only be measured by the clock: how soon, how often, how much (SPEC section 7). */
@Tag("soak")
class RedisFaultsSoakTest extends RedisInTrouble {
  private static final Duration AWAY = Duration.ofSeconds(60);
  private static final Duration HANGING = Duration.ofSeconds(30);
  private static final Duration ACTED_WITHIN = Duration.ofSeconds(2);
  private static final int CPU_PERCENT = 2;
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  @Override
  TimeLimits redisLimits() {
    return TimeLimits.DEFAULT;
  }

  private static Duration cpuTime() {
    return Duration.ofNanos(
        ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime());
  }

  private static void letPass(Duration time) {
    await().pollDelay(time).timeout(time.plus(LONG)).until(() -> true);
  }

  private void awaitPublishedSoon(String name, String state, Stopwatch since) {
    await()
        .atMost(LONG)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> published(name).filter(state::equals).isPresent());
    assertThat(since.elapsed()).isLessThan(ACTED_WITHIN);
  }

  @Test
  void whileRedisIsAwayItIsIdleAndQuietAndThenItActsWithinTwoSeconds() throws IOException {
    startWithTwoFeatures();
    configDb.configSet("notify-keyspace-events", "");
    row("bgp", "state", "disabled");
    configDb.save();
    redis.kill();
    awaitLine("trying again");
    int linesBefore = linesInAll();
    Duration cpuBefore = cpuTime();

    letPass(AWAY);

    assertThat(cpuTime().minus(cpuBefore))
        .isLessThan(AWAY.multipliedBy(CPU_PERCENT).dividedBy(100));
    assertThat((long) linesInAll() - linesBefore).isLessThan(AWAY.dividedBy(BETWEEN_LINES));

    redis.startAgain();
    Stopwatch since = Stopwatch.createStarted();
    reconnect();
    awaitPublishedSoon("bgp", "disabled", since);
  }

  @Test
  void whenRedisGoesOnAfterHangingForHalfAMinuteItActsWithinTwoSeconds()
      throws IOException, InterruptedException {
    startWithTwoFeatures(Duration.ofSeconds(1));
    redis.freeze();
    int linesBefore = linesInAll();
    Duration cpuBefore = cpuTime();

    letPass(HANGING);

    assertThat(redis.isFrozen()).isTrue();
    assertThat(linesWith("no answer within 5000 ms")).hasSize(1);
    assertThat((long) linesInAll() - linesBefore).isLessThan(HANGING.dividedBy(BETWEEN_LINES));
    assertThat(cpuTime().minus(cpuBefore))
        .isLessThan(HANGING.multipliedBy(CPU_PERCENT).dividedBy(100));

    redis.thaw();
    Stopwatch since = Stopwatch.createStarted();
    row("bgp", "state", "disabled");
    awaitPublishedSoon("bgp", "disabled", since);
  }

  @Test
  void aRedisThatRestartsEverySecondIsNotSaidEachTime() throws IOException {
    startWithTwoFeatures();
    configDb.save();
    Stopwatch since = Stopwatch.createStarted();
    int linesBefore = linesInAll();
    while (since.elapsed().compareTo(AWAY) < 0) {
      redis.kill();
      redis.startAgain();
      letPass(Duration.ofSeconds(1));
    }

    assertThat((long) linesInAll() - linesBefore).isLessThan(AWAY.dividedBy(BETWEEN_LINES));
    reconnect();
    row("bgp", "state", "disabled");
    awaitPublished("bgp", "disabled");
  }
}
