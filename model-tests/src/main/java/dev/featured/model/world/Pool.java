package dev.featured.model.world;

import com.google.common.base.Equivalence;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Parts of worlds, each kept once and known by a number from 0 on. Arrays are equal if their
 * elements are. Several threads may add at once; a number may be looked up by whom it was handed
 * to.
 */
final class Pool<T> {
  private final ConcurrentHashMap<Equivalence.Wrapper<Object>, Integer> numbers =
      new ConcurrentHashMap<>();
  private volatile Object[] parts = new Object[16];
  private int size;

  /** The part's number. */
  int number(T part) {
    Equivalence.Wrapper<Object> key = ByContent.INSTANCE.wrap(part);
    Integer known = numbers.get(key);
    return known != null ? known : numbers.computeIfAbsent(key, unknown -> add(part));
  }

  /** The part of that number, always the same instance. */
  @SuppressWarnings("unchecked") // nothing but what number(T) was given is in there
  T part(long number) {
    return (T) parts[(int) number];
  }

  private synchronized int add(T part) {
    if (size == parts.length) {
      parts = Arrays.copyOf(parts, size * 2);
    }
    parts[size] = part;
    return size++;
  }

  private static final class ByContent extends Equivalence<Object> {
    static final ByContent INSTANCE = new ByContent();

    @Override
    protected boolean doEquivalent(Object one, Object other) {
      return Objects.deepEquals(one, other);
    }

    @Override
    protected int doHash(Object part) {
      return Arrays.deepHashCode(new Object[] {part});
    }
  }
}
