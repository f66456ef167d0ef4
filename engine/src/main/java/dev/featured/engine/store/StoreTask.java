package dev.featured.engine.store;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.BarrierId;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.RegistryVisitor;
import dev.featured.engine.feature.FeatureName;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/** One thing that is to be done on Redis. */
public sealed interface StoreTask {
  /** The kinds of tasks. */
  enum Kind {
    COMPARE,
    COMPARE_STEADILY,
    READ,
    SETTLE,
    REPORT,
    FORGET,
    REMOVE_TRACE
  }

  /**
   * What a task is about: of several with one subject that nobody has taken yet, only the newest is
   * done.
   *
   * @param kind its kind
   * @param name its feature, if it is about one
   */
  record Subject(Kind kind, Optional<FeatureName> name) {
    static Subject of(Kind kind, FeatureName name) {
      return new Subject(kind, Optional.of(name));
    }
  }

  /**
   * Compare all rows.
   *
   * @param steady whether it is the comparison that is made at a steady rate
   * @param overtaken whether, since it fell due, a row was read that looks like a trace, or
   *     something may have gone unheard: the time before that does not count
   */
  record Compare(boolean steady, boolean overtaken) implements StoreTask {
    /** One that falls due now. */
    public Compare(boolean steady) {
      this(steady, false);
    }

    @Override
    public Subject subject() {
      return new Subject(steady ? Kind.COMPARE_STEADILY : Kind.COMPARE, Optional.empty());
    }

    @Override
    public String toString() {
      return steady ? "compare steadily" : "compare";
    }
  }

  /** Read rows. The core asks for no second read before the first is answered. */
  record Read(Command.ReadRows command) implements StoreTask {
    @Override
    public Subject subject() {
      return new Subject(Kind.READ, Optional.empty());
    }

    @Override
    public String toString() {
      return command.toString();
    }
  }

  /** Write what a registration has come to. */
  record Settle(Command.Settle command) implements StoreTask {
    @Override
    public Subject subject() {
      return Subject.of(Kind.SETTLE, command.name());
    }

    @Override
    public Optional<BarrierId> barrier() {
      return command.barrier();
    }

    /** What an older one would have written besides is written with this one. */
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
          command.publication().or(before::publication),
          command.barrier());
    }

    private static ImmutableSortedMap<String, String> either(
        ImmutableSortedMap<String, String> newer, ImmutableSortedMap<String, String> older) {
      return newer.isEmpty() ? older : newer;
    }

    @Override
    public void accept(RegistryVisitor visitor) {
      visitor.value(Kind.SETTLE);
      command.accept(visitor);
    }

    @Override
    public StoreTask renumbered(LongUnaryOperator newId) {
      return new Settle(command.renumbered(newId));
    }

    @Override
    public String toString() {
      return command.toString();
    }
  }

  /**
   * Report how a registration stands; only the newest report is worth anything.
   *
   * @param name the feature
   * @param fields the fields of its row of FEATURE_LIFECYCLE
   */
  record Report(FeatureName name, ImmutableSortedMap<String, String> fields) implements StoreTask {
    @Override
    public Subject subject() {
      return Subject.of(Kind.REPORT, name);
    }

    @Override
    public String toString() {
      return name + ": report " + fields;
    }
  }

  /** Remove what was published of a feature that is gone. */
  record Forget(FeatureName name) implements StoreTask {
    @Override
    public Subject subject() {
      return Subject.of(Kind.FORGET, name);
    }

    @Override
    public String toString() {
      return name + ": forget";
    }
  }

  /** Remove the trace of a revived row. */
  record RemoveTrace(Command.RemoveTrace command) implements StoreTask {
    @Override
    public Subject subject() {
      return Subject.of(Kind.REMOVE_TRACE, command.name());
    }

    @Override
    public Optional<BarrierId> barrier() {
      return command.barrier();
    }

    @Override
    public void accept(RegistryVisitor visitor) {
      visitor.value(Kind.REMOVE_TRACE);
      command.accept(visitor);
    }

    @Override
    public StoreTask renumbered(LongUnaryOperator newId) {
      return new RemoveTrace(command.renumbered(newId));
    }

    @Override
    public String toString() {
      return command.toString();
    }
  }

  /** What it is about. */
  Subject subject();

  /** The barrier behind which it may be done, if it is not enough to look at a row's content. */
  default Optional<BarrierId> barrier() {
    return Optional.empty();
  }

  /** What is to be done if an older task with this one's subject was not taken before it. */
  default StoreTask after(StoreTask older) {
    return this;
  }

  /** Shows what it says, identities as such. */
  default void accept(RegistryVisitor visitor) {
    visitor.value(subject().kind());
    visitor.value(this);
  }

  /** The same with other identities. */
  default StoreTask renumbered(LongUnaryOperator newId) {
    return this;
  }
}
