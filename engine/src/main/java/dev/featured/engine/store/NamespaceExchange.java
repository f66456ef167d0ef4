package dev.featured.engine.store;

import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.core.BarrierId;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.RegistryVisitor;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

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

  /** A trace is removed, as on the host; its barrier is the namespace's own. */
  record RemovingThere(NamespaceTask.RemoveTrace task, RemovingTrace removing)
      implements NamespaceExchange {
    static RemovingThere begin(NamespaceTask.RemoveTrace task, BarrierId barrier) {
      Command.RemoveTrace guarded =
          new Command.RemoveTrace(
              task.command().name(), task.command().expected(), Optional.of(barrier));
      return new RemovingThere(task, RemovingTrace.begin(new StoreTask.RemoveTrace(guarded)));
    }

    @Override
    public NamespaceCall call() {
      return NamespaceCall.here(removing.call());
    }

    RemovingThere at(RemovingTrace next) {
      return new RemovingThere(task, next);
    }

    boolean waitsFor(BarrierId barrier) {
      return removing.isGuarding() && removing.task().barrier().equals(Optional.of(barrier));
    }

    @Override
    public void accept(RegistryVisitor visitor) {
      visitor.value(task);
      removing.accept(visitor);
    }

    @Override
    public RemovingThere renumbered(LongUnaryOperator newId) {
      return at(removing.renumbered(newId));
    }
  }

  /** The task. */
  NamespaceTask task();

  /** The next call. */
  NamespaceCall call();

  /** Shows what it says, identities as such. */
  default void accept(RegistryVisitor visitor) {
    visitor.value(this);
  }

  /** The same with other identities. */
  default NamespaceExchange renumbered(LongUnaryOperator newId) {
    return this;
  }
}
