package dev.featured.model.world;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** 64 bits of everything that was added, in that order. The same in every run. */
final class Fingerprint {
  // By class: values of many classes have one hash code, such as records without components.
  private static final ClassValue<ConcurrentMap<Object, Long>> OF_VALUES =
      new ClassValue<>() {
        @Override
        protected ConcurrentMap<Object, Long> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private long hash = 0x9E3779B97F4A7C15L;

  void add(long number) {
    hash = mix(hash * 31 + number);
  }

  /** An immutable value; what it prints as is what it is. */
  void add(Object value) {
    add(ofValue(value));
  }

  long value() {
    return hash;
  }

  private static long ofValue(Object value) {
    Class<?> kind = kindOf(value);
    ConcurrentMap<Object, Long> prints = OF_VALUES.get(kind);
    Long known = prints.get(value);
    if (known != null) {
      return known;
    }
    String text = kind.getName() + value;
    long result = 0;
    for (int i = 0; i < text.length(); i++) {
      result = mix(result * 31 + text.charAt(i));
    }
    prints.put(value, result);
    return result;
  }

  /** Lists are equal whatever their classes are; so are sets, and maps. */
  private static Class<?> kindOf(Object value) {
    if (value instanceof List) {
      return List.class;
    }
    if (value instanceof Set) {
      return Set.class;
    }
    return value instanceof Map ? Map.class : value.getClass();
  }

  /** The finaliser of splitmix64: every bit of the input reaches every bit of the output. */
  private static long mix(long x) {
    long z = x + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
