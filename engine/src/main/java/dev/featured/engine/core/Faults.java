package dev.featured.engine.core;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * Faults of the daemon's own that came to light in one step, and what that means for the step's
 * commands: nothing is published for such a registration and nothing is done to its units. The core
 * is told by {@link Event.Quarantined}.
 *
 * @param reasons by registration, one line for the operator
 */
public record Faults(ImmutableMap<RegistrationId, String> reasons) {
  /** None came to light. */
  public static final Faults NONE = new Faults(ImmutableMap.of());

  /** These and one more. */
  public Faults with(RegistrationId registration, String reason) {
    return new Faults(
        ImmutableMap.<RegistrationId, String>builder()
            .putAll(reasons)
            .put(registration, reason)
            .buildKeepingLast());
  }

  /** Whether a command must not be carried out. */
  public boolean withhold(Command command) {
    return of(command).isPresent();
  }

  /** What answers a command in place of those who do not carry it out, if it has an answer. */
  public Optional<Event> answer(Command command) {
    return command instanceof Command.Operate operate
        ? of(command)
            .map(
                reason ->
                    new Event.OperationEnded(
                        operate.name(), operate.operation(), new OperationResult.Failed(reason)))
        : Optional.empty();
  }

  private Optional<String> of(Command command) {
    if (reasons.isEmpty()) {
      return Optional.empty();
    }
    if (command instanceof Command.Settle settle) {
      return Optional.ofNullable(reasons.get(settle.registration()));
    }
    return command instanceof Command.Operate operate
        ? Optional.ofNullable(reasons.get(operate.registration()))
        : Optional.empty();
  }
}
