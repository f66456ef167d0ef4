package dev.featured.model.world;

import com.google.common.collect.ImmutableList;
import dev.featured.model.world.Part.Kept;

/**
 * What steps have come to, of one setting and for one thread. A step is a function of what it reads
 * of the world, and most read little; so one that reads what another one has read before comes to
 * the same, and is not gone through again.
 *
 * <p>What a step reads first is always the same, and what it reads next depends only on what it has
 * read so far. So after each value there is either the next part to read, or the outcome. Where one
 * is in that is a fingerprint of the choice and of the values so far.
 */
public final class Memo {
  private static final int MOST = 1 << 21;

  private final Setting setting;
  private final LongTable known = new LongTable(MOST);

  /** A memo that knows nothing yet. */
  public Memo(Setting setting) {
    this.setting = setting;
  }

  /**
   * Lets one of the choices happen. It comes to the same as {@link Move#happen}.
   *
   * @throws IllegalArgumentException if the world is one of another setting
   */
  @SuppressWarnings("ReferenceEquality") // all worlds of a search have the very same one
  public Happened happen(World world, int choice) {
    if (world.setting != setting) {
      throw new IllegalArgumentException("a world of another setting: " + world.setting.name());
    }
    return Happened.of(world, outcome(world, choice), this::renumbered);
  }

  private Outcome outcome(World world, int choice) {
    long key = Fingerprint.next(0, choice);
    while (true) {
      Object next = known.get(key);
      if (next == null) {
        return learn(world, choice);
      }
      if (next instanceof Outcome outcome) {
        return outcome;
      }
      key = Fingerprint.next(key, world.kept((Part<?>) next).print());
    }
  }

  private Outcome learn(World world, int choice) {
    Draft draft = Move.draft(world, choice);
    ImmutableList<Part<?>> read = draft.read();
    Outcome outcome = draft.outcome();
    long key = Fingerprint.next(0, choice);
    for (Part<?> part : read) {
      known.put(key, part);
      key = Fingerprint.next(key, world.kept(part).print());
    }
    known.put(key, outcome);
    return outcome;
  }

  private Kept<?> renumbered(Part<?> part, Kept<?> kept, long alive) {
    long key = Fingerprint.next(Fingerprint.next(part.seed(), kept.print()), alive);
    Object there = known.get(key);
    if (there == null) {
      there = part.renumbered(kept, alive);
      known.put(key, there);
    }
    return (Kept<?>) there;
  }
}
