package dev.featured.adapters.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConvergenceTest {
  @ParameterizedTest(name = "{0}, published {1}, runs {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          enabled         | enabled  | true  | true
          always_enabled  | enabled  | true  | true
          disabled        | disabled | false | true
          always_disabled | disabled | false | true
          enabled         | enabled  | false | false
          disabled        | disabled | true  | false
          enabled         | disabled | false | false
          enabled         | failed   | true  | false
          enabled         | ''       | true  | false
          {{ template }}  | enabled  | true  | false
          """)
  void aFeatureHasConvergedWhenRowStateAndUnitAgree(
      String wanted, String published, boolean runs, boolean converged) {
    Convergence convergence =
        Convergence.of(
            Map.of("bgp", Map.of("state", wanted)),
            Map.of("bgp", Map.of("state", published)),
            unit -> runs);

    assertThat(convergence.complete()).isEqualTo(converged);
    assertThat(convergence.converged()).isEqualTo(converged ? 1 : 0);
    assertThat(convergence.late()).hasSize(converged ? 0 : 1);
  }

  @Test
  void saysWhatIsWrongWithWhom() {
    Convergence convergence =
        Convergence.of(
            ImmutableMap.of(
                "bgp", Map.of("state", "enabled"),
                "nat", Map.of("state", "disabled"),
                "snmp", Map.of("delayed", "True")),
            ImmutableMap.of("nat", Map.of("error_message", "")),
            unit -> false);

    assertThat(convergence.late())
        .containsExactly(
            "bgp: is to be enabled, STATE_DB says ''",
            "nat: is to be disabled, STATE_DB says ''",
            "snmp: its row still says ''");
  }

  @Test
  void anEmptySwitchHasNotConverged() {
    assertThat(Convergence.of(Map.of(), Map.of(), unit -> true).complete()).isFalse();
  }
}
