package dev.featured.model.subjects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.featured.model.explore.Result;
import dev.featured.model.explore.Search;
import dev.featured.model.trace.Trace;
import dev.featured.model.world.Property;
import dev.featured.model.world.Setting;
import dev.featured.model.world.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each known-bad subject is caught, and the shortest way there is as long as it has always been.
 */
class KnownBadTest {
  /** Subject, setting, steps of the shortest counterexample, what is looked for (or "any"). */
  private static final String CAUGHT =
      """
      unfenced small 24 CREATES_NO_ROW
      unfenced small 21 any
      recheck small 24 CREATES_NO_ROW
      recheck small 27 DELETES_TRACES_ONLY
      recheck upgrade 26 DELETES_TRACES_ONLY
      newest-wish-forgotten small 28 any
      newest-wish-forgotten-in-a-stop small 27 any
      failure-counts-as-success small 40 any
      failure-not-published small 42 any
      disabling-ignored small 34 any
      enabling-ignored small 33 any
      published-before-started small 12 any
      stopped-without-a-stop small 28 any
      garbled-row-ignored edits 34 any
      nothing-reasserted small 36 any
      retry-refused failures 36 any
      owed-stop-dropped killed 43 any
      enabled-not-forgotten small 55 any
      ports-ignored ports 13 any
      rewrite-forgotten small 28 any
      comparison-ignored small 6 any
      preparation-ignored small 12 any
      failed-reload-ignored failures 15 any
      rewrites-changed-rows small 21 any
      publishes-unseen small 21 any
      rewrite-adds-fields small 20 any
      forgets-unseen owners-upgrade 34 any
      forgets-while-unloaded loading 27 any
      forgets-nothing-of-returned-rows small 35 any
      never-forgets small 42 any
      removes-changed-traces trace 39 any
      reads-while-unloaded loading 9 any
      drops-postponed-reads loading 17 any
      no-comparison-after-reconnect small 24 any
      compares-before-subscribing small 24 any
      deletions-unheard small 36 any
      state-touches-unheard owners 20 any
      ports-unheard ports 12 any
      newer-write-dropped templates 42 any
      outdated-writes-not-withdrawn small 29 any
      starts-without-reload small 29 any
      timeout-counts-as-success failures 33 any
      stop-not-awaited failures 26 any
      drop-ins-not-reloaded edits 39 any
      half-done-stop-believed killed 40 any
      refused-writes-given-up lost 15 any
      lost-answer-given-up lost 5 any
      mirrors-changed-rows namespace 15 any
      mirrors-deleted-rows namespace 15 any
      mirror-adds-fields namespace-trace 14 any
      mirrors-over-choices namespace-follows 14 any
      never-forgets-there namespaces 19 any
      forgets-while-unloaded-there namespace-loading 12 any
      removes-changed-rows-there namespace-follows 13 any
      removes-changed-traces-there namespace-trace 19 any
      rows-there-unheard namespace 2 any
      state-touches-there-unheard namespace 2 any
      no-comparison-after-reconnect-there namespace 3 any
      newer-work-there-dropped namespace-follows 28 any
      newer-work-there-done-with-older namespace-follows 28 any
      lost-answer-there-given-up namespace 12 any
      """;

  private record Line(String subject, String setting, int steps, Optional<Property> property) {}

  private static List<Line> lines() {
    return CAUGHT
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .map(
            words ->
                new Line(
                    words[0],
                    words[1],
                    Integer.parseInt(words[2]),
                    words[3].equals("any")
                        ? Optional.empty()
                        : Optional.of(Property.valueOf(words[3]))))
        .toList();
  }

  static Stream<Line> caught() {
    return lines().stream();
  }

  @ParameterizedTest
  @MethodSource("caught")
  void isCaughtByAShortestCounterexample(Line line) throws InterruptedException {
    Subject subject =
        Subjects.knownBad().stream()
            .filter(known -> known.name().equals(line.subject()))
            .findFirst()
            .orElseThrow();
    Setting setting = Settings.named(line.setting(), subject);
    Search search = Search.of(setting, Runtime.getRuntime().availableProcessors(), 22);
    Result result = line.property().map(search::lookingFor).orElse(search).run();
    System.out.println(result.line());

    assertThat(result.violation()).as(line.subject()).isPresent();
    Result.Violation violation = result.violation().orElseThrow();
    assertThat(violation.schedule().length()).isEqualTo(line.steps());
    if (!violation.atRest()) {
      assertThat(Trace.of(setting, violation.schedule()).violated())
          .containsAll(violation.properties());
    }
  }

  @Test
  void everyKnownBadSubjectIsInTheList() {
    Set<String> listed = lines().stream().map(Line::subject).collect(Collectors.toSet());
    Set<String> known = Subjects.knownBad().stream().map(Subject::name).collect(Collectors.toSet());

    assertThat(listed).isEqualTo(known).hasSizeGreaterThanOrEqualTo(27);
  }
}
