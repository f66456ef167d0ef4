package dev.featured.engine.store;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.core.RegistryVisitor;
import java.util.function.LongUnaryOperator;

/**
 * A task under way: which call is next, and what a reply makes of it. The desk keeps one in hand;
 * who has a single task to do, such as an operator's command, needs no desk.
 */
public sealed interface Exchange
    permits Comparing, Exchange.Ended, Forgetting, Reading, RemovingTrace, Reporting, Settling {
  /** How a task begins. */
  static Exchange of(StoreTask task, Servers servers) {
    boolean one = servers == Servers.ONE;
    if (task instanceof StoreTask.Compare compare) {
      return new Comparing(compare, Comparing.Stage.CONFIGURATION, ImmutableSortedSet.of());
    } else if (task instanceof StoreTask.Read read) {
      return new Reading(read, false, ImmutableSortedMap.of());
    } else if (task instanceof StoreTask.Settle settle) {
      return Settling.begin(settle, servers);
    } else if (task instanceof StoreTask.Report report) {
      return new Reporting(report, one ? Reporting.Stage.AT_ONCE : Reporting.Stage.BEFORE);
    } else if (task instanceof StoreTask.Forget forget) {
      return new Forgetting(forget, one ? Forgetting.Stage.AT_ONCE : Forgetting.Stage.LOOK);
    } else {
      return RemovingTrace.begin((StoreTask.RemoveTrace) task);
    }
  }

  /** The task. */
  StoreTask task();

  /**
   * The next call.
   *
   * @throws IllegalStateException if there is none, since it {@link #waits} or is over
   */
  Call call();

  /** Whether it waits for its barrier to be heard; {@link #concluded} goes on with it. */
  default boolean waits() {
    return false;
  }

  /** Its barrier was heard, and nothing before it behind which it must not be carried out. */
  default Exchange concluded() {
    throw new IllegalStateException("it waits for nothing: " + task());
  }

  /** Whether what its barrier is for has not begun. */
  default boolean isGuarding() {
    return false;
  }

  /** What comes after the reply to that call. */
  Exchange after(Reply reply);

  /** Shows what it says, identities as such. */
  default void accept(RegistryVisitor visitor) {
    visitor.value(this);
  }

  /** The same with other identities. */
  default Exchange renumbered(LongUnaryOperator newId) {
    return this;
  }

  /**
   * It is over.
   *
   * @param task the task
   * @param reply what has come of it
   */
  record Ended(StoreTask task, Reply reply) implements Exchange {
    @Override
    public Call call() {
      throw new IllegalStateException("it is over: " + task);
    }

    @Override
    public Exchange after(Reply next) {
      throw new IllegalStateException("it is over: " + task);
    }
  }
}
