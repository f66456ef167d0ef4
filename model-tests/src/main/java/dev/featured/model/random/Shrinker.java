package dev.featured.model.random;

import com.google.common.primitives.ImmutableIntArray;
import dev.featured.model.explore.Schedule;
import java.util.Optional;

/**
 * Makes a failing schedule short, by delta debugging: takes steps out, first large pieces, then
 * smaller ones, single ones, and two at a time, for as long as what is left still fails; then makes
 * earlier choices where that does no harm. What it finds is short, not shortest.
 */
public final class Shrinker {
  /** Whether a candidate fails. */
  @FunctionalInterface
  public interface Trial {
    /**
     * Tries a candidate, of which steps may have become impossible.
     *
     * @return if it fails, what was really followed of it, up to where it failed
     */
    Optional<Schedule> failing(Schedule candidate);
  }

  private final Trial trial;
  private Schedule best;

  private Shrinker(Trial trial, Schedule failing) {
    this.trial = trial;
    this.best = failing;
  }

  /**
   * Shrinks a schedule.
   *
   * @param failing one that fails
   * @param trial tells whether another one does
   * @return one that fails, which is not longer
   */
  public static Schedule shrink(Schedule failing, Trial trial) {
    Shrinker shrinker = new Shrinker(trial, failing);
    boolean better = true;
    while (better) {
      better = shrinker.takesOutPieces() || shrinker.takesOutPairs() || shrinker.lowersChoices();
    }
    return shrinker.best;
  }

  private boolean takesOutPieces() {
    boolean better = false;
    for (int size = Math.max(1, best.length() / 2); size > 0; size /= 2) {
      int from = 0;
      while (from < best.length()) {
        if (improves(without(best, from, size))) {
          better = true;
        } else {
          from += size;
        }
      }
    }
    return better;
  }

  private boolean takesOutPairs() {
    boolean better = false;
    for (int first = 0; first < best.length(); first++) {
      for (int second = first + 1; second < best.length(); second++) {
        better |= improves(without(without(best, second, 1), first, 1));
      }
    }
    return better;
  }

  /** Choices that the schedule does not know yet would seldom be possible there. */
  private boolean lowersChoices() {
    boolean better = false;
    int[] known = best.choices().stream().sorted().distinct().toArray();
    for (int at = 0; at < best.length(); at++) {
      for (int i = 0; i < known.length && at < best.length(); i++) {
        if (known[i] < best.choices().get(at)) {
          better |= improves(with(best, at, known[i]));
        }
      }
    }
    return better;
  }

  private boolean improves(Schedule candidate) {
    Optional<Schedule> failing = trial.failing(candidate).filter(other -> isBefore(other, best));
    failing.ifPresent(shorter -> best = shorter);
    return failing.isPresent();
  }

  /** The shorter one comes first, and of two equally long ones that with the earlier choices. */
  private static boolean isBefore(Schedule one, Schedule other) {
    if (one.length() != other.length()) {
      return one.length() < other.length();
    }
    for (int i = 0; i < one.length(); i++) {
      int difference = Integer.compare(one.choices().get(i), other.choices().get(i));
      if (difference != 0) {
        return difference < 0;
      }
    }
    return false;
  }

  private static Schedule without(Schedule schedule, int from, int size) {
    ImmutableIntArray choices = schedule.choices();
    int to = Math.min(from + size, choices.length());
    return new Schedule(
        ImmutableIntArray.builder()
            .addAll(choices.subArray(0, from))
            .addAll(choices.subArray(to, choices.length()))
            .build());
  }

  private static Schedule with(Schedule schedule, int at, int choice) {
    int[] choices = schedule.choices().toArray();
    choices[at] = choice;
    return Schedule.of(choices);
  }
}
