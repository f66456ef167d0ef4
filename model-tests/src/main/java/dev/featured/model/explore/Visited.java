package dev.featured.model.explore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The worlds that have been met, by fingerprint, each with the way that leads to it. Several
 * threads may add at once.
 *
 * <p>Open addressing in arrays of longs: 16 bytes for each place. Of a world's ways, all of which
 * are equally long, the one is kept whose last world has the smallest fingerprint, and of these the
 * one with the smallest choice; so what is kept does not depend on which thread came first.
 */
final class Visited {
  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final long NO_PARENT = 0;
  private static final int CHOICE_BITS = 12;
  private static final int DEPTH_BITS = 12;

  // Chunks, since an array has at most 2^31 places.
  private static final int CHUNK_BITS = 24;
  private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

  private final long[][] prints;
  private final long[][] ways;
  private final long mask;

  /**
   * An empty set.
   *
   * @param bits it has room for two to the power of this many worlds, of which an eighth should
   *     stay free
   */
  Visited(int bits) {
    int chunks = 1 << Math.max(0, bits - CHUNK_BITS);
    int size = 1 << Math.min(bits, CHUNK_BITS);
    this.prints = new long[chunks][size];
    this.ways = new long[chunks][size];
    this.mask = (1L << bits) - 1;
  }

  long capacity() {
    return mask + 1;
  }

  /** The first world, which no way leads to. */
  long addFirst(long fingerprint) {
    long place = claim(real(fingerprint));
    setWay(place, way(NO_PARENT, 0, 0));
    return place;
  }

  /**
   * Adds a world.
   *
   * @param parent the place of the world that it came from
   * @param depth its distance from the first
   * @return its place, or -1 if it was there already
   * @throws IllegalStateException if there is no room left
   */
  long add(long fingerprint, long parent, int choice, int depth) {
    long print = real(fingerprint);
    long way = way(parent + 1, choice, depth);
    for (long place = print & mask, tries = 0; ; place = (place + 1) & mask, tries++) {
      if (tries > mask) {
        throw new IllegalStateException("more than " + tries + " worlds, too many");
      }
      long there = print(place);
      if (there == 0) {
        there = (long) LONGS.compareAndExchange(chunk(prints, place), index(place), 0L, print);
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
      long known = way(place);
      if (known != 0 && !isBetter(way, known)) {
        return;
      }
      if (LONGS.compareAndSet(chunk(ways, place), index(place), known, way)) {
        return;
      }
    }
  }

  private boolean isBetter(long way, long than) {
    if (depth(way) != depth(than)) {
      return depth(way) < depth(than);
    }
    if (parent(way) == parent(than)) {
      return choice(way) < choice(than);
    }
    return print(parent(way)) < print(parent(than));
  }

  /** The choices that lead from the first world to this one. */
  int[] wayTo(long place) {
    int length = depth(way(place));
    int[] choices = new int[length];
    long at = place;
    for (int i = length - 1; i >= 0; i--) {
      long way = way(at);
      choices[i] = choice(way);
      at = parent(way);
    }
    return choices;
  }

  private long claim(long print) {
    long place = print & mask;
    LONGS.setVolatile(chunk(prints, place), index(place), print);
    return place;
  }

  private void setWay(long place, long way) {
    LONGS.setVolatile(chunk(ways, place), index(place), way);
  }

  private static long way(long parentPlusOne, int choice, int depth) {
    if (choice >= 1 << CHOICE_BITS || depth >= 1 << DEPTH_BITS) {
      throw new IllegalArgumentException("choice " + choice + ", depth " + depth);
    }
    return (parentPlusOne << (CHOICE_BITS + DEPTH_BITS)) | ((long) depth << CHOICE_BITS) | choice;
  }

  private static long parent(long way) {
    return (way >>> (CHOICE_BITS + DEPTH_BITS)) - 1;
  }

  private static int choice(long way) {
    return (int) way & ((1 << CHOICE_BITS) - 1);
  }

  private static int depth(long way) {
    return (int) (way >>> CHOICE_BITS) & ((1 << DEPTH_BITS) - 1);
  }

  private long print(long place) {
    return (long) LONGS.getVolatile(chunk(prints, place), index(place));
  }

  private long way(long place) {
    return (long) LONGS.getVolatile(chunk(ways, place), index(place));
  }

  private static long[] chunk(long[][] chunks, long place) {
    return chunks[(int) (place >>> CHUNK_BITS)];
  }

  private static int index(long place) {
    return (int) place & CHUNK_MASK;
  }

  /** Zero stands for a free place. */
  private static long real(long fingerprint) {
    return fingerprint == 0 ? 1 : fingerprint;
  }
}
