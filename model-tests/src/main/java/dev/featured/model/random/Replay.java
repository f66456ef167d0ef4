package dev.featured.model.random;

import dev.featured.engine.feature.Quoted;
import dev.featured.model.explore.Coverage;
import dev.featured.model.explore.Result;
import dev.featured.model.explore.Schedule;
import dev.featured.model.subjects.Settings;
import dev.featured.model.subjects.Subjects;
import dev.featured.model.trace.Trace;
import dev.featured.model.world.Move;
import dev.featured.model.world.Property;
import dev.featured.model.world.Setting;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything that it takes to see a run again, as a string: the setting, the subject and the
 * choices, like {@code small/recheck:4.8.12}.
 *
 * @param setting the setting with its subject, both known by their names
 * @param schedule the choices, each of which can happen when its turn comes
 */
public record Replay(Setting setting, Schedule schedule) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<setting>[a-z0-9-]+)/(?<subject>[a-z0-9-]+):(?<choices>[0-9]+(\\.[0-9]+)*)");

  /**
   * Reads what {@link #toString} has printed.
   *
   * @throws IllegalArgumentException if that is not what it is, or the choices cannot be made; the
   *     message is one line that says what is wrong
   */
  public static Replay parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "no replay: %s; one looks like small/unfenced:4.16.20".formatted(Quoted.of(text)));
    }
    Setting setting =
        Settings.named(parts.group("setting"), Subjects.named(parts.group("subject")));
    Schedule schedule = schedule(parts.group("choices"));
    Trace.of(setting, schedule);
    return new Replay(setting, schedule);
  }

  private static Schedule schedule(String text) {
    Schedule schedule;
    try {
      schedule = Schedule.parse(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a choice is no number: " + Quoted.of(e.getMessage()), e);
    }
    for (int i = 0; i < schedule.length(); i++) {
      if (schedule.choices().get(i) >= Move.mostChoices()) {
        throw new IllegalArgumentException(
            "step %d: there is no choice %d".formatted(i + 1, schedule.choices().get(i)));
      }
    }
    return schedule;
  }

  /** The steps, as numbered sentences that say what changed. */
  public String sentences() {
    return Trace.of(setting, schedule).sentences();
  }

  /**
   * What is violated of these properties: by the first step that violates any, or by the last world
   * if nothing happens by itself there.
   */
  public Optional<Result.Violation> violation(Set<Property> properties) {
    return new Walker(setting, properties, new Coverage()).only(schedule).violation();
  }

  /** What to type to see it again. */
  public String command() {
    return "mvn -pl model-tests -am test -Dreplay=" + this;
  }

  /** A violation as something to read: the steps, what is violated, and how to see it again. */
  public static String report(Setting setting, Result.Violation violation) {
    Replay replay = new Replay(setting, violation.schedule());
    StringBuilder text = new StringBuilder(replay.sentences());
    if (violation.atRest()) {
      text.append("\n     From here on nothing happens by itself.");
    }
    text.append("\nViolated:");
    violation.properties().forEach(property -> text.append("\n  ").append(property));
    return text.append("\nTo see it again:\n  ").append(replay.command()).toString();
  }

  @Override
  public String toString() {
    return setting.name() + "/" + setting.subject().name() + ":" + schedule;
  }
}
