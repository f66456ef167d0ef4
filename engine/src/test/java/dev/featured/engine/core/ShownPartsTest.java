package dev.featured.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.feature.Device;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RestartPolicy;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.StateValue;
import dev.featured.engine.feature.UnitName;
import dev.featured.engine.feature.Wish;
import dev.featured.engine.lifecycle.LifecycleState;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each part of what a registry remembers is shown: another one there shows as something else. */
class ShownPartsTest {
  private static final FeatureName BGP = new FeatureName("bgp");
  private static final ImmutableList<UnitName> UNITS = ImmutableList.of(UnitName.global(BGP));
  private static final Wish CLEAR =
      new Wish.Clear(
          StateValue.ENABLED,
          false,
          UNITS,
          ImmutableList.of(),
          RestartPolicy.NO,
          ImmutableSortedMap.of(),
          false,
          ImmutableSortedMap.of());

  private static final Operation START =
      Operation.of(
          new OperationId(4),
          new RegistrationId(3),
          Task.of(Task.Kind.START, UNITS, ImmutableList.of(), RestartPolicy.NO));
  private static final Operation OTHER =
      new Operation(
          new OperationId(6),
          new RegistrationId(5),
          Task.removeDropIns(UNITS),
          Operation.Phase.PREPARING,
          true,
          true);

  private static final Registration REGISTERED =
      new Registration(
          new RegistrationId(1),
          LifecycleState.ABSENT,
          Row.of(Map.of("state", "enabled")),
          new Device(1, 0, false),
          CLEAR,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          "",
          "",
          false,
          Optional.empty());
  private static final Registration ANOTHER =
      new Registration(
          new RegistrationId(2),
          LifecycleState.FAILED,
          Row.of(Map.of("state", "disabled")),
          new Device(2, 0, false),
          new Wish.Unclear("it says nothing"),
          Optional.of(new Pin(StateValue.ALWAYS_ENABLED, true)),
          Optional.of(Goal.of((Wish.Clear) CLEAR)),
          Optional.of(new OperationId(9)),
          "it cannot",
          "t1",
          true,
          Optional.of("a fault"));

  static Stream<Arguments> records() {
    BiConsumer<Registration, RegistryVisitor> registration = Registration::accept;
    BiConsumer<Operation, RegistryVisitor> operation = Operation::accept;
    BiConsumer<Lane, RegistryVisitor> lane = Lane::accept;
    BiConsumer<Slot, RegistryVisitor> slot = Slot::accept;
    return Stream.of(
        Arguments.of(REGISTERED, ANOTHER, registration),
        Arguments.of(START, OTHER, operation),
        Arguments.of(
            Lane.IDLE, new Lane(Optional.of(START), Optional.of(OTHER), Optional.of(OTHER)), lane),
        Arguments.of(
            Slot.empty(BGP),
            new Slot(
                new FeatureName("lldp"),
                Mark.DELETED,
                Mark.LOOK,
                Optional.of(REGISTERED),
                new Lane(Optional.of(START), Optional.empty(), Optional.empty()),
                new Unmanaged.Foreign(),
                Optional.of(new BarrierId(7))),
            slot));
  }

  @ParameterizedTest
  @MethodSource("records")
  <T extends Record> void anotherPartShowsAsSomethingElse(
      T one, T other, BiConsumer<T, RegistryVisitor> shows) throws ReflectiveOperationException {
    RecordComponent[] parts = one.getClass().getRecordComponents();
    for (int i = 0; i < parts.length; i++) {
      assertThat(Shown.by(visitor -> shows.accept(one, visitor)))
          .as("%s: %s", one.getClass().getSimpleName(), parts[i].getName())
          .isNotEqualTo(Shown.by(partFrom(one, other, i, shows)));
      assertThat(Shown.by(visitor -> shows.accept(other, visitor)))
          .as("%s: %s", one.getClass().getSimpleName(), parts[i].getName())
          .isNotEqualTo(Shown.by(partFrom(other, one, i, shows)));
    }
  }

  /** A record that has all parts of one but that part of another. */
  private static <T extends Record> Shown.Showing partFrom(
      T one, T other, int part, BiConsumer<T, RegistryVisitor> shows)
      throws ReflectiveOperationException {
    RecordComponent[] parts = one.getClass().getRecordComponents();
    Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      var accessor = parts[i].getAccessor();
      accessor.setAccessible(true);
      values[i] = accessor.invoke(i == part ? other : one);
    }
    @SuppressWarnings("unchecked")
    Constructor<T> constructor =
        (Constructor<T>)
            one.getClass()
                .getDeclaredConstructor(
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    T mixed = constructor.newInstance(values);
    return visitor -> shows.accept(mixed, visitor);
  }

  @Test
  void anotherRegistryShowsAsSomethingElse() {
    FeatureRegistry none = FeatureRegistry.empty(1);
    FeatureRegistry reloading =
        new Switch(1).writes("bgp", "state", "enabled").prepares("bgp").registry();

    assertThat(
            Stream.of(
                    none,
                    FeatureRegistry.empty(2),
                    none.step(new Event.WarmBootFound()).next(),
                    none.renumbered(id -> id, 7),
                    none.step(new Event.Notified(BGP, false)).next(),
                    reloading,
                    reloading.step(new Event.Reloaded(new OperationResult.Succeeded())).next(),
                    new Switch(1)
                        .writes("bgp", "state", "enabled")
                        .writes("lldp", "state", "enabled")
                        .prepares("bgp")
                        .reminds()
                        .registry(),
                    new Switch(1)
                        .writes("bgp", "state", "enabled")
                        .writes("lldp", "state", "enabled")
                        .prepares("bgp")
                        .registry())
                .map(registry -> Shown.by(registry::accept)))
        .doesNotHaveDuplicates();
  }
}
