package dev.featured.engine.core;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.feature.RestartPolicy;
import dev.featured.engine.feature.UnitName;
import java.util.Optional;

/**
 * What an operation does to a feature's units (SPEC section 3).
 *
 * @param kind which of the operations
 * @param units the units, in the order in which they are worked through
 * @param surplus units of scopes that are switched off; before anything is started or stopped they
 *     are stopped, disabled and masked, where they exist and are not masked
 * @param restart what each unit's auto-restart drop-in says; written before anything else is done.
 *     Empty where there shall be no drop-in
 */
public record Task(
    Kind kind,
    ImmutableList<UnitName> units,
    ImmutableList<UnitName> surplus,
    Optional<RestartPolicy> restart) {
  /** The operations there are. */
  public enum Kind {
    /** Unmask, enable and start. */
    START,
    /** Stop, disable and mask. */
    STOP,
    /** Write the drop-ins, nothing more. */
    AUTO_RESTART,
    /** Remove the drop-ins, nothing more. */
    REMOVE_DROP_INS
  }

  /**
   * Takes a task.
   *
   * @throws IllegalArgumentException if the drop-ins are to be removed and to say something, or
   *     neither
   */
  public Task {
    if ((kind == Kind.REMOVE_DROP_INS) == restart.isPresent()) {
      throw new IllegalArgumentException(kind + " and drop-ins that say " + restart);
    }
  }

  /** A start, a stop, or the setting of auto-restart alone. */
  public static Task of(
      Kind kind,
      ImmutableList<UnitName> units,
      ImmutableList<UnitName> surplus,
      RestartPolicy restart) {
    return new Task(kind, units, surplus, Optional.of(restart));
  }

  static Task removeDropIns(ImmutableList<UnitName> units) {
    return new Task(Kind.REMOVE_DROP_INS, units, ImmutableList.of(), Optional.empty());
  }

  Task as(Kind other) {
    return new Task(other, units, surplus, restart);
  }

  @Override
  public String toString() {
    String says = restart.map(policy -> " (restart " + policy.systemdValue() + ")").orElse("");
    return switch (kind) {
      case START -> "start " + units + andSurplus() + says;
      case STOP -> "stop " + units + andSurplus() + says;
      case AUTO_RESTART -> "set auto-restart of " + units + says;
      case REMOVE_DROP_INS -> "remove the drop-ins of " + units;
    };
  }

  private String andSurplus() {
    return surplus.isEmpty() ? "" : ", put away " + surplus;
  }
}
