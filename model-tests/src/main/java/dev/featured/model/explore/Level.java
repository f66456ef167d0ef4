package dev.featured.model.explore;

import dev.featured.model.world.Packing;
import dev.featured.model.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * Worlds that are equally far from the first, with their places among the visited, in portions of
 * some hundred. The first are kept as they are, which is faster; if there are many, the others are
 * packed.
 */
final class Level {
  private static final int MOST_AS_THEY_ARE = 50_000;
  private static final Portion NOTHING = new Worlds();

  private final Packing packing;
  private final List<Portion> portions = new ArrayList<>();
  private long size;

  Level(Packing packing) {
    this.packing = packing;
  }

  void add(World world, long place) {
    if (portions.isEmpty() || portions.get(portions.size() - 1).isFull()) {
      portions.add(size < MOST_AS_THEY_ARE ? new Worlds() : new Packed(packing));
    }
    portions.get(portions.size() - 1).add(world, place);
    size++;
  }

  void add(Level other) {
    portions.addAll(other.portions);
    size += other.size;
  }

  long size() {
    return size;
  }

  int portions() {
    return portions.size();
  }

  /** Tells the worlds of one portion. They are not kept any longer. */
  void take(int portion, Taker taker) {
    portions.set(portion, NOTHING).tell(taker);
  }

  /** Who is told of worlds. */
  interface Taker {
    void take(World world, long place);
  }

  private interface Portion {
    boolean isFull();

    void add(World world, long place);

    void tell(Taker taker);
  }

  private static final class Worlds implements Portion {
    private static final int FULL = 256;

    private final List<World> worlds = new ArrayList<>();
    private final long[] places = new long[FULL];

    @Override
    public boolean isFull() {
      return worlds.size() == FULL;
    }

    @Override
    public void add(World world, long place) {
      places[worlds.size()] = place;
      worlds.add(world);
    }

    @Override
    public void tell(Taker taker) {
      for (int i = 0; i < worlds.size(); i++) {
        taker.take(worlds.get(i), places[i]);
      }
    }
  }

  private static final class Packed implements Portion {
    private final Packing packing;
    private final Block block = new Block();

    Packed(Packing packing) {
      this.packing = packing;
    }

    @Override
    public boolean isFull() {
      return block.isFull();
    }

    @Override
    public void add(World world, long place) {
      block.write(place);
      packing.pack(world, block::write);
    }

    @Override
    public void tell(Taker taker) {
      Block.Reader reader = block.read();
      while (reader.hasNext()) {
        long place = reader.next();
        taker.take(packing.unpack(reader::next), place);
      }
    }
  }
}
