package dev.featured.engine.core;

import dev.featured.engine.feature.FeatureName;
import java.util.Arrays;

/**
 * The slots, sorted by name; immutable. A change copies one array of references, which for the few
 * thousand names that a switch could ever have, and for the one or two of a model, is the fastest
 * persistent map there is.
 */
final class Slots {
  static final Slots NONE = new Slots(new Slot[0]);

  private final Slot[] sorted;

  private Slots(Slot[] sorted) {
    this.sorted = sorted;
  }

  int size() {
    return sorted.length;
  }

  Slot at(int index) {
    return sorted[index];
  }

  Slot get(FeatureName name) {
    int index = find(name);
    return index >= 0 ? sorted[index] : Slot.empty(name);
  }

  /** These slots with that one in its place; a slot that remembers nothing is left out. */
  Slots with(Slot slot) {
    int index = find(slot.name());
    if (slot.forgettable()) {
      return index >= 0 ? without(index) : this;
    }
    if (index >= 0) {
      Slot[] changed = sorted.clone();
      changed[index] = slot;
      return new Slots(changed);
    }
    int place = -index - 1;
    Slot[] longer = Arrays.copyOf(sorted, sorted.length + 1);
    System.arraycopy(sorted, place, longer, place + 1, sorted.length - place);
    longer[place] = slot;
    return new Slots(longer);
  }

  private Slots without(int index) {
    Slot[] shorter = Arrays.copyOf(sorted, sorted.length - 1);
    System.arraycopy(sorted, index + 1, shorter, index, shorter.length - index);
    return new Slots(shorter);
  }

  private int find(FeatureName name) {
    int low = 0;
    int high = sorted.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = sorted[middle].name().compareTo(name);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slots slots && Arrays.equals(sorted, slots.sorted);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sorted);
  }

  @Override
  public String toString() {
    return Arrays.toString(sorted);
  }
}
