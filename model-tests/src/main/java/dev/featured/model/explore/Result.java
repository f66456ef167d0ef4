package dev.featured.model.explore;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.model.world.Property;
import dev.featured.model.world.Sighting;
import java.util.Locale;
import java.util.Optional;

/**
 * What a search has come to.
 *
 * @param config the setting's and the subject's name
 * @param states how many worlds differ
 * @param transitions how many steps lead from one to another
 * @param depth how far the farthest is from the first, in steps
 * @param complete whether there is no world left to look at
 * @param seconds how long it took
 * @param violation the first violation that was found, if one was
 * @param passages how many of the steps take each way through the lifecycle's table; a way that
 *     none takes is not named
 * @param sightings how often each interesting thing was met
 */
public record Result(
    String config,
    long states,
    long transitions,
    int depth,
    boolean complete,
    double seconds,
    Optional<Violation> violation,
    ImmutableSortedMap<Passage, Long> passages,
    ImmutableSortedMap<Sighting, Long> sightings) {
  /**
   * A way that ends in what must not be.
   *
   * @param properties what is violated there
   * @param schedule the choices that lead there, a shortest list of them
   * @param atRest whether it is the resting of the last world that violates, and not the last step
   */
  public record Violation(ImmutableSet<Property> properties, Schedule schedule, boolean atRest) {}

  /** The one line that says it all. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "explored config=%s states=%d transitions=%d depth=%d seconds=%.1f states/s=%.0f violations=%s",
        config,
        states,
        transitions,
        depth,
        seconds,
        states / Math.max(seconds, 0.001),
        violation.map(v -> Integer.toString(v.properties().size())).orElse("0"));
  }
}
