package dev.featured.engine.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What counts as new, gone and changed. */
class ComparisonTest {
  private static Way[] ways(Way... ways) {
    return ways;
  }

  static Stream<Arguments> changes() {
    Way press = Lamp.goes("on", "press", "", "off", "cool down");
    Way thin = Lamp.goes("heating up", "warm", "glass is thin", "burnt", "tell");
    Way whole = Lamp.goes("heating up", "warm", "glass is whole", "on", "shine, tell");
    return Stream.of(
        Arguments.of(ways(press), "no change"),
        Arguments.of(ways(Lamp.goes("on", "press", "", "burnt", "cool down")), "1 target changed"),
        Arguments.of(ways(Lamp.goes("on", "press", "", "off", "tell")), "1 effect list changed"),
        Arguments.of(
            ways(whole, Lamp.goes("heating up", "warm", "glass is red", "burnt", "tell")),
            "1 guard changed"),
        Arguments.of(
            ways(whole, Lamp.goes("heating up", "warm", "glass is red", "burnt", "weep")),
            "1 guard changed, 1 effect list changed"),
        Arguments.of(
            ways(whole, Lamp.goes("heating up", "warm", "glass is red", "off", "weep")),
            "+1 transition, -1 transition"),
        Arguments.of(
            ways(Lamp.goes("heating up", "warm", "glass is whole", "on", "tell, shine"), thin),
            "1 effect list changed"),
        Arguments.of(
            ways(
                Lamp.goes("heating up", "warm", "glass is whole", "burnt", "tell"),
                Lamp.goes("heating up", "warm", "glass is thin", "on", "shine, tell")),
            "2 targets changed, 2 effect lists changed"),
        Arguments.of(
            ways(whole, thin, Lamp.goes("heating up", "warm", "glass is cut", "off", "tell")),
            "+1 transition"),
        Arguments.of(
            ways(whole, thin, Lamp.nothing("heating up", "warm", "glass is cut", "let it")),
            "+1 ignored case"),
        Arguments.of(
            ways(Lamp.nothing("on", "press", "", "why not")), "-1 transition, +1 ignored case"),
        Arguments.of(
            ways(Lamp.never("burnt", "press", "why not")), "-1 ignored case, +1 impossible case"),
        Arguments.of(ways(Lamp.nothing("burnt", "press", "", "why not")), "1 reason changed"),
        Arguments.of(ways(Lamp.never("off", "warm", "why not")), "1 reason changed"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeIsCountedAsWhatItIs(Way[] now, String headline) {
    Comparison comparison = Comparison.of(Lamp.table(), Lamp.with(now));

    assertThat(ChangeSummary.headline(comparison)).isEqualTo(headline);
    assertThat(comparison.isChange()).isEqualTo(!headline.equals("no change"));
  }

  @Test
  void theOrderOfWaysIsNoChange() {
    Description turned =
        new Description(Lamp.STATES.reverse(), Lamp.TRIGGERS.reverse(), Lamp.WAYS.reverse());

    assertThat(Comparison.of(Lamp.table(), turned).isChange()).isFalse();
  }

  @Test
  void statesAndTriggersComeAndGo() {
    Description small =
        new Description(
            ImmutableList.of(new Description.State("on", StateKind.FINAL)),
            ImmutableList.of("press"),
            ImmutableList.of(Lamp.never("on", "press", "never")));

    assertThat(ChangeSummary.headline(Comparison.of(small, Lamp.table())))
        .isEqualTo(
            "+4 states, 1 state of another kind, +2 triggers, +11 transitions, +2 ignored cases,"
                + " +4 impossible cases, -1 impossible case");
    assertThat(ChangeSummary.headline(Comparison.of(Lamp.table(), small)))
        .isEqualTo(
            "-4 states, 1 state of another kind, -2 triggers, -11 transitions, -2 ignored cases,"
                + " +1 impossible case, -4 impossible cases");
  }

  @Test
  void aNewTriggerAloneIsAChange() {
    Description one =
        new Description(
            ImmutableList.of(new Description.State("on", StateKind.FINAL)),
            ImmutableList.of("press", "crack"),
            ImmutableList.of(
                Lamp.never("on", "press", "never"), Lamp.never("on", "crack", "never")));

    assertThat(ChangeSummary.lines(Comparison.of(one, one))).hasSize(1);
  }

  @Test
  void aChangeIsToldThingByThing() {
    assertThat(ChangeSummary.lines(Comparison.of(Lamp.before(), Lamp.table())))
        .containsExactly(
            "**The lifecycle: -1 state, 1 state of another kind, +2 transitions, -3 transitions, -1 ignored case, -2 impossible cases,"
                + " 2 guards changed, 1 target changed, 1 effect list changed, 1 reason changed**",
            "",
            "- changed: state heating up, now working",
            "- removed: state dimmed",
            "- changed: **off**, press: [has power] heating up / heat -> [has power, whole] heating up / heat",
            "- changed: **off**, press: [no power or broken] stays / nothing: no light in the dark -> [no power or broken] stays / nothing: no light without power",
            "- changed: **heating up**, press: [always] on / cool down -> [always] off / cool down",
            "- added: **heating up**, warm: [glass is whole] on / shine, tell",
            "- changed: **heating up**, warm: [glass is thin] burnt / tell, shine -> [glass is thin] burnt / tell",
            "- removed: **heating up**, warm: [glass is whole] stays / nothing: is warm already",
            "- changed: **on**, warm: [is dark] stays / tell -> [always] stays / tell",
            "- removed: **on**, warm: [is bright] dimmed / dim",
            "- added: **burnt**, warm: [always] stays / tell",
            "- removed: **burnt**, warm: [never] nowhere / cannot come: it is cold",
            "- removed: **dimmed**, press: [always] off / cool down",
            "- removed: **dimmed**, warm: [never] nowhere / cannot come: it is warm",
            "- removed: **dimmed**, crack: [always] scrapped / sweep up");
  }

  @Test
  void noChangeIsOneLine() {
    assertThat(ChangeSummary.lines(Comparison.of(Lamp.table(), Lamp.table())))
        .containsExactly("**The lifecycle: no change**");
  }
}
