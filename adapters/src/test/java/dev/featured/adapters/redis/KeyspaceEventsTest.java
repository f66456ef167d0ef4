package dev.featured.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyspaceEventsTest {
  @ParameterizedTest
  @CsvSource({"'',AKE", "K,KAE", "AK,AKE", "Kg$,Kg$AE", "KEm,KEmA", "AEmn,AEmnK"})
  void addsWhatIsMissingAndKeepsTheRest(String current, String completed) {
    assertThat(KeyspaceEvents.completed(current)).isEqualTo(Optional.of(completed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AKE", "KEA", "AKEmn", "EmKA"})
  void setsNothingWhenNothingIsMissing(String current) {
    assertThat(KeyspaceEvents.completed(current)).isEmpty();
  }
}
