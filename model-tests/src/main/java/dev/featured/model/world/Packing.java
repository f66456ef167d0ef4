package dev.featured.model.world;

import com.google.common.collect.ImmutableList;
import dev.featured.model.world.Part.Kept;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Worlds as few small numbers. Millions of worlds are made of the same some thousand values, so a
 * world that waits for its turn is kept as the numbers of its parts. Several threads may use one.
 */
public final class Packing {
  private final Setting setting;
  private final Pool[] pools =
      Stream.generate(Pool::new).limit(Parts.ALL.size()).toArray(Pool[]::new);

  /** What is true or false; all of it is one number. */
  private final ImmutableList<Part<?>> bits;

  private final ImmutableList<Part<?>> others;

  /**
   * A packing for one search.
   *
   * @param any one of its worlds
   */
  public Packing(World any) {
    this.setting = any.setting;
    this.bits =
        Parts.ALL.stream()
            .filter(part -> any.get(part) instanceof Boolean)
            .collect(ImmutableList.toImmutableList());
    this.others =
        Parts.ALL.stream()
            .filter(part -> !bits.contains(part))
            .collect(ImmutableList.toImmutableList());
  }

  /** Tells the numbers that make up a world; none is negative, most are small. */
  public void pack(World world, LongConsumer numbers) {
    long together = 0;
    for (int i = 0; i < bits.size(); i++) {
      together |= number(world, bits.get(i)) << i;
    }
    numbers.accept(together);
    for (int i = 0; i < others.size(); i++) {
      numbers.accept(number(world, others.get(i)));
    }
  }

  private long number(World world, Part<?> part) {
    return pools[part.index()].number(world.kept(part));
  }

  /** The world that these numbers were told of. */
  public World unpack(LongSupplier numbers) {
    Kept<?>[] kept = new Kept<?>[pools.length];
    long together = numbers.getAsLong();
    for (int i = 0; i < bits.size(); i++) {
      int index = bits.get(i).index();
      kept[index] = pools[index].value((together >> i) & 1);
    }
    for (int i = 0; i < others.size(); i++) {
      int index = others.get(i).index();
      kept[index] = pools[index].value(numbers.getAsLong());
    }
    return World.of(setting, kept);
  }
}
