package dev.featured.engine.core;

import dev.featured.engine.feature.Row;
import java.util.Optional;

/** What is known of a row that no registration has, since it has no {@code state} (SPEC 5). */
sealed interface Unmanaged {
  /** This name has no row, or one with a registration. */
  record None() implements Unmanaged {}

  /** It belongs to somebody else and is left alone. */
  record Foreign() implements Unmanaged {}

  /**
   * It may be a trace.
   *
   * @param suspect what speaks for that
   */
  record Suspected(Suspect suspect) implements Unmanaged {}

  static Unmanaged firstSight(Row row) {
    return of(Suspect.firstSight(row));
  }

  private static Unmanaged of(Optional<Suspect> suspect) {
    return suspect.<Unmanaged>map(Suspected::new).orElseGet(Foreign::new);
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
    return this instanceof Suspected known && atRest
        ? of(known.suspect().seen(row))
        : firstSight(row);
  }

  /** The steady comparison falls due. */
  default Unmanaged periodOver() {
    return this instanceof Suspected known ? new Suspected(known.suspect().periodOver()) : this;
  }

  /** Somebody may have written it unheard. */
  default Unmanaged unheard() {
    return this instanceof Suspected known ? firstSight(known.suspect().row()) : this;
  }

  /** Whether it may be a trace, and the other is the same row. */
  default boolean isSameSuspect(Unmanaged other) {
    return this instanceof Suspected one
        && other instanceof Suspected two
        && one.suspect().row().equals(two.suspect().row());
  }

  default boolean isTrace() {
    return this instanceof Suspected suspected && suspected.suspect().isTrace();
  }
}
