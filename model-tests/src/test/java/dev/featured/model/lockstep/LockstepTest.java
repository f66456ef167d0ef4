package dev.featured.model.lockstep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.lifecycle.Cell;
import dev.featured.engine.lifecycle.Facts;
import dev.featured.engine.lifecycle.FeatureLifecycle;
import dev.featured.engine.lifecycle.ImpossibleTrigger;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.lifecycle.LifecycleTable;
import dev.featured.engine.lifecycle.PlainMachine;
import dev.featured.engine.lifecycle.Transition;
import dev.featured.engine.lifecycle.Trigger;
import dev.featured.engine.statemachine.Reaction;
import dev.featured.engine.statemachine.RegistrationMachine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Spring Statemachine and the plain interpreter answer alike, always. */
class LockstepTest {
  private static final LifecycleTable TABLE = FeatureLifecycle.table();
  private static final PlainMachine PLAIN = new PlainMachine(TABLE);

  private record Stimulus(Trigger trigger, Facts facts) {}

  private record Heard(LifecycleState from, Trigger trigger, Transition transition) {}

  @ParameterizedTest
  @EnumSource(LifecycleState.class)
  void everyCellAgreesUnderEveryGuardValue(LifecycleState state) {
    ImmutableList<Stimulus> way = ways().get(state);
    int compared = 0;
    for (Trigger trigger : Trigger.values()) {
      RegistrationMachine machine = null;
      for (Facts facts : Facts.all()) {
        if (!facts.possibleOn(trigger)) {
          continue;
        }
        if (machine == null || machine.state() != state) {
          machine = walk(way, state);
        }
        Reaction reaction = machine.fire(trigger, facts);
        if (TABLE.cell(state, trigger) instanceof Cell.Impossible) {
          assertThatExceptionOfType(ImpossibleTrigger.class)
              .isThrownBy(() -> PLAIN.step(state, trigger, facts));
          assertThat(reaction.transition()).isEmpty();
          assertThat(reaction.state()).isEqualTo(state);
        } else {
          Transition expected = PLAIN.step(state, trigger, facts);
          assertThat(reaction.state())
              .as("%s %s %s", state, trigger, facts)
              .isEqualTo(expected.target());
          assertThat(reaction.agreesWith(expected)).isTrue();
          if (TABLE.cell(state, trigger) instanceof Cell.Moves) {
            assertThat(reaction.transition()).contains(expected);
          } else {
            assertThat(reaction.transition()).isEmpty();
          }
        }
        compared++;
      }
    }
    long possible =
        Facts.all().stream()
            .mapToLong(
                facts -> List.of(Trigger.values()).stream().filter(facts::possibleOn).count())
            .sum();
    assertThat(compared).isEqualTo((int) possible);
  }

  @Property(tries = 200)
  void longRandomWalksAgree(@ForAll("walks") List<Stimulus> walk) {
    List<Heard> heard = new ArrayList<>();
    List<Heard> expectedToHear = new ArrayList<>();
    RegistrationMachine machine =
        RegistrationMachine.start(
            TABLE,
            "walk",
            (from, trigger, transition) -> heard.add(new Heard(from, trigger, transition)));
    LifecycleState state = LifecycleState.ABSENT;
    for (Stimulus stimulus : walk) {
      Cell cell = TABLE.cell(state, stimulus.trigger());
      if (cell instanceof Cell.Impossible || !stimulus.facts().possibleOn(stimulus.trigger())) {
        continue;
      }
      Transition expected = PLAIN.step(state, stimulus.trigger(), stimulus.facts());
      if (cell instanceof Cell.Moves) {
        expectedToHear.add(new Heard(state, stimulus.trigger(), expected));
      }
      Reaction reaction = machine.fire(stimulus.trigger(), stimulus.facts());
      assertThat(reaction.agreesWith(expected)).isTrue();
      state = expected.target();
      assertThat(machine.state()).isEqualTo(state);
    }
    assertThat(heard).isEqualTo(expectedToHear);
  }

  @Provide
  Arbitrary<List<Stimulus>> walks() {
    // Deletions are rare here, since nothing leads out of deregistered.
    Arbitrary<Trigger> triggers =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(
                60, Arbitraries.of(Trigger.values()).filter(t -> t != Trigger.ROW_DELETED)),
            net.jqwik.api.Tuple.of(1, Arbitraries.just(Trigger.ROW_DELETED)));
    return Combinators.combine(triggers, Arbitraries.of(Facts.all()))
        .as(Stimulus::new)
        .list()
        .ofSize(300);
  }

  @Test
  void aReactionThatDiffersIsTold() {
    RegistrationMachine machine = RegistrationMachine.start(TABLE, "other", (f, t, x) -> {});
    Facts stop =
        Facts.of(Facts.Direction.STOP, Facts.Agreement.DIFFERENT, false, false, true, false);
    Facts start =
        Facts.of(Facts.Direction.START, Facts.Agreement.DIFFERENT, false, false, true, false);

    Reaction reaction = machine.fire(Trigger.ROW_WANTS_DISABLED, stop);

    assertThat(
            reaction.agreesWith(
                PLAIN.step(LifecycleState.ABSENT, Trigger.ROW_WANTS_ENABLED, start)))
        .isFalse();
    assertThat(
            reaction.agreesWith(
                PLAIN.step(LifecycleState.ABSENT, Trigger.ROW_WANTS_DISABLED, stop)))
        .isTrue();
  }

  private static RegistrationMachine walk(List<Stimulus> way, LifecycleState to) {
    RegistrationMachine machine = RegistrationMachine.start(TABLE, "cell", (f, t, x) -> {});
    way.forEach(stimulus -> machine.fire(stimulus.trigger(), stimulus.facts()));
    assertThat(machine.state()).isEqualTo(to);
    return machine;
  }

  /** A shortest way from absent to each state. */
  private static Map<LifecycleState, ImmutableList<Stimulus>> ways() {
    Map<LifecycleState, ImmutableList<Stimulus>> ways = new EnumMap<>(LifecycleState.class);
    ways.put(LifecycleState.ABSENT, ImmutableList.of());
    Deque<LifecycleState> toDo = new ArrayDeque<>(List.of(LifecycleState.ABSENT));
    while (!toDo.isEmpty()) {
      LifecycleState state = toDo.remove();
      for (Trigger trigger : Trigger.values()) {
        for (Facts facts : Facts.all()) {
          if (facts.possibleOn(trigger)
              && !(TABLE.cell(state, trigger) instanceof Cell.Impossible)) {
            LifecycleState target = PLAIN.step(state, trigger, facts).target();
            if (!ways.containsKey(target)) {
              ways.put(
                  target,
                  ImmutableList.<Stimulus>builder()
                      .addAll(ways.get(state))
                      .add(new Stimulus(trigger, facts))
                      .build());
              toDo.add(target);
            }
          }
        }
      }
    }
    return ways;
  }
}
