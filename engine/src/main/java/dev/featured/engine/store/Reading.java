package dev.featured.engine.store;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.feature.FeatureName;

/** A read: first what is asked, so that no row is older than that, then the rows. */
record Reading(
    StoreTask.Read task, boolean askedKnown, ImmutableSortedMap<FeatureName, String> asked)
    implements Exchange {
  @Override
  public Call call() {
    return askedKnown
        ? new Call.Rows(task.command().names())
        : new Call.Asked(task.command().names());
  }

  @Override
  public Exchange after(Reply reply) {
    return reply instanceof Reply.Asked known
        ? new Reading(task, true, known.requests())
        : new Exchange.Ended(task, reply);
  }
}
