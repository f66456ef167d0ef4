package dev.featured.model.explore;

import dev.featured.model.world.World;
import java.util.Arrays;

/** Worlds that are equally far from the first, with their places among the visited. */
final class Level {
  private World[] worlds = new World[64];
  private long[] places = new long[64];
  private int size;

  void add(World world, long place) {
    reserve(size + 1);
    worlds[size] = world;
    places[size] = place;
    size++;
  }

  void add(Level other) {
    reserve(size + other.size);
    System.arraycopy(other.worlds, 0, worlds, size, other.size);
    System.arraycopy(other.places, 0, places, size, other.size);
    size += other.size;
  }

  private void reserve(int least) {
    if (least > worlds.length) {
      int length = Math.max(least, worlds.length * 2);
      worlds = Arrays.copyOf(worlds, length);
      places = Arrays.copyOf(places, length);
    }
  }

  int size() {
    return size;
  }

  World world(int index) {
    return worlds[index];
  }

  long place(int index) {
    return places[index];
  }

  /** It has been looked at; what it does not share with others can go. */
  void forget(int index) {
    worlds[index] = null;
  }
}
