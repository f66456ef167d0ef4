package dev.featured.adapters.daemon;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.adapters.redis.LifecycleReport;
import dev.featured.engine.core.Command;
import dev.featured.engine.feature.FeatureName;

/** One thing that the store's thread is to do. */
sealed interface StoreTask {
  /** The subject of a task of one kind for one feature. */
  record OfFeature(Class<? extends StoreTask> kind, FeatureName name) {}

  /** Compare all rows. */
  record Compare(boolean steady) implements StoreTask {}

  /** Read rows; the core asks for no second read before the first is answered. */
  record Read(Command.ReadRows command) implements StoreTask {
    @Override
    public Object subject() {
      return Read.class;
    }
  }

  /** Write what a registration has come to. */
  record Settle(Command.Settle command) implements StoreTask {
    @Override
    public Object subject() {
      return new OfFeature(Settle.class, command.name());
    }

    /** What the older one would have written besides is written with this one. */
    @Override
    public StoreTask after(StoreTask older) {
      Command.Settle before = ((Settle) older).command;
      boolean sameDecision =
          before.registration().equals(command.registration())
              && before.expected().equals(command.expected());
      return sameDecision ? new Settle(both(before)) : this;
    }

    private Command.Settle both(Command.Settle before) {
      return new Command.Settle(
          command.name(),
          command.registration(),
          command.expected(),
          either(command.rewrite(), before.rewrite()),
          either(command.rendered(), before.rendered()),
          command.publication().or(before::publication));
    }

    private static ImmutableSortedMap<String, String> either(
        ImmutableSortedMap<String, String> newer, ImmutableSortedMap<String, String> older) {
      return newer.isEmpty() ? older : newer;
    }
  }

  /** Report how a registration stands; only the newest report is worth anything. */
  record Report(FeatureName name, LifecycleReport report) implements StoreTask {
    @Override
    public Object subject() {
      return new OfFeature(Report.class, name);
    }
  }

  /** Remove what was published of a feature that is gone. */
  record Forget(FeatureName name) implements StoreTask {}

  /** Remove the trace of a revived row. */
  record RemoveTrace(Command.RemoveTrace command) implements StoreTask {
    @Override
    public Object subject() {
      return new OfFeature(RemoveTrace.class, command.name());
    }
  }

  /** Try one of those writes again that Redis has refused for now. */
  record RetryRefused() implements StoreTask {}

  /** Do nothing any more. */
  record End() implements StoreTask {}

  /** Of several tasks with one subject that nobody has taken yet, only the newest is done. */
  default Object subject() {
    return this;
  }

  /** What is to be done if an older task with this one's subject was not taken before it. */
  default StoreTask after(StoreTask older) {
    return this;
  }
}
