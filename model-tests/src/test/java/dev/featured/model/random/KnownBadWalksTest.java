package dev.featured.model.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.featured.model.explore.Coverage;
import dev.featured.model.explore.Result;
import dev.featured.model.subjects.Settings;
import dev.featured.model.subjects.Subjects;
import dev.featured.model.trace.Trace;
import dev.featured.model.world.Properties;
import dev.featured.model.world.Property;
import dev.featured.model.world.Setting;
import dev.featured.model.world.Subject;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random walks catch every known-bad subject, within as many tries as the shipped one has to stand,
 * and what they catch it with shrinks to something short.
 */
class KnownBadWalksTest {
  private static final int TRIES = 8_000;
  private static final ImmutableList<Draws> DRAWS = Drawn.draws(TRIES, Drawn.seed());

  /** Where to walk, if not in a crowd: where others do not heal what the subject gets wrong. */
  private static final ImmutableMap<String, String> SETTINGS =
      ImmutableMap.<String, String>builder()
          .put("ports-no-retry", "ports-again")
          .put("surplus-left-alone", "scopes")
          .put("requests-read-late", "asking")
          .put("ports-ignored", "ports")
          .put("ports-unheard", "ports")
          .put("removes-changed-traces", "trace")
          .put("newer-write-dropped", "restarts")
          .put("timeout-counts-as-success", "failures")
          .put("stop-not-awaited", "failures")
          .put("refused-writes-given-up", "lost")
          .put("barrier-skipped", "renewed-thrice")
          .put("pins-kept-over-reloads", "immutable-reloaded")
          .put("forgets-unseen", "owners-upgrade")
          .put("mirrors-changed-rows", "namespace")
          .put("mirrors-deleted-rows", "namespace-follows")
          .put("mirror-adds-fields", "namespace-trace")
          .put("mirrors-over-choices", "namespace-follows")
          .put("never-forgets-there", "namespaces")
          .put("forgets-while-unloaded-there", "namespace-loading")
          .put("removes-changed-rows-there", "namespace-follows")
          .put("removes-changed-traces-there", "namespace-trace")
          .put("barrier-skipped-there", "namespace-trace-built-on")
          .put("rows-there-unheard", "namespace")
          .put("state-touches-there-unheard", "namespace")
          .put("no-comparison-after-reconnect-there", "namespace")
          .put("newer-work-there-dropped", "namespace-follows")
          .put("newer-work-there-done-with-older", "namespace-follows")
          .put("lost-answer-there-given-up", "namespace")
          .buildOrThrow();

  /** It takes too much at once for a walk to meet; KnownBadTest searches for these. */
  private static final ImmutableSet<String> SEARCHED =
      ImmutableSet.of(
          "owed-stop-dropped",
          "watch-skipped",
          "watch-skipped-there",
          "forgets-while-unloaded",
          "half-done-putting-away-believed",
          "ports-missed-while-unheard",
          "ports-missed-while-silenced");

  static Stream<Subject> knownBad() {
    return Subjects.knownBad().stream().filter(subject -> !SEARCHED.contains(subject.name()));
  }

  @ParameterizedTest
  @MethodSource("knownBad")
  void isCaught(Subject subject) {
    Setting setting = Settings.named(SETTINGS.getOrDefault(subject.name(), "crowd"), subject);
    Walker walker = new Walker(setting, Properties.ALL, new Coverage());
    int tries = 0;
    for (Draws draws : DRAWS) {
      tries++;
      Optional<Result.Violation> violation = walker.walk(draws).violation();
      if (violation.isPresent()) {
        System.out.println("caught " + setting.name() + "/" + subject.name() + " tries=" + tries);
        return;
      }
    }
    fail(subject.name() + " is not caught in " + setting.name() + " within " + tries + " tries");
  }

  /** Where no search comes to an end; in the other settings it has found nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"crowd", "restarts"})
  void theShippedOneIsNotCaughtThere(String name) {
    Setting setting = Settings.named(name, Subjects.SHIPPED);
    Walker walker = new Walker(setting, Properties.ALL, new Coverage());

    for (Draws draws : DRAWS.subList(0, 2_000)) {
      Optional<Result.Violation> violation = walker.walk(draws).violation();
      assertThat(violation.map(found -> Replay.report(setting, walker.shrink(found)))).isEmpty();
    }
  }

  /** The steps of the shortest counterexample are what the exhaustive search has found. */
  @ParameterizedTest
  @CsvSource({
    "unfenced, small, CREATES_NO_ROW, 24",
    "recheck, small, DELETES_TRACES_ONLY, 27",
    "state-touches-unheard, owners, QUIET_STATE_AGREES, 23"
  })
  void isShrunkToLessThanTwiceTheShortest(
      String subject, String name, Property property, int shortest) {
    Setting setting = Settings.named(name, Subjects.named(subject));
    Walker walker = new Walker(setting, Set.of(property), new Coverage());
    Result.Violation found =
        DRAWS.stream()
            .flatMap(draws -> walker.walk(draws).violation().stream())
            .findFirst()
            .orElseThrow();

    Result.Violation shrunk = walker.shrink(found);

    assertThat(shrunk.schedule().length()).isLessThan(2 * shortest);
    assertThat(shrunk.properties()).containsExactly(property);
    assertThat(Trace.of(setting, shrunk.schedule()).frames()).hasSize(shrunk.schedule().length());
  }

  @Test
  void theSameSeedMakesTheSameRuns() {
    assertThat(walked(Drawn.seed())).isEqualTo(walked(Drawn.seed()));
    assertThat(walked(Drawn.seed())).isNotEqualTo(walked(Drawn.seed() + 1));
  }

  /** Every schedule, and what was met on the way. */
  private static String walked(long seed) {
    Coverage coverage = new Coverage();
    Setting setting = Settings.named("crowd-of-two", Subjects.SHIPPED);
    Walker walker = new Walker(setting, Properties.ALL, coverage);
    StringBuilder text = new StringBuilder();
    for (Draws draws : Drawn.draws(100, seed)) {
      text.append(walker.walk(draws).schedule()).append('\n');
    }
    return text.append(coverage.sightings()).append(coverage.passages()).toString();
  }
}
