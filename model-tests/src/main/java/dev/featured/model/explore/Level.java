package dev.featured.model.explore;

import dev.featured.model.world.Packing;
import dev.featured.model.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * Worlds that are equally far from the first, with their places among the visited. They are kept
 * packed, in blocks of some hundred.
 */
final class Level {
  private final Packing packing;
  private final List<Block> blocks = new ArrayList<>();
  private long size;

  Level(Packing packing) {
    this.packing = packing;
  }

  void add(World world, long place) {
    if (blocks.isEmpty() || blocks.get(blocks.size() - 1).isFull()) {
      blocks.add(new Block());
    }
    Block last = blocks.get(blocks.size() - 1);
    last.write(place);
    packing.pack(world, last::write);
    size++;
  }

  void add(Level other) {
    blocks.addAll(other.blocks);
    size += other.size;
  }

  long size() {
    return size;
  }

  int blocks() {
    return blocks.size();
  }

  /** Tells the worlds of one block. They are not kept any longer. */
  void take(int block, Visited visited, Taker taker) {
    Block.Reader reader = blocks.set(block, Block.EMPTY).read();
    while (reader.hasNext()) {
      long place = reader.next();
      taker.take(packing.unpack(reader::next, visited.fingerprint(place)), place);
    }
  }

  /** Who is told of worlds. */
  interface Taker {
    void take(World world, long place);
  }
}
