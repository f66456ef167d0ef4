package dev.featured.model.world;

import java.util.Arrays;

/** Immutable lists as bare arrays, since a search makes and drops them by the million. */
final class Lists {
  private Lists() {}

  static <T> T[] with(T[] parts, int index, T part) {
    T[] changed = parts.clone();
    changed[index] = part;
    return changed;
  }

  static <T> T[] plus(T[] parts, T part) {
    T[] longer = Arrays.copyOf(parts, parts.length + 1);
    longer[parts.length] = part;
    return longer;
  }

  static <T> T[] without(T[] parts, int index) {
    T[] shorter = Arrays.copyOf(parts, parts.length - 1);
    System.arraycopy(parts, index + 1, shorter, index, shorter.length - index);
    return shorter;
  }
}
