package dev.featured.model.random;

import static dev.featured.model.world.Property.NAMESPACE_KEEPS_NEW_ROWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.featured.model.explore.Coverage;
import dev.featured.model.subjects.Settings;
import dev.featured.model.subjects.Subjects;
import dev.featured.model.world.Properties;
import dev.featured.model.world.Setting;
import dev.featured.model.world.Sighting;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;

/**
 * The shipped daemon on thousands of long random ways, in settings where everybody may do
 * everything. How many there are is said in junit-platform.properties.
 *
 * <p>What fails is shrunk by {@link Shrinker}, which knows what a schedule is; jqwik, which does
 * not, leaves it alone.
 */
class ShippedWalksTest {
  private static final int ENOUGH_WAYS = 65;

  /** Where something is met that others prevent in a crowd. */
  private static final ImmutableSet<String> LESS_CROWDED =
      ImmutableSet.of("killed", "trace", "namespaces", "namespace-trace", "namespace-loading");

  /** What a few thousand walks may not meet; the search does. */
  private static final ImmutableSet<Sighting> RARE =
      Sets.immutableEnumSet(
          Sighting.STOP_OWED,
          Sighting.BARRIER_FOUND_NEWS,
          Sighting.WATCH_FOUND_A_TOUCH,
          Sighting.NAMESPACE_WATCH_FOUND_A_TOUCH,
          Sighting.NAMESPACE_ROW_GONE,
          Sighting.NAMESPACE_FORGETTING_WAITED,
          Sighting.CRASH_WITH_NAMESPACE_WRITE_SENT);

  // One object for all tries.
  private final Coverage coverage = new Coverage();
  private Optional<String> failure = Optional.empty();

  @Provide
  Arbitrary<Draws> draws() {
    return Drawn.draws();
  }

  @Provide
  Arbitrary<String> settings() {
    return Arbitraries.of(Sets.union(Settings.ofRandomWalks().keySet(), LESS_CROWDED));
  }

  @Property(seed = "20261122", shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void nothingIsEverViolated(@ForAll("settings") String name, @ForAll("draws") Draws draws) {
    Setting setting = Settings.named(name, Subjects.SHIPPED);
    Walker walker = new Walker(setting, whatMustHoldIn(name), coverage);

    failure =
        walker
            .walk(draws)
            .violation()
            .map(violation -> Replay.report(setting, walker.shrink(violation)));

    assertThat(failure).isEmpty();
  }

  /** The exception that is known; docs/fence.md tells of it. */
  private static Set<dev.featured.model.world.Property> whatMustHoldIn(String setting) {
    return setting.contains("namespace") ? without(NAMESPACE_KEEPS_NEW_ROWS) : Properties.ALL;
  }

  private static Set<dev.featured.model.world.Property> without(
      dev.featured.model.world.Property exception) {
    return Sets.difference(Properties.ALL, Set.of(exception));
  }

  /** No run is worth anything in which nothing happens. */
  @AfterProperty
  void everythingHasBeenMet() {
    if (failure.isPresent()) {
      return; // which has ended the walks early
    }
    System.out.println("walked ways=" + coverage.passages().size() + " " + coverage.sightings());
    assertThat(coverage.passages()).hasSizeGreaterThanOrEqualTo(ENOUGH_WAYS);
    assertThat(Sets.union(coverage.sightings().keySet(), RARE))
        .isEqualTo(EnumSet.allOf(Sighting.class));
  }
}
