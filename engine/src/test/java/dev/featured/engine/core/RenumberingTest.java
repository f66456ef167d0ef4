package dev.featured.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.feature.Device;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Rendering;
import dev.featured.engine.feature.Row;
import dev.featured.engine.lifecycle.LifecycleState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A registry shows all that it remembers, and its identities may be others. */
class RenumberingTest {
  private static final FeatureName BGP = new FeatureName("bgp");
  private static final Row ENABLED = Row.of(Map.of("state", "enabled"));
  private static final Row DISABLED = Row.of(Map.of("state", "disabled"));

  private static FeatureRegistry after(Event... events) {
    FeatureRegistry registry = FeatureRegistry.empty(1);
    for (Event event : events) {
      registry = registry.step(event).next();
    }
    return registry;
  }

  private static Event written() {
    return new Event.Notified(BGP, false);
  }

  private static Event deleted() {
    return new Event.Notified(BGP, true);
  }

  private static Event read(Row row) {
    RenderedRow rendered =
        RenderedRow.of(row, template -> new Rendering.Text(template), new Device(1, 0, false));
    return new Event.RowsRead(ImmutableSortedMap.of(BGP, Optional.of(rendered)));
  }

  @Test
  void equalRegistriesShowTheSameAndDifferentOnesDoNot() {
    FeatureRegistry enabling = after(written(), read(ENABLED));

    assertThat(Shown.by(after(written(), read(ENABLED))::accept))
        .isEqualTo(Shown.by(enabling::accept));
    assertThat(
            List.of(
                Shown.by(after()::accept),
                Shown.by(after(written())::accept),
                Shown.by(enabling::accept),
                Shown.by(after(written(), read(DISABLED))::accept),
                Shown.by(after(written(), read(ENABLED), written())::accept),
                Shown.by(after(written(), read(ENABLED), deleted())::accept),
                Shown.by(after(new Event.WarmBootFound())::accept),
                Shown.by(after(new Event.Stopping())::accept),
                Shown.by(after(new Event.Listed(ImmutableSortedSet.of(), true))::accept),
                Shown.by(
                    enabling.step(new Event.Prepared(BGP, new OperationId(2))).next()::accept)))
        .doesNotHaveDuplicates();
  }

  @Test
  void identitiesMayBeOthersAsLongAsTheirOrderIsTheSame() {
    FeatureRegistry registry = after(written(), read(ENABLED), deleted(), read(ENABLED));
    assertThat(registry.lastGivenId()).isGreaterThan(3);

    FeatureRegistry others = registry.renumbered(id -> id + 40, registry.lastGivenId() + 40);

    assertThat(Shown.by(others::accept)).isNotEqualTo(Shown.by(registry::accept));
    assertThat(others.renumbered(id -> id - 40, registry.lastGivenId())).isEqualTo(registry);
    assertThat(others.stateOf(BGP)).contains(LifecycleState.ENABLING);
    Event ended =
        new Event.OperationEnded(BGP, new OperationId(2), new OperationResult.Succeeded());
    Event endedThere =
        new Event.OperationEnded(BGP, new OperationId(42), new OperationResult.Succeeded());
    assertThat(others.step(endedThere).next().renumbered(id -> id - 40, 4))
        .isEqualTo(registry.step(ended).next().renumbered(id -> id, 4));
  }

  @Test
  void oneRegistrationIsLiveAtMost() {
    FeatureRegistry registry = after(written(), read(ENABLED));

    assertThat(registry.isLive(BGP, new RegistrationId(1))).isTrue();
    assertThat(registry.isLive(BGP, new RegistrationId(2))).isFalse();
    assertThat(registry.stateOf(new FeatureName("lldp"))).isEmpty();
  }
}
