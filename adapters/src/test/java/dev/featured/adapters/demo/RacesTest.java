package dev.featured.adapters.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.featured.adapters.demo.clients.UnfencedDaemon;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class RacesTest {
  private static final int COUNT = 40;

  /** A package manager that never hesitates, and a systemd whose answers take a while. */
  private static final ImmutableList<Race> PLAN =
      Race.plan(COUNT, 1).stream()
          .map(race -> new Race(race.kind(), race.feature(), Duration.ZERO, Duration.ofMillis(50)))
          .collect(ImmutableList.toImmutableList());

  private static final SystemdTimes TIMES =
      new SystemdTimes() {
        @Override
        public Duration start(String unit) {
          return Duration.ofMillis(50);
        }

        @Override
        public Duration call(String verb) {
          return Duration.ofMillis(10);
        }
      };

  @Test
  void mostRowsComeBackWhereNothingFencesTheWrites() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        SimulatedSystemd systemd = new SimulatedSystemd(TIMES, Pause.WALL_CLOCK);
        Races races = new Races(new World(redis.socket(), systemd), PLAN, Pause.WALL_CLOCK)) {
      UnfencedDaemon daemon = new UnfencedDaemon(redis.socket(), systemd, 4);
      races.play(4);
      assertThat(races.awaitQuiet()).isTrue();
      daemon.close();
      RaceReport report = races.judge();

      assertThat(report.watched()).isTrue();
      assertThat(report.clean()).isFalse();
      for (RaceKind kind : RaceKind.ALL) {
        RaceTally tally = report.tallies().get(kind);
        assertThat(tally.played()).isEqualTo(COUNT / 2);
        assertThat(tally.stuck()).isZero();
        assertThat(tally.cameBack()).isGreaterThan(COUNT / 4);
        assertThat(tally.stateLeft()).isPositive();
      }
      assertThat(races.progress())
          .isEqualTo(new RaceProgress(COUNT, COUNT, report.total().cameBack()));
    }
  }
}
