package dev.featured.model.explore;

import java.util.Arrays;

/**
 * Numbers that are not negative, in as few bytes as each needs: seven bits in a byte, the eighth
 * says that more follow.
 */
final class Block {
  private static final int FULL = 1 << 14;
  private static final int LONGEST = 10;

  private byte[] bytes = new byte[256];
  private int end;

  /** Whether what comes next should be written to another. */
  boolean isFull() {
    return end >= FULL;
  }

  void write(long number) {
    if (end + LONGEST > bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      bytes[end++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[end++] = (byte) rest;
  }

  Reader read() {
    return new Reader(bytes, end);
  }

  /** Reads a block's numbers in their order. */
  static final class Reader {
    private final byte[] bytes;
    private final int end;
    private int at;

    private Reader(byte[] bytes, int end) {
      this.bytes = bytes;
      this.end = end;
    }

    boolean hasNext() {
      return at < end;
    }

    long next() {
      long number = 0;
      for (int shift = 0; ; shift += 7) {
        byte part = bytes[at++];
        number |= (long) (part & 0x7f) << shift;
        if (part >= 0) {
          return number;
        }
      }
    }
  }
}
