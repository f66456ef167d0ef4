package dev.featured.adapters.demo;

import com.google.common.collect.ImmutableMap;

/**
 * What came of the races in one world.
 *
 * @param tallies by kind; every kind is there
 * @param watched whether every write was seen, so that no revival can have been missed
 */
record RaceReport(ImmutableMap<RaceKind, RaceTally> tallies, boolean watched) {
  RaceTally total() {
    return tallies.values().stream().reduce(new RaceTally(0, 0, 0, 0), RaceTally::plus);
  }

  /** Whether all races were played and watched, and none was lost. */
  boolean clean() {
    RaceTally total = total();
    return watched && total.cameBack() == 0 && total.stateLeft() == 0 && total.stuck() == 0;
  }
}
