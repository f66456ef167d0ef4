package dev.featured.engine.core;

import dev.featured.engine.feature.Row;
import java.util.Optional;

/**
 * A row that may be the trace of a revived row, or the beginning of a row that somebody is writing
 * (SPEC section 5). Time alone can tell: nobody goes on with a trace.
 *
 * @param row the row
 * @param periods how often the steady comparison has fallen due since it was found like this
 */
record Suspect(Row row, int periods) {
  /** No writer takes as long as that. */
  private static final int LONG_ENOUGH = 2;

  /** The row is seen for the first time, or has been written since it was last seen. */
  static Optional<Suspect> firstSight(Row row) {
    return row.looksRevived() ? Optional.of(new Suspect(row, 0)) : Optional.empty();
  }

  /** The row is seen once more, and nothing was heard of it meanwhile. */
  Optional<Suspect> seen(Row now) {
    return now.equals(row) ? Optional.of(this) : firstSight(now);
  }

  /** The steady comparison falls due once more. */
  Suspect periodOver() {
    return periods < LONG_ENOUGH ? new Suspect(row, periods + 1) : this;
  }

  /** Whether it is a trace, should it be found like this once more. */
  boolean isTrace() {
    return periods >= LONG_ENOUGH;
  }
}
