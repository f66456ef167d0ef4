package dev.featured.engine.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.lifecycle.FeatureLifecycle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A table in words, and what is no table. */
class DescriptionTest {
  @Test
  void theShippedTableIsDescribedCellByCell() {
    Description description = Description.of(FeatureLifecycle.table());

    assertThat(description.states()).hasSize(7);
    assertThat(description.triggers()).hasSize(7);
    assertThat(description.ways().stream().map(way -> way.from() + way.trigger()).distinct())
        .hasSize(49);
    assertThat(description.ways())
        .contains(
            Lamp.goes(
                "failed",
                "row wants enabled",
                "worth a try, must wait for the ports",
                "absent",
                "rewrite derived fields"),
            Lamp.nothing(
                "failed",
                "ports ready",
                "no matter of the ports",
                "the ports were not what it failed for"),
            Lamp.nothing("enabling", "ports ready", "", "the units are being started already"),
            Lamp.never(
                "deregistered", "row deleted", "a row is deleted once for each registration"));
  }

  @Test
  void anIdNamesStateTriggerAndGuard() {
    assertThat(Lamp.table().ways().stream().map(Way::id))
        .startsWith("off/press/has-power+whole", "off/press/no-power-or-broken", "off/warm/always");
  }

  static Stream<Arguments> noTables() {
    return Stream.of(
        Arguments.of(
            new Way[] {Lamp.never("dark", "press", "x")}, "'dark' is no state of the table"),
        Arguments.of(
            new Way[] {Lamp.never("on", "kick", "x")}, "'kick' is no trigger of the table"),
        Arguments.of(
            new Way[] {Lamp.goes("on", "press", "", "dark", "tell")},
            "'dark' is no state of the table"),
        Arguments.of(
            new Way[] {Lamp.goes("on", "press", "", "off", "")},
            "the way 'on/press/always' goes without an effect"),
        Arguments.of(
            new Way[] {Lamp.goes("on", "press", "", "off", "tell\"")},
            "the effect 'tell\"' is malformed"),
        Arguments.of(
            new Way[] {Lamp.goes("on", "press", "so [it] is", "off", "tell")},
            "the condition 'so [it] is' is malformed"),
        Arguments.of(
            new Way[] {Lamp.never("on", "press", "two\nlines")},
            "the reason 'two\nlines' is malformed"),
        Arguments.of(new Way[] {Lamp.never("on", "press", "")}, "the reason '' is malformed"),
        Arguments.of(
            new Way[] {Lamp.never("on", "press", "x".repeat(201))},
            "the reason '" + "x".repeat(200) + "...' is malformed"),
        Arguments.of(
            new Way[] {Lamp.never("on", "press", "x"), Lamp.nothing("on", "press", "", "y")},
            "the way 'on/press/always' is there twice"));
  }

  @ParameterizedTest
  @MethodSource("noTables")
  void whatIsNoTableIsRefused(Way[] ways, String problem) {
    assertThatIllegalArgumentException().isThrownBy(() -> Lamp.with(ways)).withMessage(problem);
  }

  @Test
  void everyCellMustBeFilled() {
    ImmutableList<Way> ways = Lamp.WAYS.subList(0, Lamp.WAYS.size() - 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Description(Lamp.STATES, Lamp.TRIGGERS, ways))
        .withMessage("no way is given for 'crack' in 'scrapped'");
  }

  @Test
  void statesAndTriggersMustBeThereOnce() {
    ImmutableList<Description.State> twice =
        ImmutableList.<Description.State>builder()
            .addAll(Lamp.STATES)
            .add(Lamp.STATES.get(1))
            .build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Description(twice, Lamp.TRIGGERS, Lamp.WAYS))
        .withMessage("the state 'heating up' is there twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Description(ImmutableList.of(), Lamp.TRIGGERS, Lamp.WAYS))
        .withMessage("there is no state");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Description(Lamp.STATES, ImmutableList.of(), Lamp.WAYS))
        .withMessage("there is no trigger");
  }
}
