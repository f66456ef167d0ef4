package dev.featured.model.explore;

import dev.featured.engine.core.Taken;
import dev.featured.engine.lifecycle.Guard;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.lifecycle.Trigger;
import java.util.Comparator;

/**
 * A way through the lifecycle's table, as a subject takes it. A known-bad one may have some that
 * the shipped table has not.
 *
 * @param from where it begins
 * @param trigger what comes
 * @param guard when it is taken
 */
public record Passage(LifecycleState from, Trigger trigger, Guard guard)
    implements Comparable<Passage> {
  private static final Comparator<Passage> ORDER =
      Comparator.comparing(Passage::from)
          .thenComparing(Passage::trigger)
          .thenComparing(passage -> passage.guard().toString());

  /** The way that was taken. */
  public static Passage of(Taken taken) {
    return new Passage(taken.from(), taken.trigger(), taken.transition().guard());
  }

  @Override
  public int compareTo(Passage other) {
    return ORDER.compare(this, other);
  }
}
