package dev.featured.engine.lifecycle;

import com.google.common.collect.ImmutableList;

/**
 * One way through a cell of the table.
 *
 * @param guard when it is taken
 * @param target the state it leads to
 * @param effects what it asks for, in this order
 * @param reason why nothing happens, where nothing does; otherwise empty
 */
public record Transition(
    Guard guard, LifecycleState target, ImmutableList<Effect> effects, String reason) {
  /** Whether it asks for this. */
  public boolean has(Effect effect) {
    return effects.contains(effect);
  }
}
