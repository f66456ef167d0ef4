package dev.featured.engine.core;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.feature.FeatureName;

/**
 * The answer to one event.
 *
 * @param next the registry from now on
 * @param commands what to carry out, in this order
 * @param taken the transitions that were taken, in this order
 * @param ended registrations of which nothing is left and nothing will be heard again
 */
public record Step(
    FeatureRegistry next,
    ImmutableList<Command> commands,
    ImmutableList<Taken> taken,
    ImmutableList<RegistrationId> ended) {
  /**
   * The features that may stand otherwise than before, or were looked at.
   *
   * @param event what this is the answer to
   */
  public ImmutableSortedSet<FeatureName> concerned(Event event) {
    ImmutableSortedSet.Builder<FeatureName> names = ImmutableSortedSet.naturalOrder();
    taken.forEach(transition -> names.add(transition.name()));
    for (Command command : commands) {
      if (command instanceof Command.Operate operate) {
        names.add(operate.name());
      }
    }
    if (event instanceof Event.OperationEnded ended) {
      names.add(ended.name());
    } else if (event instanceof Event.Settled settled) {
      names.add(settled.name());
    }
    return names.build();
  }
}
