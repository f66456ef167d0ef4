package dev.featured.model.trace;

import com.google.common.collect.ImmutableList;
import dev.featured.model.world.Move;
import dev.featured.model.world.World;

/**
 * One step of a schedule.
 *
 * @param move what happened
 * @param feature to which feature, where it happened to one
 * @param sentence what happened, for a reader
 * @param changes what is different from before: places and their new content
 * @param after the world after it
 */
public record Frame(
    Move move, int feature, String sentence, ImmutableList<Change> changes, World after) {
  /**
   * A change that can be seen.
   *
   * @param where in which part of the switch
   * @param now what is there now
   */
  public record Change(String where, String now) {
    @Override
    public String toString() {
      return where + ": " + now;
    }
  }
}
