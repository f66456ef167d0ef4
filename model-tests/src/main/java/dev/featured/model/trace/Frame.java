package dev.featured.model.trace;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.featured.engine.core.Taken;
import dev.featured.model.world.Message;
import dev.featured.model.world.Move;
import dev.featured.model.world.Party;
import dev.featured.model.world.Property;
import dev.featured.model.world.World;

/**
 * One step of a schedule.
 *
 * @param move what happened
 * @param feature to which feature, where it happened to one
 * @param sentence what happened, for a reader
 * @param message the same in a few words, with who sent it to whom
 * @param taken the transitions of the table that the daemon took
 * @param changes what is different from before: places and their new content
 * @param violated what the step violated
 * @param after the world after it
 */
public record Frame(
    Move move,
    int feature,
    String sentence,
    Message message,
    ImmutableList<Taken> taken,
    ImmutableList<Change> changes,
    ImmutableSet<Property> violated,
    World after) {
  /**
   * A change that can be seen.
   *
   * @param party with whom
   * @param place in which part of it
   * @param subject a feature's name, or what else it is that changed
   * @param now what is there now, in parts
   */
  public record Change(Party party, String place, String subject, ImmutableList<String> now) {
    @Override
    public String toString() {
      return place + " " + subject + ": " + String.join(", ", now);
    }
  }
}
