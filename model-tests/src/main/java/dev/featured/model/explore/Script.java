package dev.featured.model.explore;

import com.google.common.primitives.ImmutableIntArray;
import dev.featured.model.world.Choices;
import dev.featured.model.world.Move;
import dev.featured.model.world.Setting;
import dev.featured.model.world.World;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * One way through a world that somebody has chosen: who acts when. In between, what happens by
 * itself happens, always the first in the order of {@link Move}; so a script comes to the same
 * schedule whenever it is followed. Immutable.
 *
 * @param world what has become of the world
 * @param choices how it got there
 */
public record Script(World world, ImmutableIntArray choices) {
  private static final int ENDLESS = 10_000;

  /** The beginning of a script: nothing has happened yet. */
  public static Script of(Setting setting) {
    return new Script(World.begin(setting), ImmutableIntArray.of());
  }

  /**
   * Somebody acts, on the first feature if on any.
   *
   * @throws IllegalStateException if that cannot happen now
   */
  public Script then(Move move) {
    return next(candidate -> candidate == move)
        .orElseThrow(
            () -> new IllegalStateException("step " + (length() + 1) + ": no " + move + " now"));
  }

  /** What happens by itself happens, until nothing does. */
  public Script rest() {
    Script script = this;
    while (true) {
      Optional<Script> next = script.next(Move::internal);
      if (next.isEmpty()) {
        return script;
      }
      script = next.get().unlessEndless();
    }
  }

  /**
   * What happens by itself happens, until this holds.
   *
   * @throws IllegalStateException if nothing happens any more and it does not hold
   */
  public Script until(Predicate<World> holds) {
    Script script = this;
    while (!holds.test(script.world)) {
      int length = script.length();
      script =
          script
              .next(Move::internal)
              .orElseThrow(
                  () -> new IllegalStateException("at rest after " + length + " steps, too early"))
              .unlessEndless();
    }
    return script;
  }

  /** The choices so far. */
  public Schedule schedule() {
    return new Schedule(choices);
  }

  /** How many steps it has. */
  public int length() {
    return choices.length();
  }

  private Optional<Script> next(Predicate<Move> which) {
    OptionalInt first =
        new Choices(world.setting()).of(world).first(choice -> which.test(Move.of(choice)));
    return first.isEmpty() ? Optional.empty() : Optional.of(then(first.getAsInt()));
  }

  private Script then(int choice) {
    return new Script(
        Move.happen(world, choice).next(),
        ImmutableIntArray.builder().addAll(choices).add(choice).build());
  }

  private Script unlessEndless() {
    if (length() > ENDLESS) {
      throw new IllegalStateException("no rest after " + ENDLESS + " steps");
    }
    return this;
  }
}
