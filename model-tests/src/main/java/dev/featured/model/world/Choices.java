package dev.featured.model.world;

import static dev.featured.model.world.Parts.BUDGETS;
import static dev.featured.model.world.Parts.IN_ALL;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * What can happen next in a world of one setting: moves, and the features or namespaces that they
 * happen to, always in the same order. What the setting never lets happen is not asked for again
 * and again. Belongs to one thread, and is of the world that it last looked at.
 */
public final class Choices {
  private static final int NONE = -1;

  private final Choice[] candidates;
  private final int[] possible;
  private final boolean again;
  private int count;
  private boolean atRest;

  /** Something that the setting lets happen, to a feature or a namespace. */
  private record Choice(Move move, int number, int target, int budget) {}

  /** Of the worlds of this setting; it has looked at none. */
  public Choices(Setting setting) {
    this.candidates =
        Arrays.stream(Move.values())
            .filter(move -> move != Move.RENEW && move.everHappens(setting))
            .flatMap(
                move ->
                    move.targets(setting)
                        .mapToObj(
                            target ->
                                new Choice(
                                    move,
                                    move.choice(target),
                                    target,
                                    move.budget().map(Budget::index).orElse(NONE))))
            .toArray(Choice[]::new);
    this.possible = new int[candidates.length];
    this.again = setting.allowance().again();
  }

  /** Looks at a world. */
  public Choices of(World world) {
    boolean all = world.get(IN_ALL) > 0;
    int[] budgets = world.get(BUDGETS);
    count = 0;
    atRest = true;
    for (Choice candidate : candidates) {
      boolean left = candidate.budget == NONE || (all && budgets[candidate.budget] > 0);
      if (left && candidate.move.canHappen(world, candidate.target)) {
        possible[count++] = candidate.number;
        atRest &= !candidate.move.internal();
      }
    }
    if (atRest && again && Move.RENEW.canHappen(world, 0)) {
      possible[0] = Move.RENEW.choice(0);
      count = 1;
    }
    return this;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** One of them, as a number that {@link Move#of} knows. */
  public int get(int index) {
    return possible[index];
  }

  /** Whether nothing happens by itself. */
  public boolean atRest() {
    return atRest;
  }

  /** Whether this is one of them. */
  public boolean has(int choice) {
    return first(possible -> possible == choice).isPresent();
  }

  /** The first of them that is like this. */
  public OptionalInt first(IntPredicate which) {
    return Arrays.stream(possible, 0, count).filter(which).findFirst();
  }
}
