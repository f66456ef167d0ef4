package dev.featured.engine.core;

import dev.featured.engine.feature.Row;

/** What is known of a row that no registration has, since it has no {@code state} (SPEC 5). */
sealed interface Unmanaged {
  /** How often the steady comparison must have found a trace unchanged before it is removed. */
  int UNCHANGED_ENOUGH = 2;

  /** This name has no row, or one with a registration. */
  record None() implements Unmanaged {}

  /** It belongs to somebody else and is left alone. */
  record Foreign() implements Unmanaged {}

  /**
   * It may be the trace of a revived row, or the beginning of a row that somebody is writing.
   *
   * @param row the row
   * @param unchanged how often in a row the steady comparison has found it like this
   */
  record Suspect(Row row, int unchanged) implements Unmanaged {}

  static Unmanaged firstSight(Row row) {
    return row.looksRevived() ? new Suspect(row, 0) : new Foreign();
  }

  /**
   * The row is looked at once more.
   *
   * @param row what it is now
   * @param cause why it is looked at
   * @param more why it must be read yet again
   */
  default Unmanaged seen(Row row, Mark cause, Mark more) {
    boolean atRest = cause.and(more).compareTo(Mark.WRITTEN) < 0;
    if (!(this instanceof Suspect known) || !known.row().equals(row) || !atRest) {
      return firstSight(row);
    }
    return cause == Mark.COMPARE ? new Suspect(row, known.unchanged() + 1) : known;
  }

  default boolean isTrace() {
    return this instanceof Suspect suspect && suspect.unchanged() >= UNCHANGED_ENOUGH;
  }
}
