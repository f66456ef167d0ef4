package dev.featured.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.featured.engine.lifecycle.Facts.Agreement;
import dev.featured.engine.lifecycle.Facts.Direction;
import org.junit.jupiter.api.Test;

/** The plain interpreter. */
class PlainMachineTest {
  private static final PlainMachine MACHINE = new PlainMachine(FeatureLifecycle.table());
  private static final Facts START =
      Facts.of(Direction.START, Agreement.DIFFERENT, false, false, true, false);

  @Test
  void itTakesTheTransitionWhoseGuardHolds() {
    Transition transition = MACHINE.step(LifecycleState.ABSENT, Trigger.ROW_WANTS_ENABLED, START);

    assertThat(transition.target()).isEqualTo(LifecycleState.ENABLING);
    assertThat(transition.effects()).containsExactly(Effect.START_UNITS);
  }

  @Test
  void itStaysWhereATriggerIsIgnored() {
    Transition transition = MACHINE.step(LifecycleState.DISABLED, Trigger.PORTS_READY, START);

    assertThat(transition.target()).isEqualTo(LifecycleState.DISABLED);
    assertThat(transition.effects()).isEmpty();
    assertThat(transition.reason()).isEqualTo("nobody wants the units to run");
  }

  @Test
  void itRefusesATriggerThatCannotCome() {
    assertThatExceptionOfType(ImpossibleTrigger.class)
        .isThrownBy(
            () -> MACHINE.step(LifecycleState.DEREGISTERED, Trigger.ROW_WANTS_ENABLED, START))
        .withMessage(
            "'row wants enabled' cannot come in 'deregistered': a row that is there has a"
                + " registration of its own");
  }

  @Test
  void itRefusesFactsThatContradictTheTrigger() {
    assertThatExceptionOfType(ImpossibleTrigger.class)
        .isThrownBy(() -> MACHINE.step(LifecycleState.ABSENT, Trigger.ROW_WANTS_DISABLED, START))
        .withMessageContaining("the facts contradict it: direction=start");
  }
}
