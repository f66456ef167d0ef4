package dev.featured.model.explore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The worlds that have been met, by fingerprint, each with the way that leads to it. Several
 * threads may add at once.
 *
 * <p>Open addressing in arrays of longs: 16 bytes for each place, a fingerprint and the way beside
 * it. Of a world's ways, all of which are equally long, the one is kept whose last world has the
 * smallest fingerprint, and of these the one with the smallest choice; so what is kept does not
 * depend on which thread came first.
 *
 * <p>A way is the place of the world before, the first bits of its fingerprint, which tell nearly
 * all apart without a look at that place, the distance from the first world, and the choice.
 */
final class Visited {
  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final long NO_WAY_YET = 0;
  private static final int CHOICE_BITS = 10;
  private static final int DEPTH_BITS = 10;
  private static final int PRINT_BITS = 12;
  private static final int PLACE_BITS = 32;

  /** None is shorter. */
  private static final long TO_THE_FIRST = (1 << CHOICE_BITS) - 1;

  // Chunks, since an array has at most 2^31 elements.
  private static final int CHUNK_BITS = 24;
  private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

  private final long[][] chunks;
  private final long mask;

  /**
   * An empty set.
   *
   * @param bits it has room for two to the power of this many worlds, of which an eighth should
   *     stay free; 32 at most
   */
  Visited(int bits) {
    if (bits > PLACE_BITS) {
      throw new IllegalArgumentException("too many bits: " + bits);
    }
    int size = 2 << Math.min(bits, CHUNK_BITS);
    this.chunks = new long[1 << Math.max(0, bits - CHUNK_BITS)][size];
    this.mask = (1L << bits) - 1;
  }

  long capacity() {
    return mask + 1;
  }

  /** The first world, which no way leads to. */
  long addFirst(long fingerprint) {
    long print = real(fingerprint);
    long place = print & mask;
    LONGS.setVolatile(chunk(place), index(place), print);
    LONGS.setVolatile(chunk(place), index(place) + 1, TO_THE_FIRST);
    return place;
  }

  /** Has a look at where a world would be, so that it is near when it is added. */
  long touch(long fingerprint) {
    long place = real(fingerprint) & mask;
    return chunk(place)[index(place)];
  }

  /**
   * Adds a world.
   *
   * @param parent the place of the world that it came from
   * @param parentPrint the fingerprint of that world
   * @param depth its distance from the first
   * @return its place, or -1 if it was there already
   * @throws IllegalStateException if there is no room left
   */
  long add(long fingerprint, long parent, long parentPrint, int choice, int depth) {
    long print = real(fingerprint);
    long way = way(parent, real(parentPrint), choice, depth);
    for (long place = print & mask, tries = 0; ; place = (place + 1) & mask, tries++) {
      if (tries > mask) {
        throw new IllegalStateException("more than " + tries + " worlds, too many");
      }
      long there = print(place);
      if (there == 0) {
        there = (long) LONGS.compareAndExchange(chunk(place), index(place), 0L, print);
        if (there == 0) {
          keepTheBetter(place, way); // somebody who met it meanwhile may have left a better one
          return place;
        }
      }
      if (there == print) {
        keepTheBetter(place, way);
        return -1;
      }
    }
  }

  private void keepTheBetter(long place, long way) {
    while (true) {
      long known = knownWay(place);
      if (known != NO_WAY_YET && !isBetter(way, known)) {
        return;
      }
      if (LONGS.compareAndSet(chunk(place), index(place) + 1, known, way)) {
        return;
      }
    }
  }

  private boolean isBetter(long way, long than) {
    if (depth(way) != depth(than)) {
      return depth(way) < depth(than);
    }
    if (beginningOfPrint(way) != beginningOfPrint(than)) {
      return beginningOfPrint(way) < beginningOfPrint(than);
    }
    if (parent(way) == parent(than)) {
      return choice(way) < choice(than);
    }
    return print(parent(way)) < print(parent(than));
  }

  /** The choices that lead from the first world to this one. */
  int[] wayTo(long place) {
    int length = depth(knownWay(place));
    int[] choices = new int[length];
    long at = place;
    for (int i = length - 1; i >= 0; i--) {
      long way = knownWay(at);
      choices[i] = choice(way);
      at = parent(way);
    }
    return choices;
  }

  private static long way(long parent, long parentPrint, int choice, int depth) {
    if (choice >= 1 << CHOICE_BITS || depth >= 1 << DEPTH_BITS) {
      throw new IllegalArgumentException("choice " + choice + ", depth " + depth);
    }
    long beginning = (parentPrint ^ Long.MIN_VALUE) >>> (Long.SIZE - PRINT_BITS);
    return (((parent << PRINT_BITS | beginning) << DEPTH_BITS | depth) << CHOICE_BITS) | choice;
  }

  private static long parent(long way) {
    return way >>> (PRINT_BITS + DEPTH_BITS + CHOICE_BITS);
  }

  /** In the order of the prints, negative ones first. */
  private static int beginningOfPrint(long way) {
    return (int) (way >>> (DEPTH_BITS + CHOICE_BITS)) & ((1 << PRINT_BITS) - 1);
  }

  private static int depth(long way) {
    return (int) (way >>> CHOICE_BITS) & ((1 << DEPTH_BITS) - 1);
  }

  private static int choice(long way) {
    return (int) way & ((1 << CHOICE_BITS) - 1);
  }

  private long print(long place) {
    return (long) LONGS.getVolatile(chunk(place), index(place));
  }

  private long knownWay(long place) {
    return (long) LONGS.getVolatile(chunk(place), index(place) + 1);
  }

  private long[] chunk(long place) {
    return chunks[(int) (place >>> CHUNK_BITS)];
  }

  private static int index(long place) {
    return 2 * ((int) place & CHUNK_MASK);
  }

  /** Zero stands for a free place. */
  private static long real(long fingerprint) {
    return fingerprint == 0 ? 1 : fingerprint;
  }
}
