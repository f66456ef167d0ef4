package dev.featured.model.world;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.core.Taken;
import dev.featured.model.world.Part.Kept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What steps have come to, of one setting and for one thread. A step is a function of what it reads
 * of the world, and most read little; so one that reads what another one has read before comes to
 * the same, and is not gone through again.
 *
 * <p>Which parts a choice reads depends on their values, but there are few such sets of parts for
 * each choice. If a world has, in all parts of such a set, the values of a step that read just
 * these, its step reads them too and no others.
 */
public final class Memo {
  private static final int MOST = 1 << 19;
  private static final int MOST_NOTABLE = 1 << 16;

  private final Setting setting;
  private final LongTable known = new LongTable(MOST);
  private final List<List<Reading>> readings =
      IntStream.range(0, Move.mostChoices())
          .mapToObj(choice -> (List<Reading>) new ArrayList<Reading>())
          .toList();

  // Those with something to count that is not among what has been counted.
  private List<Outcome> notable = new ArrayList<>();
  private final Map<Notable, Long> counted = new HashMap<>();

  /** What some steps had in common: what was taken, and what there was to see. */
  private record Notable(ImmutableList<Taken> taken, long sightings) {}

  /** Is told how often something happened. */
  public interface Counter {
    /**
     * Steps happened.
     *
     * @param taken the transitions that each of them took
     * @param sightings what there was to see, as {@link Sighting#isIn} reads it
     * @param times how many they were
     */
    void count(ImmutableList<Taken> taken, long sightings, long times);
  }

  /** The parts that a choice has been seen to read. */
  private record Reading(long parts, long seed) {
    static Reading of(int choice, long parts) {
      return new Reading(parts, Fingerprint.next(Fingerprint.next(0, choice), parts));
    }

    /** Tells the values that a world has there from others. */
    long key(World world) {
      long key = seed;
      for (long left = parts; left != 0; left &= left - 1) {
        key = Fingerprint.next(key, world.kept(Long.numberOfTrailingZeros(left)).print());
      }
      return key;
    }
  }

  /** A memo that knows nothing yet. */
  public Memo(Setting setting) {
    this.setting = setting;
  }

  /** Of whose worlds it is. */
  public Setting setting() {
    return setting;
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
    Outcome outcome = outcome(world, choice);
    if (outcome.isNotable() && outcome.count() == 1) {
      notable.add(outcome);
    }
    if (notable.size() > MOST_NOTABLE) {
      count();
    }
    return Happened.of(world, outcome, this::renumbered);
  }

  private Outcome outcome(World world, int choice) {
    List<Reading> ofChoice = readings.get(choice);
    for (int i = 0; i < ofChoice.size(); i++) {
      Reading reading = ofChoice.get(i);
      Object outcome = known.get(reading.key(world));
      if (outcome != null) {
        if (i > 0) { // the usual ones come first
          ofChoice.set(i, ofChoice.get(i - 1));
          ofChoice.set(i - 1, reading);
        }
        return (Outcome) outcome;
      }
    }
    return learn(world, choice, ofChoice);
  }

  private Outcome learn(World world, int choice, List<Reading> ofChoice) {
    Draft draft = Move.draft(world, choice);
    Outcome outcome = draft.outcome();
    Reading reading = Reading.of(choice, draft.read());
    if (!ofChoice.contains(reading)) {
      ofChoice.add(reading);
    }
    known.put(reading.key(world), outcome);
    return outcome;
  }

  /** Tells how often what has happened by now. */
  public void tell(Counter counter) {
    count();
    counted.forEach((what, times) -> counter.count(what.taken(), what.sightings(), times));
  }

  private void count() {
    for (Outcome outcome : notable) {
      counted.merge(
          new Notable(outcome.taken(), outcome.sightings()), outcome.takeCount(), Long::sum);
    }
    notable = new ArrayList<>();
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
