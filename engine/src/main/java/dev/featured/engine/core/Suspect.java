package dev.featured.engine.core;

import dev.featured.engine.feature.Row;
import java.util.Optional;

/**
 * A row that may be the trace of a revived row, or the beginning of a row that somebody is writing
 * (SPEC section 5). Time alone can tell: nobody goes on with a trace.
 *
 * @param row the row
 * @param unchanged how often in a row the steady comparison has found it like this
 */
record Suspect(Row row, int unchanged) {
  /** How often the steady comparison must have found a trace unchanged before it is removed. */
  private static final int UNCHANGED_ENOUGH = 2;

  /** The row is seen for the first time, or has been written since it was last seen. */
  static Optional<Suspect> firstSight(Row row) {
    return row.looksRevived() ? Optional.of(new Suspect(row, 0)) : Optional.empty();
  }

  /**
   * The row is seen once more, and nothing was heard of it meanwhile.
   *
   * @param now what it is now
   * @param steady whether it is the steady comparison that sees it
   */
  Optional<Suspect> seen(Row now, boolean steady) {
    if (!now.equals(row)) {
      return firstSight(now);
    }
    return Optional.of(steady ? new Suspect(row, unchanged + 1) : this);
  }

  boolean isTrace() {
    return unchanged >= UNCHANGED_ENOUGH;
  }
}
