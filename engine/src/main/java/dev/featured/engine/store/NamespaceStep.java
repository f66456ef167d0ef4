package dev.featured.engine.store;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.core.Event;
import java.util.Optional;

/**
 * What a namespace's desk answers to what it is told.
 *
 * @param next the desk from now on
 * @param events what the core is to be told
 * @param finished the task that has ended with this, and what has come of it
 */
public record NamespaceStep(
    NamespaceDesk next, ImmutableList<Event> events, Optional<NamespaceStep.Finished> finished) {
  /**
   * A task that has ended.
   *
   * @param task the task
   * @param result what has come of it
   */
  public record Finished(NamespaceTask task, NamespaceResult result) {}
}
