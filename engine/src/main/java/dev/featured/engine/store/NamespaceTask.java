package dev.featured.engine.store;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RowContent;
import java.util.Optional;

/** One thing that is to be done in a namespace. */
public sealed interface NamespaceTask {
  /** What tasks are about. */
  enum Kind {
    /** What the namespace shall say of a feature. */
    SAID,
    /** What its own row of a feature is. */
    ROW,
    /** Everything. */
    ALL
  }

  /**
   * What a task is about: a newer one takes the place of an older one about the same.
   *
   * @param kind the kind
   * @param name its feature, if it is about one
   */
  record Topic(Kind kind, Optional<FeatureName> name) {
    static Topic of(Kind kind, FeatureName name) {
      return new Topic(kind, Optional.of(name));
    }
  }

  /**
   * Repeat what has been applied on the host.
   *
   * @param applied what was applied, decided from the row as it is there now; no registration is
   *     told what has come of it
   */
  record Settle(Command.Settle applied) implements NamespaceTask {
    private static final RegistrationId NOBODY = new RegistrationId(0);

    static Settle of(Command.Settle command, RowContent now) {
      return new Settle(
          new Command.Settle(
              command.name(),
              NOBODY,
              now,
              ImmutableSortedMap.of(),
              command.rendered(),
              command.publication()));
    }

    @Override
    public Topic topic() {
      return Topic.of(Kind.SAID, applied.name());
    }
  }

  /** Forget a feature that the host has forgotten. */
  record Forget(FeatureName name) implements NamespaceTask {
    @Override
    public Topic topic() {
      return Topic.of(Kind.SAID, name);
    }
  }

  /** Look at the namespace's own row of a feature, since somebody touched it. */
  record Look(FeatureName name) implements NamespaceTask {
    @Override
    public Topic topic() {
      return Topic.of(Kind.ROW, name);
    }
  }

  /** Remove the trace of a revived row. */
  record RemoveTrace(Command.RemoveTrace command) implements NamespaceTask {
    @Override
    public Topic topic() {
      return Topic.of(Kind.ROW, command.name());
    }
  }

  /** Look for what the host does not know any more, and for the traces of revived rows. */
  record Compare() implements NamespaceTask {
    @Override
    public Topic topic() {
      return new Topic(Kind.ALL, Optional.empty());
    }
  }

  /** What it is about. */
  Topic topic();
}
