package dev.featured.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rows of a namespace that may be traces of revived rows. */
class SuspectsTest {
  private static final FeatureName BGP = new FeatureName("bgp");
  private static final Row TRACE = Row.of(Map.of("has_global_scope", "True"));
  private static final Row OTHER = Row.of(Map.of("has_global_scope", "False"));
  private static final Row OWNED = Row.of(Map.of("has_global_scope", "True", "state", "enabled"));

  private static Suspects steadily(Suspects suspects, Row row) {
    return suspects.compared(Map.of(BGP, row), true);
  }

  private static Suspects foundOnce() {
    return steadily(Suspects.NONE.written(BGP, Optional.of(TRACE)), TRACE);
  }

  @Test
  void aTraceIsARowThatTwoSteadyComparisonsInARowHaveFoundUnchanged() {
    assertThat(foundOnce().traces()).isEmpty();
    assertThat(steadily(foundOnce(), TRACE).traces())
        .containsExactly(new Command.RemoveTrace(BGP, TRACE));
  }

  @Test
  void theComparisonThatSeesItFirstDoesNotFindItUnchanged() {
    Suspects foundOnce = steadily(steadily(Suspects.NONE, TRACE), TRACE);

    assertThat(foundOnce.traces()).isEmpty();
    assertThat(steadily(foundOnce, TRACE).traces()).hasSize(1);
  }

  @Test
  void aComparisonForAReasonNeitherCountsNorForgets() {
    Suspects looked = foundOnce().compared(Map.of(BGP, TRACE), false);

    assertThat(looked.traces()).isEmpty();
    assertThat(steadily(looked, TRACE).traces()).hasSize(1);
  }

  @Test
  void aRowThatIsAnotherOneIsWatchedAnew() {
    Suspects changed = steadily(foundOnce(), OTHER);

    assertThat(steadily(changed, OTHER).traces()).isEmpty();
    assertThat(steadily(steadily(changed, OTHER), OTHER).traces())
        .containsExactly(new Command.RemoveTrace(BGP, OTHER));
    assertThat(steadily(foundOnce().compared(Map.of(BGP, OTHER), false), TRACE).traces()).isEmpty();
  }

  @Test
  void aRowThatWasWrittenOrWentIsWatchedAnew() {
    assertThat(steadily(foundOnce().written(BGP, Optional.of(TRACE)), TRACE).traces()).isEmpty();
    assertThat(steadily(foundOnce().written(BGP, Optional.empty()), TRACE).traces()).isEmpty();
    assertThat(steadily(foundOnce().compared(Map.of(), true), TRACE).traces()).isEmpty();
  }

  @Test
  void aRowWithOtherFieldsIsNeverATrace() {
    Suspects suspects = Suspects.NONE.written(BGP, Optional.of(OWNED));
    for (int i = 0; i < 5; i++) {
      suspects = steadily(suspects, OWNED);
    }

    assertThat(suspects.traces()).isEmpty();
  }

  @Test
  void whatIsBeingRemovedIsSuspectedAnew() {
    Suspects left = steadily(foundOnce(), TRACE).withoutTraces();

    assertThat(left.traces()).isEmpty();
    assertThat(steadily(left, TRACE).traces()).isEmpty();
    assertThat(steadily(steadily(left, TRACE), TRACE).traces()).hasSize(1);
  }

  @Test
  void thoseThatRememberTheSameAreEqual() {
    assertThat(foundOnce()).isEqualTo(foundOnce()).hasSameHashCodeAs(foundOnce());
    assertThat(foundOnce()).isNotEqualTo(Suspects.NONE).isNotEqualTo(TRACE);
    assertThat(foundOnce().hashCode()).isNotEqualTo(Suspects.NONE.hashCode());
    assertThat(foundOnce()).asString().contains("bgp", "has_global_scope");
  }
}
