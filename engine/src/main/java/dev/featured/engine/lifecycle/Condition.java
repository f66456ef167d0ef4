package dev.featured.engine.lifecycle;

import com.google.errorprone.annotations.Immutable;
import dev.featured.engine.lifecycle.Facts.Agreement;
import dev.featured.engine.lifecycle.Facts.Direction;

/** The named questions that guards are made of. */
public enum Condition {
  /** The newest row wants it enabled, and nothing has to be waited for. */
  MAY_START("may start", facts -> facts.direction() == Direction.START),
  /** The newest row wants it enabled, delayed, and the ports are not ready. */
  MUST_WAIT("must wait for the ports", facts -> facts.direction() == Direction.WAIT),
  /** The newest row wants it disabled. */
  MUST_STOP("must stop", facts -> facts.direction() == Direction.STOP),
  /** The newest row cannot be understood. */
  IS_UNCLEAR("row is unclear", facts -> facts.direction() == Direction.UNCLEAR),

  /** The newest row wants what the last operation was for. */
  AS_WISHED("as wished", facts -> facts.agreement() == Agreement.SAME),
  /** The newest row wants what the last operation was for, but another auto-restart. */
  OTHER_RESTART("other auto-restart", facts -> facts.agreement() == Agreement.OTHER_RESTART),
  /** The newest row wants other units or the opposite. */
  OTHER_UNITS("other units", facts -> facts.agreement() == Agreement.DIFFERENT),
  /** The newest row wants anything else than what the operation was for. */
  WISH_CHANGED("wish changed", facts -> facts.agreement() != Agreement.SAME),

  /** The operation that is waited for is at work. */
  BEGUN("operation begun", Facts::begun),
  /** The operation that is waited for has not begun and can still be replaced. */
  NOT_BEGUN("operation not begun", facts -> !facts.begun()),

  /** Somebody wrote the row, or it wants something that has not been tried. */
  WORTH_A_TRY("worth a try", facts -> facts.fresh() || facts.agreement() != Agreement.SAME),
  /** The steady comparison found the wish that has failed already. */
  TRIED_ALREADY("tried already", facts -> !facts.fresh() && facts.agreement() == Agreement.SAME),

  /** A delayed feature that should run and may. */
  STARTS_WITH_PORTS(
      "starts with the ports", facts -> facts.delayed() && facts.direction() == Direction.START),
  /** A feature that does not depend on the ports, or should not run. */
  NO_MATTER_OF_PORTS(
      "no matter of the ports",
      facts -> !(facts.delayed() && facts.direction() == Direction.START)),

  /** Units were started that the last row did not want, and nobody has taken over. */
  OWES_STOP("owes a stop", Facts::owesStop),
  /** There is nothing to stop, or somebody else's concern. */
  OWES_NOTHING("owes nothing", facts -> !facts.owesStop());

  private final String text;
  private final Question question;

  Condition(String text, Question question) {
    this.text = text;
    this.question = question;
  }

  /** Whether it holds. */
  public boolean holds(Facts facts) {
    return question.holds(facts);
  }

  @Override
  public String toString() {
    return text;
  }

  @Immutable
  private interface Question {
    boolean holds(Facts facts);
  }
}
