package dev.featured.adapters.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SummaryTest {
  private static final Convergence ALL =
      new Convergence(ImmutableSortedMap.of("enabled", 15, "disabled", 6), ImmutableList.of());
  private static final RaceTally CLEAN = new RaceTally(120, 0, 0, 0);
  private static final RaceTally LOST = new RaceTally(120, 97, 80, 0);

  @Test
  void aRunWithoutAFaultIsZero() {
    Summary summary = summary(ALL, report(CLEAN, true), Optional.empty());

    assertThat(summary.exitCode()).isZero();
    assertThat(String.join("\n", summary.lines()))
        .isEqualTo(
            """
            21 of 21 features converged (6 disabled, 15 enabled)

            rows that came back                        here     unfenced   races
            uninstall as disabled is published            0           97   120
            uninstall during a start that fails           0           97   120
            STATE_DB rows left behind                     0          160

            OK: every row that was deleted stayed away, after 9.3 s""");
  }

  @Test
  void aRowThatCameBackIsOneAndSaidInTheVerdict() {
    Summary summary = summary(ALL, report(new RaceTally(120, 1, 0, 0), true), Optional.empty());

    assertThat(summary.exitCode()).isEqualTo(1);
    assertThat(summary.lines()).contains("FAILED: a deleted row came back, after 9.3 s");
  }

  @Test
  void aFeatureThatDidNotConvergeIsOneAndNamed() {
    Convergence one =
        new Convergence(ImmutableSortedMap.of("enabled", 15), ImmutableList.of("nat: is late"));
    Summary summary = summary(one, report(CLEAN, true), Optional.empty());

    assertThat(summary.exitCode()).isEqualTo(1);
    assertThat(summary.lines())
        .contains(
            "15 of 16 features converged (15 enabled)",
            "  not nat: is late",
            "FAILED, after 9.3 s");
  }

  @Test
  void aStateRowLeftBehindIsOne() {
    assertThat(summary(ALL, report(new RaceTally(120, 0, 1, 0), true), Optional.empty()).exitCode())
        .isEqualTo(1);
  }

  @Test
  void aRaceThatGotStuckIsOneAndCounted() {
    Summary summary = summary(ALL, report(new RaceTally(119, 0, 0, 1), true), Optional.empty());

    assertThat(summary.exitCode()).isEqualTo(1);
    assertThat(summary.lines()).anyMatch(line -> line.startsWith("races that got stuck"));
  }

  @Test
  void aBrokenWatchIsOneAndSaid() {
    Summary summary = summary(ALL, report(CLEAN, false), Optional.empty());

    assertThat(summary.exitCode()).isEqualTo(1);
    assertThat(summary.lines())
        .contains("The watch over the rows broke off: a revival may have been missed.");
  }

  @Test
  void anyOtherTroubleIsOneAndSaid() {
    Summary summary = summary(ALL, report(CLEAN, true), Optional.of("It rained."));

    assertThat(summary.exitCode()).isEqualTo(1);
    assertThat(summary.lines()).contains("It rained.");
  }

  private static Summary summary(
      Convergence convergence, RaceReport here, Optional<String> trouble) {
    return new Summary(convergence, here, report(LOST, true), Duration.ofMillis(9_312), trouble);
  }

  private static RaceReport report(RaceTally tally, boolean watched) {
    return new RaceReport(
        ImmutableMap.of(RaceKind.AT_DISABLED, tally, RaceKind.DURING_START, tally), watched);
  }
}
