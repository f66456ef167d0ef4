package dev.featured.model.random;

import com.google.common.primitives.ImmutableIntArray;

/**
 * A run before it has happened, as data. Every list of numbers is one: each number is taken modulo
 * the weights of what can happen when its turn comes.
 *
 * @param temper from which the run's {@link Temper} is drawn
 * @param numbers one for each step, none of them negative
 */
public record Draws(long temper, ImmutableIntArray numbers) {
  /**
   * Draws of these numbers.
   *
   * @throws IllegalArgumentException if one of them is negative
   */
  public Draws {
    if (numbers.stream().anyMatch(number -> number < 0)) {
      throw new IllegalArgumentException("no draws, one is negative: " + numbers);
    }
  }
}
