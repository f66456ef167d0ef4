package dev.featured.model.random;

import dev.featured.model.world.Choices;
import dev.featured.model.world.Move;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a run is inclined to: a weight for each move, and how often anything interferes from
 * outside. What happens by itself, or goes on once it has been begun, is always possible, be it
 * late; of the rest a run knows only some. After few interferences the world is left alone, since
 * the next one often heals what the last one has broken.
 */
final class Temper {
  private static final int[] PATIENCE = {1, 8, 64, 256};
  private static final int[] HASTE = {1, 2, 4, 8, 32};
  private static final int[] INTERFERENCES = {1, 2, 3, 5, 10, 1_000, 1_000, 1_000};

  private final Map<Move, Integer> weights = new EnumMap<>(Move.class);

  private final int interferences;

  private Temper(SplittableRandom random) {
    interferences = oneOf(INTERFERENCES, random);
    int haste = oneOf(HASTE, random);
    int kept = 1 + random.nextInt(4);
    for (Move move : Move.values()) {
      int late = oneOf(PATIENCE, random);
      boolean known = random.nextInt(5) < kept;
      weights.put(move, move.interferes() ? (known ? haste : 0) : late);
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
  private int weight(int choice, int interfered) {
    boolean never = interfered >= interferences && Move.of(choice).interferes();
    return never ? 0 : weights.get(Move.of(choice));
  }

  /**
   * Picks one of the choices.
   *
   * @param choices the choices
   * @param interfered how many interferences there have been
   * @param number what was drawn
   * @return the choice, or -1 if this run knows none of them
   */
  int pick(Choices choices, int interfered, int number) {
    int total = 0;
    for (int i = 0; i < choices.count(); i++) {
      total += weight(choices.get(i), interfered);
    }
    if (total == 0) {
      return -1;
    }
    int left = number % total;
    for (int i = 0; i < choices.count(); i++) {
      left -= weight(choices.get(i), interfered);
      if (left < 0) {
        return choices.get(i);
      }
    }
    throw new AssertionError("the weights do not add up");
  }
}
