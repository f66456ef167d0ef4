package dev.featured.model.world;

/** Values by fingerprints, in one thread. When there is no room left it forgets them all. */
final class LongTable {
  private static final int FIRST = 1 << 10;

  private final int most;
  private long[] keys = new long[FIRST];
  private Object[] values = new Object[FIRST];
  private int size;

  /**
   * An empty table.
   *
   * @param most how many values there can be at once
   */
  LongTable(int most) {
    this.most = most;
  }

  /** The value, or null. */
  Object get(long key) {
    return values[place(key)];
  }

  void put(long key, Object value) {
    if (size > keys.length / 2) {
      grow();
    }
    int place = place(key);
    if (values[place] == null) {
      keys[place] = key;
      size++;
    }
    values[place] = value;
  }

  private int place(long key) {
    int place = (int) key & (keys.length - 1);
    while (keys[place] != key && values[place] != null) {
      place = (place + 1) & (keys.length - 1);
    }
    return place;
  }

  private void grow() {
    boolean full = size >= most;
    long[] oldKeys = keys;
    Object[] oldValues = values;
    int length = full ? FIRST : 2 * oldKeys.length;
    keys = new long[length];
    values = new Object[length];
    size = 0;
    if (!full) {
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldValues[i] != null) {
          put(oldKeys[i], oldValues[i]);
        }
      }
    }
  }
}
