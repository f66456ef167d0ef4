package dev.featured.engine.diagram;

import com.google.common.base.Joiner;

/**
 * One way through a cell, as the words of a table's row; none is empty.
 *
 * @param trigger what comes
 * @param when when it is taken
 * @param goesTo the state it leads to
 * @param does what is asked for, or why nothing is
 */
public record MatrixRow(String trigger, String when, String goesTo, String does) {
  /** The words of a way. */
  public static MatrixRow of(Way way) {
    if (way.outcome() instanceof Outcome.Goes goes) {
      return new MatrixRow(
          way.trigger(),
          way.when(),
          goes.to().equals(way.from()) ? "stays" : goes.to(),
          Joiner.on(", ").join(goes.effects()));
    }
    if (way.outcome() instanceof Outcome.Nothing nothing) {
      return new MatrixRow(way.trigger(), way.when(), "stays", "nothing: " + nothing.reason());
    }
    return new MatrixRow(
        way.trigger(),
        "never",
        "nowhere",
        "cannot come: " + ((Outcome.Never) way.outcome()).reason());
  }
}
