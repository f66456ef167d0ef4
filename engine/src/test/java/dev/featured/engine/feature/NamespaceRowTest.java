package dev.featured.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the host's row makes of a namespace's (SPEC section 4, last row). */
class NamespaceRowTest {
  private static ImmutableSortedMap<String, String> rendered(String state) {
    return ImmutableSortedMap.of(
        "state", state,
        "delayed", "False",
        "has_global_scope", "True",
        "has_per_asic_scope", "True");
  }

  private static Map<String, String> rewrite(Map<String, String> row, String hostsState) {
    return new NamespaceRow(Row.of(row)).rewrite(rendered(hostsState));
  }

  @Test
  void templatesBecomeWhatTheyAreOnTheHost() {
    assertThat(
            rewrite(
                Map.of(
                    "state", "{% if x %}enabled{% endif %}",
                    "delayed", "{{ x }}",
                    "has_global_scope", "{{ x }}",
                    "has_per_asic_scope", "{# x #}"),
                "enabled"))
        .isEqualTo(rendered("enabled"));
  }

  @ParameterizedTest
  @CsvSource({
    "enabled, disabled",
    "disabled, enabled",
    "always_enabled, disabled",
    "on, disabled",
    "'', disabled"
  })
  void aStateThatAUserSetIsKept(String users, String hosts) {
    assertThat(rewrite(Map.of("state", users), hosts)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"enabled", "disabled", "always_enabled", "on", "{{ x }}"})
  void anImmutableStateOverridesEveryOther(String users) {
    assertThat(rewrite(Map.of("state", users), "always_disabled"))
        .isEqualTo(Map.of("state", "always_disabled"));
  }

  @Test
  void anImmutableStateThatIsThereIsNotWrittenAgain() {
    assertThat(rewrite(Map.of("state", "always_disabled"), "always_disabled")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"True,", "true,", "TRUE,", "False,True", "maybe,True", "'',True"})
  void aFlagIsRewrittenWhenItMeansSomethingElse(String present, String rewritten) {
    assertThat(rewrite(Map.of("has_per_asic_scope", present), "enabled"))
        .isEqualTo(rewritten == null ? Map.of() : Map.of("has_per_asic_scope", rewritten));
  }

  @Test
  void noFieldIsAddedAndNoOtherIsTouched() {
    assertThat(rewrite(Map.of("auto_restart", "{{ x }}", "set_owner", "kube"), "always_enabled"))
        .isEmpty();
  }

  @Test
  void aRowThatIsNotUnderstoodMovesNothing() {
    assertThat(
            new NamespaceRow(Row.of(Map.of("state", "{{ x }}"))).rewrite(ImmutableSortedMap.of()))
        .isEmpty();
  }
}
