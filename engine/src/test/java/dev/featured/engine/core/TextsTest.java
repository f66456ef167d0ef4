package dev.featured.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What commands, identities and registries say of themselves. */
class TextsTest {
  private static final FeatureName BGP = new FeatureName("bgp");

  @Test
  void aReadNamesItsRows() {
    assertThat(new Command.ReadRows(ImmutableSortedSet.of(new FeatureName("lldp"), BGP)))
        .hasToString("read [bgp, lldp]");
  }

  @Test
  void identitiesAreShort() {
    assertThat(new RegistrationId(3)).hasToString("r3");
    assertThat(new OperationId(7)).hasToString("o7");
  }

  @Test
  void aWriteThatHasBeenAppliedExpectsWhatItWroteAndRewritesNothing() {
    Row before = Row.of(Map.of("state", "{{ on }}"));
    Row after = Row.of(Map.of("state", "enabled"));
    ImmutableSortedMap<String, String> fields = ImmutableSortedMap.of("state", "enabled");
    Optional<Publication> published = Optional.of(new Publication(Publication.State.ENABLED, ""));
    Command.Settle settle =
        new Command.Settle(BGP, new RegistrationId(1), before, fields, fields, published);

    assertThat(settle.applied(after))
        .isEqualTo(
            new Command.Settle(
                BGP, new RegistrationId(1), after, ImmutableSortedMap.of(), fields, published));
  }

  @Test
  void aRegistrySaysWhatItKnows() {
    Switch sonic = new Switch(2).writes("bgp", "state", "enabled").writes("lldp", "state", "odd");

    assertThat(sonic.registry().toString())
        .startsWith("parallel=2 ")
        .contains("bgp", "lldp", "enabling", "failed");
    assertThat(sonic.registry())
        .hasSameHashCodeAs(
            new Switch(2)
                .writes("bgp", "state", "enabled")
                .writes("lldp", "state", "odd")
                .registry());
  }
}
