package dev.featured.engine.lifecycle;

import com.google.common.collect.ImmutableList;

/** What the table says of one trigger in one state. */
public sealed interface Cell {
  /**
   * Something happens, or deliberately nothing, depending on guards.
   *
   * @param transitions exactly one of them has a guard that holds, whatever the facts
   */
  record Moves(ImmutableList<Transition> transitions) implements Cell {}

  /**
   * The trigger comes and nothing is to be done.
   *
   * @param reason why
   */
  record Ignored(String reason) implements Cell {}

  /**
   * The trigger cannot come.
   *
   * @param reason why
   */
  record Impossible(String reason) implements Cell {}
}
