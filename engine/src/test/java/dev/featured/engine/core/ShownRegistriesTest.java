package dev.featured.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.feature.Device;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.NotAHash;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Rendering;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.RowContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What a registry shows tells it from every other: among the many that a few events can make, no
 * two different ones show the same. An exhaustive search that takes what is shown for the registry
 * relies on it.
 */
class ShownRegistriesTest {
  private static final int STEPS = 5;

  private static final ImmutableList<FeatureName> NAMES =
      ImmutableList.of(new FeatureName("a"), new FeatureName("b"));

  private static final ImmutableList<Optional<RowContent>> ROWS =
      ImmutableList.of(
          Optional.empty(),
          Optional.of(Row.of(Map.of("state", "enabled"))),
          Optional.of(Row.of(Map.of("state", "enabled", "delayed", "True"))),
          Optional.of(Row.of(Map.of("state", "always_disabled"))),
          Optional.of(Row.of(Map.of("state", "{{ enabled }}", "auto_restart", "disabled"))),
          Optional.of(Row.of(Map.of("state", "maybe"))),
          Optional.of(Row.of(Map.of("owner", "kube"))),
          Optional.of(new NotAHash("list")));

  /**
   * A registry, and what it has asked for and not been answered.
   *
   * @param registry the registry
   * @param reads the rows that it wants read
   * @param operations what is at work
   * @param writes what is to be written
   */
  private record Place(
      FeatureRegistry registry,
      ImmutableList<Command.ReadRows> reads,
      ImmutableList<Command.Operate> operations,
      ImmutableList<Command.Settle> writes) {
    static final Place FIRST =
        new Place(
            FeatureRegistry.empty(1), ImmutableList.of(), ImmutableList.of(), ImmutableList.of());

    Place after(Event event) {
      Step step = registry.step(event);
      List<Command.ReadRows> asked = new ArrayList<>(reads);
      List<Command.Operate> begun = new ArrayList<>(operations);
      List<Command.Settle> written = new ArrayList<>(writes);
      for (Command command : step.commands()) {
        if (command instanceof Command.ReadRows read) {
          asked.add(read);
        } else if (command instanceof Command.Operate operate) {
          begun.add(operate);
        } else if (command instanceof Command.Settle settle) {
          written.add(settle);
        }
      }
      return new Place(
          step.next(),
          ImmutableList.copyOf(asked),
          ImmutableList.copyOf(begun),
          ImmutableList.copyOf(written));
    }

    List<Place> following() {
      List<Place> following = new ArrayList<>();
      for (FeatureName name : NAMES) {
        following.add(after(new Event.Notified(name, false)));
        following.add(after(new Event.Notified(name, true)));
        following.add(after(new Event.StateTouched(name)));
      }
      following.add(after(new Event.Listed(ImmutableSortedSet.copyOf(NAMES), true)));
      following.add(after(new Event.WarmBootFound()));
      following.add(after(new Event.ConfigurationGone()));
      following.add(after(new Event.PortsReady(Event.PortsReady.Reason.PORT_INIT_DONE)));
      following.add(after(new Event.ReloadDue()));
      for (Command.ReadRows read : reads) {
        Place answered = new Place(registry, without(reads, read), operations, writes);
        for (Optional<RowContent> row : ROWS) {
          following.add(answered.after(answer(read, row)));
        }
      }
      for (Command.Operate operate : operations) {
        following.add(after(new Event.Prepared(operate.name(), operate.operation())));
        Place ended = new Place(registry, reads, without(operations, operate), writes);
        following.add(ended.after(ended(operate, new OperationResult.Succeeded())));
        following.add(ended.after(ended(operate, new OperationResult.Failed("it cannot"))));
        following.add(
            after(new Event.Quarantined(operate.name(), operate.registration(), "a fault")));
      }
      for (Command.Settle settle : writes) {
        Place settled = new Place(registry, reads, operations, without(writes, settle));
        RowContent content =
            settle.expected() instanceof Row row ? row.with(settle.rewrite()) : settle.expected();
        following.add(settled.after(settled(settle, new SettleOutcome.Applied(content))));
        following.add(settled.after(settled(settle, new SettleOutcome.Gone())));
      }
      return following;
    }

    private static <T> ImmutableList<T> without(ImmutableList<T> all, T one) {
      return all.stream()
          .filter(each -> !each.equals(one))
          .collect(ImmutableList.toImmutableList());
    }

    private static Event ended(Command.Operate operate, OperationResult result) {
      return new Event.OperationEnded(operate.name(), operate.operation(), result);
    }

    private static Event settled(Command.Settle settle, SettleOutcome outcome) {
      return new Event.Settled(settle.name(), settle.registration(), outcome);
    }

    private static Event answer(Command.ReadRows read, Optional<RowContent> content) {
      ImmutableSortedMap.Builder<FeatureName, Optional<RenderedRow>> rows =
          ImmutableSortedMap.naturalOrder();
      for (FeatureName name : read.names()) {
        rows.put(
            name,
            content.map(
                row ->
                    RenderedRow.of(
                        row, template -> new Rendering.Text("enabled"), new Device(1, 0, false))));
      }
      return new Event.RowsRead(rows.buildOrThrow());
    }
  }

  private static Set<FeatureRegistry> registries() {
    Set<Place> seen = new LinkedHashSet<>();
    seen.add(Place.FIRST);
    List<Place> level = List.of(Place.FIRST);
    for (int step = 0; step < STEPS; step++) {
      List<Place> next = new ArrayList<>();
      for (Place place : level) {
        for (Place following : place.following()) {
          if (seen.add(following)) {
            next.add(following);
          }
        }
      }
      level = next;
    }
    Set<FeatureRegistry> registries = new HashSet<>();
    seen.forEach(place -> registries.add(place.registry()));
    return registries;
  }

  @Test
  void noTwoRegistriesShowTheSame() {
    Set<FeatureRegistry> registries = registries();
    assertThat(registries).hasSizeGreaterThan(10_000);

    assertThat(registries.stream().map(Object::hashCode).distinct().count())
        .isGreaterThan(registries.size() / 2);
    Map<List<Object>, FeatureRegistry> byWhatIsShown = new HashMap<>();
    for (FeatureRegistry registry : registries) {
      FeatureRegistry same = byWhatIsShown.put(Shown.by(registry::accept), registry);
      assertThat(same).as("shows the same as %s", registry).isNull();
    }
  }
}
