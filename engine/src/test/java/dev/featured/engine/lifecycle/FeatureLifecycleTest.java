package dev.featured.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.lifecycle.Facts.Direction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the shipped table says about the ports, whatever else is so (SPEC section 3). */
class FeatureLifecycleTest {
  private static ImmutableList<Transition> taken(
      LifecycleState state, Trigger trigger, Facts facts) {
    return FeatureLifecycle.table().cell(state, trigger) instanceof Cell.Moves moves
        ? moves.transitions().stream()
            .filter(transition -> transition.guard().holds(facts))
            .collect(ImmutableList.toImmutableList())
        : ImmutableList.of();
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsStartedThatMustWaitForThePorts(LifecycleState state) {
    for (Trigger trigger : Trigger.values()) {
      for (Facts facts : Facts.all()) {
        if (facts.direction() == Direction.WAIT) {
          assertThat(taken(state, trigger, facts))
              .as("on '%s', %s", trigger, facts)
              .noneMatch(transition -> transition.has(Effect.START_UNITS));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ABSENT", "ENABLED", "FAILED"})
  void whatIsDelayedAndShouldRunIsStartedWithThePorts(LifecycleState state) {
    for (Facts facts : Facts.all()) {
      if (facts.delayed() && facts.direction() == Direction.START) {
        assertThat(taken(state, Trigger.PORTS_READY, facts))
            .as("%s", facts)
            .singleElement()
            .satisfies(
                transition -> {
                  assertThat(transition.target()).isEqualTo(LifecycleState.ENABLING);
                  assertThat(transition.effects()).containsExactly(Effect.START_UNITS);
                });
      }
    }
  }
}
