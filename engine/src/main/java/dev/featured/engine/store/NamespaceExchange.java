package dev.featured.engine.store;

import com.google.common.collect.ImmutableSortedSet;

/**
 * How far a task of a namespace has come. What a reply makes of it is {@link NamespaceStepper}'s.
 */
sealed interface NamespaceExchange
    permits ComparingThere,
        Dropping,
        Mirroring,
        NamespaceExchange.Looking,
        NamespaceExchange.RemovingThere {
  /** The namespace's own row is looked at. */
  record Looking(NamespaceTask.Look task) implements NamespaceExchange {
    @Override
    public NamespaceCall call() {
      return NamespaceCall.here(new Call.Hashes(ImmutableSortedSet.of(task.name())));
    }
  }

  /** A trace is removed. */
  record RemovingThere(NamespaceTask.RemoveTrace task) implements NamespaceExchange {
    @Override
    public NamespaceCall call() {
      return NamespaceCall.here(new Call.RemoveTrace(task.command()));
    }
  }

  /** The task. */
  NamespaceTask task();

  /** The next call. */
  NamespaceCall call();
}
