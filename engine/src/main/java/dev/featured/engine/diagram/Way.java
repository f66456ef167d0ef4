package dev.featured.engine.diagram;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;

/**
 * One way through a cell of the table.
 *
 * @param from the state
 * @param trigger what comes
 * @param guard the conditions that must hold; none of them means always
 * @param outcome what comes of it
 */
public record Way(String from, String trigger, ImmutableList<String> guard, Outcome outcome) {
  /**
   * Names it as long as its state, trigger and guard stay, whatever else of the table changes: no
   * two guards of a cell hold together, so no two are the same. Made of lower-case letters, digits,
   * and {@code - / +}.
   */
  public String id() {
    return (from + "/" + trigger + "/" + (guard.isEmpty() ? "always" : Joiner.on('+').join(guard)))
        .replace(' ', '-');
  }

  /** When it is taken, in words. */
  String when() {
    return guard.isEmpty() ? "always" : Joiner.on(", ").join(guard);
  }
}
