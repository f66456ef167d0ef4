package dev.featured.engine.core;

import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.lifecycle.Facts;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.lifecycle.Transition;
import dev.featured.engine.lifecycle.Trigger;

/**
 * A transition that a registration has taken.
 *
 * @param name the feature
 * @param registration the registration
 * @param from where it stood
 * @param trigger what came
 * @param facts what the guards saw
 * @param transition what the table said
 * @param detail what is worth saying beside the guard: why an operation failed, what is wrong with
 *     the row; often empty
 * @param news whether an operator would call it news: it moved, began something, or failed anew
 */
public record Taken(
    FeatureName name,
    RegistrationId registration,
    LifecycleState from,
    Trigger trigger,
    Facts facts,
    Transition transition,
    String detail,
    boolean news) {
  /** Where it stands now. */
  public LifecycleState to() {
    return transition.target();
  }
}
