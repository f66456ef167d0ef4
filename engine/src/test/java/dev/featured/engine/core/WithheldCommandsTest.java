package dev.featured.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not be carried out once a fault of the daemon's own has come to light. */
class WithheldCommandsTest {
  private static final FeatureName BGP = new FeatureName("bgp");
  private static final Row ROW = Row.of(Map.of("state", "enabled"));
  private static final Faults FAULTS = Faults.NONE.with(new RegistrationId(7), "a fault");

  private static Command.Settle settle(long registration) {
    return new Command.Settle(
        BGP,
        new RegistrationId(registration),
        ROW,
        ImmutableSortedMap.of(),
        ImmutableSortedMap.of(),
        Optional.empty());
  }

  private static Command.Operate operate(long registration) {
    return new Command.Operate(
        BGP,
        new RegistrationId(registration),
        new OperationId(8),
        Task.removeDropIns(ImmutableList.of()));
  }

  @Test
  void nothingIsPublishedAndNoUnitsAreTouchedForItsRegistration() {
    assertThat(FAULTS.withhold(settle(7))).isTrue();
    assertThat(FAULTS.withhold(operate(7))).isTrue();
  }

  @Test
  void anOperationThatIsNotBegunHasFailedAndASettlingHasNoAnswer() {
    assertThat(FAULTS.answer(operate(7)))
        .contains(
            new Event.OperationEnded(
                BGP, new OperationId(8), new OperationResult.Failed("a fault")));
    assertThat(FAULTS.answer(settle(7))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 8})
  void otherRegistrationsGoOn(long other) {
    assertThat(FAULTS.withhold(settle(other))).isFalse();
    assertThat(FAULTS.withhold(operate(other))).isFalse();
    assertThat(FAULTS.answer(operate(other))).isEmpty();
  }

  @Test
  void whatBelongsToNoRegistrationIsCarriedOut() {
    assertThat(FAULTS.withhold(new Command.ReadRows(ImmutableSortedSet.of(BGP)))).isFalse();
    assertThat(FAULTS.withhold(new Command.Forget(BGP))).isFalse();
    assertThat(FAULTS.withhold(new Command.RemoveTrace(BGP, ROW))).isFalse();
    assertThat(FAULTS.withhold(new Command.Reload())).isFalse();
    assertThat(Faults.NONE.withhold(settle(7))).isFalse();
  }

  @Test
  void ofTwoFaultsOfOneRegistrationTheLaterCounts() {
    Faults two = FAULTS.with(new RegistrationId(7), "another").with(new RegistrationId(9), "third");

    assertThat(two.answer(operate(7)))
        .contains(
            new Event.OperationEnded(
                BGP, new OperationId(8), new OperationResult.Failed("another")));
    assertThat(two.withhold(settle(9))).isTrue();
  }
}
