package dev.featured.engine.store;

import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.feature.FeatureName;

/** A comparison; which call comes next depends on what the desk knows. */
record Comparing(StoreTask.Compare task, Stage stage, ImmutableSortedSet<FeatureName> names)
    implements Exchange {
  enum Stage {
    CONFIGURATION,
    ANNOUNCEMENTS,
    BOOT_FLAG,
    LEFTOVERS,
    PORTS,
    CONFIGURED,
    PUBLISHED
  }

  Comparing at(Stage next) {
    return new Comparing(task, next, names);
  }

  Comparing overtaken() {
    return new Comparing(new StoreTask.Compare(task.steady(), true), stage, names);
  }

  @Override
  public Call call() {
    return switch (stage) {
      case CONFIGURATION -> new Call.Configuration();
      case ANNOUNCEMENTS -> new Call.Announcements();
      case BOOT_FLAG -> new Call.BootFlag();
      case LEFTOVERS -> new Call.Leftovers();
      case PORTS -> new Call.PortInitDone();
      case CONFIGURED -> new Call.Configured();
      case PUBLISHED -> new Call.Published();
    };
  }

  @Override
  public Exchange after(Reply reply) {
    ImmutableSortedSet<FeatureName> found = ((Reply.Names) reply).names();
    if (stage == Stage.CONFIGURED) {
      return new Comparing(task, Stage.PUBLISHED, found);
    }
    return new Exchange.Ended(
        task,
        new Reply.Names(
            ImmutableSortedSet.<FeatureName>naturalOrder().addAll(names).addAll(found).build()));
  }
}
