package dev.featured.model.world;

import dev.featured.model.world.Part.Kept;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values of one part, each kept once and known by a number from 0 on. They are told apart by their
 * fingerprints, as worlds are. Several threads may add at once; a number may be looked up by whom
 * it was handed to.
 */
final class Pool {
  private final ConcurrentHashMap<Long, Integer> numbers = new ConcurrentHashMap<>();
  private volatile Kept<?>[] values = new Kept<?>[4];
  private int size;

  /** The value's number. */
  int number(Kept<?> value) {
    Integer known = numbers.get(value.print());
    return known != null ? known : numbers.computeIfAbsent(value.print(), unknown -> add(value));
  }

  /** The value of that number, always the same instance. */
  Kept<?> value(long number) {
    return values[(int) number];
  }

  private synchronized int add(Kept<?> value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size] = value;
    return size++;
  }
}
