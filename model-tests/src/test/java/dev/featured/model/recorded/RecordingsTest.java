package dev.featured.model.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.featured.model.explore.Schedule;
import dev.featured.model.subjects.Settings;
import dev.featured.model.subjects.Subjects;
import dev.featured.model.trace.Frame;
import dev.featured.model.trace.Trace;
import dev.featured.model.world.Move;
import dev.featured.model.world.Property;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each recording shows what it is kept for, and shows the same each time. */
class RecordingsTest {
  private static final ImmutableList<Recording> RUNS = Runs.all();

  private static Trace run(String name) {
    return RUNS.stream()
        .filter(recording -> recording.name().equals(name))
        .findFirst()
        .orElseThrow()
        .trace();
  }

  private static Set<Property> violated(Trace trace) {
    return trace.frames().stream()
        .flatMap(frame -> frame.violated().stream())
        .collect(Collectors.toSet());
  }

  private static List<Move> ofOthers(Trace trace) {
    return trace.frames().stream().map(Frame::move).filter(move -> !move.internal()).toList();
  }

  private static Frame last(Trace trace) {
    return trace.frames().get(trace.frames().size() - 1);
  }

  @Test
  void theShippedDaemonViolatesNothing() {
    for (Recording recording : RUNS) {
      boolean today = recording.name().endsWith("-today");
      assertThat(violated(recording.trace()).isEmpty()).as(recording.name()).isEqualTo(!today);
    }
  }

  @Test
  void todaysWriteBackRevivesTheRowInBothRaces() {
    Frame first = last(run("race-write-back-today"));
    Frame second = last(run("race-failed-start-today"));

    assertThat(first.violated()).contains(Property.CREATES_NO_ROW);
    assertThat(first.after().row(0)).hasToString("{has_per_asic_scope=False}");
    assertThat(second.violated()).contains(Property.CREATES_NO_ROW);
    assertThat(second.after().row(0)).hasToString("{has_per_asic_scope=False, state=disabled}");
  }

  @Test
  void inBothRacesTheOthersDoTheSameToOurDaemonAndTheRowStaysDeleted() {
    for (String race : List.of("race-write-back", "race-failed-start")) {
      Trace ours = run(race + "-ours");

      assertThat(ofOthers(ours)).isEqualTo(ofOthers(run(race + "-today")));
      assertThat(last(ours).after().row(0).isThere()).isFalse();
      assertThat(last(ours).after().machine(0)).isEmpty();
    }
  }

  @Test
  void theFenceFindsTheRowGoneThatWasThereWhenItWasDecided() {
    for (String name : List.of("fence-refuses", "race-failed-start-ours")) {
      assertThat(run(name).frames())
          .as(name)
          .anyMatch(frame -> frame.message().text().equals("the row is gone: nothing is written"));
    }
  }

  @Test
  void theNewDaemonFinishesWhatTheKilledOneHadBegun() {
    Frame last = last(run("crash-during-start"));

    assertThat(ofOthers(run("crash-during-start"))).containsExactly(Move.EDIT_1, Move.CRASH);
    assertThat(last.after().state(0).state()).isEqualTo("enabled");
    assertThat(last.after().unit(0)).isEqualTo("enabled, active, restart always");
  }

  @Test
  void theScriptOfAKilledDaemonLooksForItselfAndWritesNothing() {
    Trace trace = run("crash-with-write-sent");

    Frame orphan =
        trace.frames().stream()
            .filter(frame -> frame.move() == Move.EXECUTE_ORPHAN)
            .findFirst()
            .orElseThrow();
    assertThat(orphan.changes()).isEmpty();
    assertThat(orphan.message().text()).isEqualTo("what the killed daemon had sent is refused");
  }

  private static Property whatIsViolated(String name) {
    if (name.contains("puts-back")) {
      return Property.PUTS_BACK_IMMUTABLE_ONLY;
    }
    return name.contains("creates") ? Property.CREATES_NO_ROW : Property.DELETES_TRACES_ONLY;
  }

  @Test
  void runsAreTheSameEachTime() {
    assertThat(Runs.all().stream().map(Recording::diagram).toList())
        .isEqualTo(RUNS.stream().map(Recording::diagram).toList());
  }

  @Test
  void theCounterexamplesAreTheSameEachTimeAndReplayToWhatTheyAreKeptFor()
      throws InterruptedException {
    ImmutableList<Recording> counterexamples = Counterexamples.all();

    assertThat(Counterexamples.all().stream().map(Recording::replay).toList())
        .isEqualTo(counterexamples.stream().map(Recording::replay).toList())
        .hasSize(7);
    for (Recording recording : counterexamples) {
      String replay = recording.replay().orElseThrow();
      String setting = replay.substring(0, replay.indexOf('/'));
      String subject = replay.substring(replay.indexOf('/') + 1, replay.indexOf(':'));
      Trace again =
          Trace.of(
              Settings.named(setting, Subjects.named(subject)),
              Schedule.parse(replay.substring(replay.indexOf(':') + 1)));

      assertThat(again.violated())
          .isEqualTo(last(recording.trace()).violated())
          .contains(whatIsViolated(recording.name()));
    }
    Frame deleted = last(counterexamples.get(3).trace());
    assertThat(deleted.after().row(0).isThere()).isFalse();
    assertThat(counterexamples.get(3).trace().sentences()).contains("it registers the row");
  }
}
