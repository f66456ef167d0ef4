package dev.featured.adapters.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RaceTest {
  @Test
  void aPlanHasBothKindsHalfAndHalfAndNoNameTwice() {
    ImmutableList<Race> plan = Race.plan(240, 1);

    assertThat(plan).filteredOn(race -> race.kind() == RaceKind.AT_DISABLED).hasSize(120);
    assertThat(plan).extracting(Race::feature).doesNotHaveDuplicates();
    assertThat(plan.get(0).feature()).hasToString("race-a-001");
    assertThat(plan.get(239).feature()).hasToString("race-b-120");
  }

  @Test
  void timingsVaryWithinTheirBounds() {
    ImmutableList<Race> plan = Race.plan(240, 1);

    assertThat(plan.stream().map(Race::hesitation).distinct().count()).isGreaterThan(200);
    assertThat(plan)
        .allSatisfy(
            race -> {
              assertThat(race.hesitation()).isBetween(Duration.ZERO, Duration.ofMillis(3));
              assertThat(race.start()).isBetween(Duration.ofMillis(2), Duration.ofMillis(20));
            });
  }

  @Test
  void theSeedDecidesThePlan() {
    assertThat(Race.plan(20, 7)).isEqualTo(Race.plan(20, 7)).isNotEqualTo(Race.plan(20, 8));
  }
}
