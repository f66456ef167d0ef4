package dev.featured.model.subjects;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Sets;
import dev.featured.engine.lifecycle.Cell;
import dev.featured.engine.lifecycle.FeatureLifecycle;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.lifecycle.Transition;
import dev.featured.engine.lifecycle.Trigger;
import dev.featured.model.explore.Result;
import dev.featured.model.explore.Search;
import dev.featured.model.trace.Trace;
import dev.featured.model.world.Property;
import dev.featured.model.world.Setting;
import dev.featured.model.world.Sighting;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The shipped core in every setting of every build, to the last world. The counts are pinned: a
 * change of behaviour shows as a changed count, and whoever makes it says why.
 */
class ShippedTest {
  private static final int BITS = 23;
  private static final long BEGINNING = 300_000;

  /** Setting, states, transitions, depth. */
  private static final String COUNTS =
      """
      small 245460 667306 113
      failures 77102 189183 80
      edits 784480 2152284 90
      killed 182554 493974 79
      lost 263839 668394 75
      owners 19616 50652 59
      ports 220680 524178 72
      templates 1144601 3205556 98
      trace 124619 372573 61
      building 32322 77094 48
      loading 4270113 12058858 93
      two 308379 791142 76
      side-by-side 42525 98965 57
      any 774536 2164356 113
      namespace 9088 21115 50
      namespace-follows 602744 2289958 75
      namespace-trace 33824 87395 62
      namespace-building 132631 372277 64
      namespaces 714189 3050896 75
      """;

  /**
   * A restart, a return or a reload, together with the ways of a namespace's thread, are more than
   * a setting of every build has room for. The beginnings of larger ones have it.
   */
  private static final Set<Sighting> SEEN_IN_LARGER_WORLDS =
      Sets.immutableEnumSet(
          Sighting.NAMESPACE_FOUND_HOST_BACK,
          Sighting.NAMESPACE_FORGETTING_WAITED,
          Sighting.NAMESPACE_KNOWS_AN_ORPHAN,
          Sighting.CRASH_WITH_NAMESPACE_WRITE_SENT);

  /** Why no setting of every build takes these ways through the table, and which they are. */
  private static final ImmutableSetMultimap<String, String> NEVER_TAKEN =
      ImmutableSetMultimap.<String, String>builder()
          .putAll(
              "the model's switch has one ASIC, so a feature has the same unit always",
              "disabled, row wants disabled [other units]",
              "enabled, row wants enabled [other units, may start]",
              "enabled, row wants enabled [other units, must wait for the ports]")
          .putAll(
              "the operator does not make a feature delayed that was not",
              "absent, ports ready [no matter of the ports]",
              "disabled, row wants enabled [must wait for the ports]",
              "disabling, operation failed [wish changed, must wait for the ports]",
              "disabling, operation succeeded [wish changed, must wait for the ports]",
              "disabling, row wants enabled [operation not begun, must wait for the ports]",
              "enabling, operation failed [wish changed, must wait for the ports]",
              "enabling, operation succeeded [wish changed, must wait for the ports]",
              "enabling, row wants enabled [operation not begun, must wait for the ports]",
              "failed, ports ready [no matter of the ports]",
              "failed, row wants enabled [worth a try, must wait for the ports]")
          .putAll(
              "a failure and two edits are more than a setting of every build lets happen",
              "disabled, operation failed",
              "disabling, operation failed [wish changed, may start]",
              "disabling, operation failed [wish changed, must stop]",
              "disabling, operation failed [wish changed, row is unclear]")
          .putAll(
              "where operations wait for one another, nobody edits",
              "disabling, row unusable [operation not begun]",
              "enabling, row unusable [operation not begun]",
              "enabling, row wants disabled [operation not begun]")
          .build();

  @Test
  void nothingIsEverViolatedAndEverythingIsReached() throws InterruptedException {
    StringBuilder counts = new StringBuilder();
    Set<String> ways = new TreeSet<>();
    Set<Sighting> sightings = EnumSet.noneOf(Sighting.class);
    long states = 0;
    for (String name : Settings.ofEveryBuild().keySet()) {
      Setting setting = Settings.named(name, Subjects.SHIPPED);
      Result result = Search.of(setting, Runtime.getRuntime().availableProcessors(), BITS).run();
      System.out.println(result.line());
      result.violation().ifPresent(violation -> failWith(setting, violation));
      assertThat(result.complete()).isTrue();
      counts.append(counts(name, result));
      states += result.states();
      ways.addAll(result.ways());
      sightings.addAll(result.sightings().keySet());
    }

    assertThat(counts.toString()).isEqualTo(COUNTS);
    assertThat(states).isGreaterThan(5_000_000);
    assertThat(EnumSet.complementOf(EnumSet.copyOf(sightings))).isEqualTo(SEEN_IN_LARGER_WORLDS);
    Set<String> missing = everyWay();
    missing.removeAll(ways);
    assertThat(missing).isEqualTo(new TreeSet<>(NEVER_TAKEN.values()));
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

  private static Set<String> everyWay() {
    Set<String> ways = new TreeSet<>();
    for (LifecycleState state : LifecycleState.values()) {
      for (Trigger trigger : Trigger.values()) {
        Cell cell = FeatureLifecycle.table().cell(state, trigger);
        if (cell instanceof Cell.Ignored) {
          ways.add(state + ", " + trigger);
        } else if (cell instanceof Cell.Moves moves) {
          for (Transition transition : moves.transitions()) {
            String guard = transition.guard().toString();
            ways.add(state + ", " + trigger + (guard.isEmpty() ? "" : " [" + guard + "]"));
          }
        }
      }
    }
    return ways;
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
    assertThat(violation.schedule().length()).isEqualTo(16);
  }

  /** These worlds have no end that a build could wait for; their beginnings are searched. */
  @Test
  void theBeginningsOfLargerWorldsMeetWhatTheOthersDoNot() throws InterruptedException {
    Set<Sighting> sightings = EnumSet.noneOf(Sighting.class);
    StringBuilder counts = new StringBuilder();
    for (String name : ImmutableList.of("namespace-killed", "namespace-loading")) {
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
            namespace-killed 360920 1096278 30
            namespace-loading 344852 1024996 23
            """);
    assertThat(sightings).containsAll(SEEN_IN_LARGER_WORLDS);
  }

  /**
   * The one exception that is known, and told of in docs/fence.md: a row whose state is immutable
   * goes and comes back with another state, and the daemon reads the new row before it hears of the
   * deletion.
   */
  @Test
  void theImmutableStateOfARowMayReachItsSuccessor() throws InterruptedException {
    Setting setting = Settings.renewed(Subjects.SHIPPED);

    Result result = Search.of(setting, 2, 20).run();

    Result.Violation violation = result.violation().orElseThrow();
    assertThat(violation.properties())
        .isEqualTo(ImmutableSet.of(Property.PUTS_BACK_IMMUTABLE_ONLY));
    assertThat(violation.schedule().length()).isEqualTo(31);
  }
}
