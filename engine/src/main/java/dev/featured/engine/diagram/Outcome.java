package dev.featured.engine.diagram;

import com.google.common.collect.ImmutableList;

/** What comes of a trigger when a guard holds. */
public sealed interface Outcome {
  /**
   * Something is done.
   *
   * @param to the state it leads to, which may be the one it comes from
   * @param effects what is asked for, in this order
   */
  record Goes(String to, ImmutableList<String> effects) implements Outcome {}

  /**
   * Nothing is done, and the state stays.
   *
   * @param reason why
   */
  record Nothing(String reason) implements Outcome {}

  /**
   * The trigger cannot come.
   *
   * @param reason why
   */
  record Never(String reason) implements Outcome {}
}
