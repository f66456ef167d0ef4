package dev.featured.model.world;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.feature.FeatureName;

/** One thing that the store's thread is to do; the model's twin of the shell's own. */
public sealed interface StoreTask {
  /** Compare all rows. */
  record Compare(boolean steady) implements StoreTask {}

  /** Read rows. */
  record Read(Command.ReadRows command) implements StoreTask {}

  /** Write what a registration has come to. */
  record Settle(Command.Settle command) implements StoreTask {
    Settle of(RegistrationId registration) {
      return new Settle(
          new Command.Settle(
              command.name(),
              registration,
              command.expected(),
              command.rewrite(),
              command.rendered(),
              command.publication()));
    }

    Settle after(Settle older) {
      Command.Settle before = older.command;
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

  /** Remove what was published of a feature that is gone. */
  record Forget(FeatureName name) implements StoreTask {}

  /** Remove the trace of a revived row. */
  record RemoveTrace(Command.RemoveTrace command) implements StoreTask {}

  /** Whether of these two, if nobody has taken either yet, only the newer is done. */
  default boolean replaces(StoreTask older) {
    if (this instanceof Settle mine && older instanceof Settle other) {
      return mine.command().name().equals(other.command().name());
    }
    if (this instanceof RemoveTrace mine && older instanceof RemoveTrace other) {
      return mine.command().name().equals(other.command().name());
    }
    return this instanceof Read ? older instanceof Read : equals(older);
  }
}
