package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.InvalidFeatureName;
import dev.featured.engine.lifecycle.LifecycleState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusLineTest {
  private static FeatureName name(String name) throws InvalidFeatureName {
    return new FeatureName(name);
  }

  @Test
  void statesAreCountedAndTheFailedNamed() throws InvalidFeatureName {
    assertThat(
            StatusLine.of(
                ImmutableSortedMap.of(
                    name("bgp"), LifecycleState.ENABLED,
                    name("lldp"), LifecycleState.ENABLING,
                    name("mgmt"), LifecycleState.DISABLED,
                    name("snmp"), LifecycleState.FAILED,
                    name("swss"), LifecycleState.ENABLED)))
        .isEqualTo("2 enabled, 1 enabling, 1 disabled, 1 failed: snmp");
  }

  @Test
  void ofManyFailedFeaturesTheFirstAreNamed() throws InvalidFeatureName {
    ImmutableSortedMap.Builder<FeatureName, LifecycleState> states =
        ImmutableSortedMap.naturalOrder();
    for (int i = 10; i < 22; i++) {
      states.put(name("f" + i), LifecycleState.FAILED);
    }

    assertThat(StatusLine.of(states.buildOrThrow()))
        .isEqualTo("12 failed: f10, f11, f12, f13, f14, f15, f16, f17, f18, f19 and 2 more");
  }

  @Test
  void withoutFeaturesItSaysSo() {
    assertThat(StatusLine.of(Map.of())).isEqualTo("no features");
  }
}
