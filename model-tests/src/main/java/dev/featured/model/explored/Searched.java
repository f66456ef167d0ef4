package dev.featured.model.explored;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.model.explore.Result;
import dev.featured.model.explore.Search;
import dev.featured.model.subjects.Settings;
import dev.featured.model.subjects.Subjects;

/**
 * The shipped daemon in one setting, searched to the last world.
 *
 * @param setting the setting's name
 * @param states how many worlds differ
 * @param transitions how many steps lead from one to another
 * @param depth how far the farthest is from the first, in steps
 * @param taken by the id of a way through the table, how many of the steps take it; a way that none
 *     takes is not named
 */
public record Searched(
    String setting,
    long states,
    long transitions,
    int depth,
    ImmutableSortedMap<String, Long> taken) {
  private static final int BITS = 23;

  /**
   * Searches a setting of every build.
   *
   * @throws InterruptedException if the caller is interrupted
   */
  public static Result search(String setting) throws InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    return Search.of(Settings.named(setting, Subjects.SHIPPED), threads, BITS).run();
  }

  /** What a search of that setting has come to. */
  public static Searched of(String setting, Result result) {
    return new Searched(
        setting,
        result.states(),
        result.transitions(),
        result.depth(),
        WayIds.of(result.passages()));
  }
}
