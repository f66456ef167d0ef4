package dev.featured.engine.diagram;

import java.util.Optional;

/**
 * How much of a table is drawn.
 *
 * @param focus the state whose neighbourhood is drawn; all of the table without one
 * @param triggersOnly whether guards, effects and ways that end where they began are left out
 */
public record View(Optional<String> focus, boolean triggersOnly) {
  /** Everything. */
  public static final View WHOLE = new View(Optional.empty(), false);

  /** Everything, by its triggers. */
  public static final View TRIGGERS = new View(Optional.empty(), true);

  /** One state with all ways in and out. */
  public static View around(String state) {
    return new View(Optional.of(state), false);
  }
}
