package dev.featured.engine.core;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.feature.RestartPolicy;
import dev.featured.engine.feature.UnitName;

/**
 * What an operation does to a feature's units (SPEC section 3).
 *
 * @param kind which of the operations
 * @param units the units, in the order in which they are worked through
 * @param surplus units of scopes that are switched off; before anything is started or stopped they
 *     are stopped, disabled and masked, where they exist and are not masked
 * @param restart what each unit's auto-restart drop-in says; written before anything else is done
 */
public record Task(
    Kind kind,
    ImmutableList<UnitName> units,
    ImmutableList<UnitName> surplus,
    RestartPolicy restart) {
  /** The operations there are. */
  public enum Kind {
    /** Unmask, enable and start. */
    START,
    /** Stop, disable and mask. */
    STOP,
    /** Write the drop-ins, nothing more. */
    AUTO_RESTART
  }

  Task as(Kind other) {
    return new Task(other, units, surplus, restart);
  }

  @Override
  public String toString() {
    String verb =
        switch (kind) {
          case START -> "start";
          case STOP -> "stop";
          case AUTO_RESTART -> "set auto-restart of";
        };
    boolean putsAway = kind != Kind.AUTO_RESTART && !surplus.isEmpty();
    return verb
        + " "
        + units
        + (putsAway ? ", put away " + surplus : "")
        + " (restart "
        + restart.systemdValue()
        + ")";
  }
}
