package dev.featured.engine.statemachine;

import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.lifecycle.Transition;
import dev.featured.engine.lifecycle.Trigger;

/** Hears of every transition that a machine has taken, on the thread that fired it. */
@FunctionalInterface
public interface TransitionListener {
  /**
   * A transition was taken.
   *
   * @param from the state it started from
   * @param trigger what set it off
   * @param transition the table's transition
   */
  void taken(LifecycleState from, Trigger trigger, Transition transition);
}
