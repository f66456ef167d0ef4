package dev.featured.engine.store;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.core.Event;
import java.util.Optional;

/**
 * What the desk answers to what it is told.
 *
 * @param next the desk from now on
 * @param events what the core is to be told, in this order
 * @param namespaces what every namespace is to do, in this order
 * @param finished the task that has ended with this, and what has come of it
 * @param remind whether {@link Desk#retry} is to be called after a while
 */
public record DeskStep(
    Desk next,
    ImmutableList<Event> events,
    ImmutableList<NamespaceTask> namespaces,
    Optional<Finished> finished,
    boolean remind) {
  /**
   * A task that has ended.
   *
   * @param task the task
   * @param reply what has come of it
   */
  public record Finished(StoreTask task, Reply reply) {}
}
