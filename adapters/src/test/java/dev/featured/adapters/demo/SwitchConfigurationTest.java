package dev.featured.adapters.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SwitchConfigurationTest {
  @ParameterizedTest
  @EnumSource(DemoDevice.class)
  void eachDeviceHasACompleteConfiguration(DemoDevice device) {
    SwitchConfiguration configuration = SwitchConfiguration.of(device);

    assertThat(configuration.features()).hasSizeGreaterThanOrEqualTo(18);
    assertThat(configuration.hashes().get("DEVICE_METADATA|localhost"))
        .containsKeys("type", "hwsku", "platform", "switch_type");
    assertThat(configuration.features())
        .allSatisfy(
            feature ->
                assertThat(configuration.hashes().get("FEATURE|" + feature))
                    .containsKeys(
                        "state",
                        "delayed",
                        "auto_restart",
                        "has_global_scope",
                        "has_per_asic_scope",
                        "set_owner",
                        "high_mem_alert"));
  }

  @ParameterizedTest
  @EnumSource(DemoDevice.class)
  void eachKindOfValueIsThere(DemoDevice device) {
    SwitchConfiguration configuration = SwitchConfiguration.of(device);

    assertThat(values(configuration, "auto_restart"))
        .containsExactlyInAnyOrder("enabled", "disabled", "always_enabled");
    assertThat(values(configuration, "set_owner")).containsExactlyInAnyOrder("local", "kube");
    assertThat(values(configuration, "state"))
        .contains("enabled", "disabled", "always_enabled")
        .anyMatch(state -> state.contains("always_disabled"));
    assertThat(values(configuration, "delayed"))
        .contains("True", "False")
        .anyMatch(delayed -> delayed.contains("{%"));
  }

  @Test
  void theDevicesConfigurationLiesOverTheImages() {
    SwitchConfiguration image =
        SwitchConfiguration.parse(
            "image", "{\"FEATURE\": {\"nat\": {\"state\": \"disabled\", \"delayed\": \"False\"}}}");
    SwitchConfiguration device =
        SwitchConfiguration.parse(
            "device", "{\"FEATURE\": {\"nat\": {\"state\": \"enabled\"}}, \"T\": {\"k\": {}}}");

    assertThat(image.overlaidWith(device).hashes())
        .containsEntry("FEATURE|nat", ImmutableSortedMap.of("state", "enabled", "delayed", "False"))
        .containsKey("T|k");
  }

  @Test
  void aValueThatIsNoStringIsNamed() {
    assertThatThrownBy(
            () -> SwitchConfiguration.parse("x.json", "{\"FEATURE\": {\"nat\": {\"state\": 1}}}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x.json: nat.state is not a string");
  }

  private static ImmutableSet<String> values(SwitchConfiguration configuration, String field) {
    return configuration.features().stream()
        .map(feature -> configuration.hashes().get("FEATURE|" + feature))
        .map((Map<String, String> row) -> row.get(field))
        .collect(ImmutableSet.toImmutableSet());
  }
}
