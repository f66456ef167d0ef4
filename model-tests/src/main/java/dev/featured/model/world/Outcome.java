package dev.featured.model.world;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.core.Taken;
import dev.featured.model.world.Part.Kept;

/** What a step has written over parts of the world before it, and what it told of itself. */
final class Outcome {
  private final Kept<?>[] written;
  private final long bits;
  private final long violations;
  private final long sightings;
  private final ImmutableList<Taken> taken;

  /**
   * An outcome.
   *
   * @param written by the parts' places, with nothing where nothing was written
   * @param bits of the parts that were
   */
  Outcome(
      Kept<?>[] written, long bits, long violations, long sightings, ImmutableList<Taken> taken) {
    this.written = written;
    this.bits = bits;
    this.violations = violations;
    this.sightings = sightings;
    this.taken = taken;
  }

  /** What a part of the world before it has become. */
  Kept<?> of(Part<?> part, World before) {
    Kept<?> mine = written[part.index()];
    return mine != null ? mine : before.kept(part);
  }

  /** Its difference to a world's fingerprint. */
  long difference(World before) {
    long difference = 0;
    for (long left = bits; left != 0; left &= left - 1) {
      int index = Long.numberOfTrailingZeros(left);
      difference += written[index].print() - before.kept(index).print();
    }
    return difference;
  }

  void write(Kept<?>[] world) {
    for (long left = bits; left != 0; left &= left - 1) {
      int index = Long.numberOfTrailingZeros(left);
      world[index] = written[index];
    }
  }

  long violations() {
    return violations;
  }

  long sightings() {
    return sightings;
  }

  ImmutableList<Taken> taken() {
    return taken;
  }
}
