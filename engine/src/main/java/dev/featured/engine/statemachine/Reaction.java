package dev.featured.engine.statemachine;

import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.lifecycle.Transition;
import java.util.Optional;

/**
 * What a machine did with a trigger.
 *
 * @param state where it stands now
 * @param transition the table's transition that it took; empty if it had none for the trigger
 */
public record Reaction(LifecycleState state, Optional<Transition> transition) {
  /** Whether this is what the plain interpreter of the same table answered. */
  public boolean agreesWith(Transition expected) {
    return state == expected.target()
        && transition.map(expected::equals).orElse(expected.effects().isEmpty());
  }
}
