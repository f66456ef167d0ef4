package dev.featured.engine.core;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.feature.RestartPolicy;
import dev.featured.engine.feature.UnitName;
import dev.featured.engine.feature.Wish;
import dev.featured.engine.lifecycle.Facts.Agreement;

/**
 * What an operation brings about: how the units are once it has succeeded.
 *
 * @param running whether they run
 * @param units the units
 * @param surplus units of scopes that are switched off; they do not run
 * @param restart what their drop-ins say
 */
record Goal(
    boolean running,
    ImmutableList<UnitName> units,
    ImmutableList<UnitName> surplus,
    RestartPolicy restart) {
  static Goal of(Wish.Clear wish) {
    return new Goal(wish.state().enabled(), wish.units(), wish.surplus(), wish.restart());
  }

  Agreement agreementWith(Goal other) {
    if (running != other.running || !units.equals(other.units) || !surplus.equals(other.surplus)) {
      return Agreement.DIFFERENT;
    }
    return restart == other.restart ? Agreement.SAME : Agreement.OTHER_RESTART;
  }

  Task task(Task.Kind kind) {
    return Task.of(kind, units, surplus, restart);
  }
}
