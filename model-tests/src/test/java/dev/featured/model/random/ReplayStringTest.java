package dev.featured.model.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.featured.model.explore.Coverage;
import dev.featured.model.explore.Result;
import dev.featured.model.subjects.Settings;
import dev.featured.model.subjects.Subjects;
import dev.featured.model.world.Properties;
import dev.featured.model.world.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayStringTest {
  private static final Setting SETTING = Settings.named("crowd", Subjects.UNFENCED);

  private static Result.Violation violation() {
    Walker walker = new Walker(SETTING, Properties.ALL, new Coverage());
    return Drawn.draws(1_000, 1).stream()
        .flatMap(draws -> walker.walk(draws).violation().stream())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsPrintedCanBeReadAndViolatesTheSame() {
    Result.Violation violation = violation();
    String text = new Replay(SETTING, violation.schedule()).toString();

    Replay read = Replay.parse(text);

    assertThat(text).startsWith("crowd/unfenced:");
    assertThat(read).hasToString(text);
    assertThat(read.violation(Properties.ALL)).contains(violation);
  }

  @Test
  void aReportHasTheStepsWhatIsViolatedAndHowToSeeItAgain() {
    Result.Violation violation = violation();

    assertThat(Replay.report(SETTING, violation))
        .contains("  1. ", "CONFIG_DB a: ")
        .contains(violation.properties().iterator().next().toString())
        .endsWith("mvn -pl model-tests -am test -Dreplay=crowd/unfenced:" + violation.schedule());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "small:4; no replay: 'small:4'; one looks like small/unfenced:4.16.20",
        "small/unfenced; no replay: 'small/unfenced'; one looks like small/unfenced:4.16.20",
        "tiny/unfenced:4; no setting: tiny",
        "small/best:4; no subject: best",
        "small/unfenced:4.4; step 2: SUBSCRIBE cannot happen then",
        "small/unfenced:999; step 1: there is no choice 999",
        "small/unfenced:99999999999; a choice is no number",
      })
  void aWrongStringIsToldInOneLine(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Replay.parse(text))
        .withMessageStartingWith(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }
}
