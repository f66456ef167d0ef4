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
  private final long prints;
  private long times;

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
    this.prints = prints(written, bits);
  }

  /** What a part of the world before it has become. */
  Kept<?> of(Part<?> part, World before) {
    Kept<?> mine = written[part.index()];
    return mine != null ? mine : before.kept(part);
  }

  /** Its difference to a world's fingerprint. */
  long difference(World before) {
    long difference = prints;
    for (long left = bits; left != 0; left &= left - 1) {
      difference -= before.kept(Long.numberOfTrailingZeros(left)).print();
    }
    return difference;
  }

  private static long prints(Kept<?>[] written, long bits) {
    long prints = 0;
    for (long left = bits; left != 0; left &= left - 1) {
      prints += written[Long.numberOfTrailingZeros(left)].print();
    }
    return prints;
  }

  /** It has come to this once more. */
  long count() {
    return ++times;
  }

  /** How often it has, since this was last asked. */
  long takeCount() {
    long count = times;
    times = 0;
    return count;
  }

  /** Whether there is anything of it to count. */
  boolean isNotable() {
    return !taken.isEmpty() || sightings != 0;
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
