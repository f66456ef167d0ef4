package dev.featured.model.subjects;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.featured.model.explore.Result;
import dev.featured.model.explore.Search;
import dev.featured.model.explored.Explored;
import dev.featured.model.explored.NeverTaken;
import dev.featured.model.explored.Searched;
import dev.featured.model.trace.Trace;
import dev.featured.model.world.Property;
import dev.featured.model.world.Setting;
import dev.featured.model.world.Sighting;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The shipped core in every setting of every build, to the last world. The counts are committed: a
 * change of behaviour shows as a changed count, and whoever makes it says why.
 */
class ShippedTest {
  private static final int BITS = 23;
  private static final long BEGINNING = 300_000;

  /**
   * A restart, a return or a reload, together with the ways of a namespace's thread, are more than
   * a setting of every build has room for. The beginnings of larger ones have it.
   */
  private static final Set<Sighting> SEEN_IN_LARGER_WORLDS =
      Sets.immutableEnumSet(
          Sighting.FORGET_WAITED,
          Sighting.NAMESPACE_FOUND_HOST_BACK,
          Sighting.NAMESPACE_FORGETTING_WAITED,
          Sighting.NAMESPACE_KNOWS_AN_ORPHAN);

  /** Two servers are more than a build has time for: the deep search and the walks have them. */
  private static final Set<Sighting> SEEN_ON_TWO_SERVERS =
      Sets.immutableEnumSet(Sighting.STATE_TAKEN_BACK);

  @Test
  void nothingIsEverViolatedAndEverythingIsReached() throws InterruptedException, IOException {
    Explored committed = Committed.explored();
    ImmutableList.Builder<Searched> counts = ImmutableList.builder();
    Set<Sighting> sightings = EnumSet.noneOf(Sighting.class);
    long states = 0;
    for (String name : Settings.ofEveryBuild().keySet()) {
      Result result = Searched.search(name);
      System.out.println(result.line());
      Setting setting = Settings.named(name, Subjects.SHIPPED);
      result.violation().ifPresent(violation -> failWith(setting, violation));
      assertThat(result.complete()).isTrue();
      counts.add(Searched.of(name, result));
      states += result.states();
      sightings.addAll(result.sightings().keySet());
    }

    assertThat(states).isGreaterThan(5_000_000);
    assertThat(EnumSet.complementOf(EnumSet.copyOf(sightings)))
        .isEqualTo(Sets.union(SEEN_IN_LARGER_WORLDS, SEEN_ON_TWO_SERVERS));
    assertThat(counts.build()).as(Committed.STALE).isEqualTo(committed.shipped());
  }

  @Test
  void whatIsNeverTakenIsExplained() throws IOException {
    assertThat(Committed.explored().neverTaken()).isEqualTo(NeverTaken.reasons().keySet());
  }

  private static String counts(String name, Result result) {
    return name + " " + result.states() + " " + result.transitions() + " " + result.depth() + "\n";
  }

  private static void failWith(Setting setting, Result.Violation violation) {
    throw new AssertionError(
        violation.properties()
            + "\n"
            + Trace.of(setting, violation.schedule()).sentences()
            + "\n"
            + violation.schedule());
  }

  /**
   * What docs/fence.md says can be lost in a namespace: between the look at the host and the
   * removal the feature is registered anew, and the namespace's row is again exactly the one last
   * seen.
   */
  @Test
  void anEqualRowMayBeLostThatIsPutBackInANamespaceAtThatMoment() throws InterruptedException {
    Setting setting = Settings.namespaceRenewed(Subjects.SHIPPED);

    Result result = Search.of(setting, 2, 20).run();

    Result.Violation violation = result.violation().orElseThrow();
    assertThat(violation.properties())
        .isEqualTo(ImmutableSet.of(Property.NAMESPACE_KEEPS_NEW_ROWS));
    assertThat(violation.schedule().length()).isEqualTo(17);
  }

  /** These worlds have no end that a build could wait for; their beginnings are searched. */
  @Test
  void theBeginningsOfLargerWorldsMeetWhatTheOthersDoNot() throws InterruptedException {
    Set<Sighting> sightings = EnumSet.noneOf(Sighting.class);
    StringBuilder counts = new StringBuilder();
    for (String name : ImmutableList.of("loading", "namespace-killed", "namespace-loading")) {
      Setting setting = Settings.named(name, Subjects.SHIPPED);
      Search search = Search.of(setting, Runtime.getRuntime().availableProcessors(), BITS);
      Result result = search.atMost(BEGINNING).run();
      System.out.println(result.line());
      result.violation().ifPresent(violation -> failWith(setting, violation));
      counts.append(counts(name, result));
      sightings.addAll(result.sightings().keySet());
    }

    assertThat(counts.toString())
        .isEqualTo(
            """
            loading 344392 875764 29
            namespace-killed 308175 918716 28
            namespace-loading 400827 1162379 23
            """);
    assertThat(sightings).containsAll(SEEN_IN_LARGER_WORLDS);
  }

  /**
   * A row whose state is immutable is edited, goes, and comes back with another state, and nothing
   * of that reaches the row after it. Two of these are searched to the last world in every build;
   * these are the ways to the first worlds in which a daemon without a barrier, or without a watch,
   * has done it.
   */
  @Test
  void theImmutableStateOfARowNeverReachesItsSuccessor() throws InterruptedException {
    Result result =
        Search.of(Settings.renewedThrice(Subjects.SHIPPED), 2, BITS).atMost(500_000).run();

    assertThat(result.violation()).isEmpty();
    assertThat(result.sightings())
        .containsKeys(Sighting.BARRIER_FOUND_NEWS, Sighting.WATCH_FOUND_A_TOUCH);
  }
}
