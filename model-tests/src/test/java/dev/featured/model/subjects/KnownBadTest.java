package dev.featured.model.subjects;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import dev.featured.model.explore.Result;
import dev.featured.model.explored.Caught;
import dev.featured.model.explored.Hunt;
import dev.featured.model.trace.Trace;
import dev.featured.model.world.Subject;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each known-bad subject is caught, and the shortest way there is as long as it has always been.
 */
class KnownBadTest {
  static Stream<Arguments> hunts() throws IOException {
    ImmutableList<Caught> committed = Committed.explored().knownBad();
    ImmutableList<Hunt> hunts = Hunt.all();
    assertThat(committed).as(Committed.STALE).hasSameSizeAs(hunts);
    return Streams.zip(hunts.stream(), committed.stream(), Arguments::of);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hunts")
  void isCaughtByAShortestCounterexample(Hunt hunt, Caught committed) throws InterruptedException {
    Result result = hunt.search();
    System.out.println(result.line());

    assertThat(result.violation()).as(hunt.toString()).isPresent();
    Result.Violation violation = result.violation().orElseThrow();
    if (!violation.atRest()) {
      assertThat(Trace.of(hunt.setting(), violation.schedule()).violated())
          .containsAll(violation.properties());
    }
    assertThat(Caught.of(hunt, result)).as(Committed.STALE).isEqualTo(committed);
  }

  @Test
  void everyKnownBadSubjectIsHunted() {
    Set<String> hunted =
        Hunt.all().stream().map(hunt -> hunt.subject().name()).collect(Collectors.toSet());
    Set<String> known = Subjects.knownBad().stream().map(Subject::name).collect(Collectors.toSet());

    assertThat(hunted).isEqualTo(known).hasSizeGreaterThanOrEqualTo(27);
  }
}
