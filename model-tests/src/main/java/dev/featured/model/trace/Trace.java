package dev.featured.model.trace;

import com.google.common.collect.ImmutableList;
import dev.featured.model.explore.Schedule;
import dev.featured.model.world.Choices;
import dev.featured.model.world.Happened;
import dev.featured.model.world.Messages;
import dev.featured.model.world.Move;
import dev.featured.model.world.Properties;
import dev.featured.model.world.Property;
import dev.featured.model.world.Sentences;
import dev.featured.model.world.Setting;
import dev.featured.model.world.World;
import java.util.Locale;
import java.util.Set;

/**
 * A schedule and everything that happened when it was followed.
 *
 * @param first the world that it began in
 * @param frames its steps
 * @param violated what its last step violated, if it did
 */
public record Trace(World first, ImmutableList<Frame> frames, Set<Property> violated) {
  /**
   * Follows a schedule.
   *
   * @throws IllegalArgumentException if one of its choices cannot happen when its turn comes
   */
  public static Trace of(Setting setting, Schedule schedule) {
    World world = World.begin(setting);
    World first = world;
    ImmutableList.Builder<Frame> frames = ImmutableList.builder();
    Choices choices = new Choices(setting);
    long violations = 0;
    for (int i = 0; i < schedule.length(); i++) {
      int choice = schedule.choices().get(i);
      if (!choices.of(world).has(choice)) {
        throw new IllegalArgumentException(
            "step " + (i + 1) + ": " + Move.of(choice) + " cannot happen then");
      }
      String sentence = Sentences.of(world, choice);
      Happened happened = Move.happen(world, choice);
      frames.add(
          new Frame(
              Move.of(choice),
              Move.featureOf(choice),
              sentence,
              Messages.of(world, choice, happened.next()),
              happened.taken(),
              Changes.between(world, happened.next()),
              Properties.of(happened.violations()),
              happened.next()));
      world = happened.next();
      violations = happened.violations();
    }
    return new Trace(first, frames.build(), Properties.of(violations));
  }

  /**
   * The same without its first steps: how it came to the world that it begins in then is not told.
   *
   * @throws IndexOutOfBoundsException if it has not so many steps
   */
  public Trace after(int steps) {
    return steps == 0
        ? this
        : new Trace(frames.get(steps - 1).after(), frames.subList(steps, frames.size()), violated);
  }

  /** What there is to see before the first step. */
  public ImmutableList<Frame.Change> atFirst() {
    return Changes.atFirst(first);
  }

  /** The steps as numbered sentences, each with what changed. */
  public String sentences() {
    StringBuilder text = new StringBuilder("At first:");
    for (Frame.Change change : atFirst()) {
      text.append("\n       ").append(change);
    }
    int number = 1;
    for (Frame frame : frames) {
      text.append(String.format(Locale.ROOT, "\n%3d. %s", number++, frame.sentence()));
      for (Frame.Change change : frame.changes()) {
        text.append("\n       ").append(change);
      }
      for (Property property : frame.violated()) {
        text.append("\n       VIOLATED ").append(property);
      }
    }
    return text.toString();
  }
}
