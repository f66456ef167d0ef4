package dev.featured.adapters.demo;

/**
 * What came of the races of one kind.
 *
 * @param played how many ended with the row's deletion
 * @param cameBack how many of those rows were written to after their deletion
 * @param stateLeft of how many of them STATE_DB still has a row
 * @param stuck how many could not be played to their end, since the daemon did not do its part
 */
record RaceTally(int played, int cameBack, int stateLeft, int stuck) {
  RaceTally plus(RaceTally other) {
    return new RaceTally(
        played + other.played,
        cameBack + other.cameBack,
        stateLeft + other.stateLeft,
        stuck + other.stuck);
  }
}
