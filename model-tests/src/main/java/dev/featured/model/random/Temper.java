package dev.featured.model.random;

import dev.featured.model.world.Move;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a run is inclined to: a weight for each move. What happens by itself, or goes on once it has
 * been begun, is always possible, be it late; of the rest a run knows only some.
 */
final class Temper {
  private static final int[] PATIENCE = {1, 8, 64, 256};
  private static final int[] HASTE = {1, 2, 4, 8, 32};

  private final Map<Move, Integer> weights = new EnumMap<>(Move.class);

  private Temper(SplittableRandom random) {
    int haste = oneOf(HASTE, random);
    int kept = 1 + random.nextInt(4);
    for (Move move : Move.values()) {
      int late = oneOf(PATIENCE, random);
      boolean known = random.nextInt(5) < kept;
      if (move.internal() || move.goesOn()) {
        weights.put(move, late);
      } else {
        weights.put(move, known ? haste : 0);
      }
    }
  }

  /** The temper that a number stands for. */
  static Temper of(long number) {
    return new Temper(new SplittableRandom(number));
  }

  private static int oneOf(int[] values, SplittableRandom random) {
    return values[random.nextInt(values.length)];
  }

  /** How likely a choice is, beside the others that are possible then. */
  private int weight(int choice) {
    return weights.get(Move.of(choice));
  }

  /**
   * Picks one of the choices.
   *
   * @param room the choices
   * @param count how many there are
   * @param number what was drawn
   * @return the choice, or -1 if this run knows none of them
   */
  int pick(int[] room, int count, int number) {
    int total = 0;
    for (int i = 0; i < count; i++) {
      total += weight(room[i]);
    }
    if (total == 0) {
      return -1;
    }
    int left = number % total;
    for (int i = 0; i < count; i++) {
      left -= weight(room[i]);
      if (left < 0) {
        return room[i];
      }
    }
    throw new AssertionError("the weights do not add up");
  }
}
