package dev.featured.engine.store;

import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.feature.FeatureName;

/**
 * Everything is compared.
 *
 * @param task the task
 * @param stage which call is next
 * @param names what the last call but one, or the last, has found
 */
record ComparingThere(
    NamespaceTask.Compare task, Stage stage, ImmutableSortedSet<FeatureName> names)
    implements NamespaceExchange {
  enum Stage {
    ANNOUNCEMENTS,
    PUBLISHED,
    ON_HOST,
    CONFIGURED,
    ROWS
  }

  static ComparingThere begin(NamespaceTask.Compare task) {
    return new ComparingThere(task, Stage.ANNOUNCEMENTS, ImmutableSortedSet.of());
  }

  @Override
  public NamespaceCall call() {
    return switch (stage) {
      case ANNOUNCEMENTS -> NamespaceCall.here(new Call.Announcements());
      case PUBLISHED -> NamespaceCall.here(new Call.Published());
      case ON_HOST -> NamespaceCall.onHost(new Call.Configured());
      case CONFIGURED -> NamespaceCall.here(new Call.Configured());
      case ROWS -> NamespaceCall.here(new Call.Hashes(names));
    };
  }
}
