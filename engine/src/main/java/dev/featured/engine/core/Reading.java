package dev.featured.engine.core;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import dev.featured.engine.feature.FeatureName;
import java.util.Optional;
import java.util.Set;

/**
 * The one read of rows that there is at a time, and what has to be read before the whole table is
 * known. Which rows have to be read is in their slots.
 *
 * @param underWay whether one has been asked for and not answered
 * @param unread which names of a listing have not been read since; empty as long as nothing has
 *     been listed since the start, or since the configuration went
 */
record Reading(boolean underWay, Optional<ImmutableSortedSet<FeatureName>> unread) {
  static final Reading NONE = new Reading(false, Optional.empty());

  Reading begun() {
    return new Reading(true, unread);
  }

  Reading ended(Set<FeatureName> read) {
    return new Reading(false, unread.map(names -> without(names, read)));
  }

  private static ImmutableSortedSet<FeatureName> without(
      ImmutableSortedSet<FeatureName> names, Set<FeatureName> read) {
    return names.isEmpty() ? names : ImmutableSortedSet.copyOf(Sets.difference(names, read));
  }

  /** A table that is known stays known: later listings only compare. */
  Reading listed(ImmutableSortedSet<FeatureName> names) {
    if (tableKnown()) {
      return this;
    }
    ImmutableSortedSet<FeatureName> more =
        unread.map(known -> ImmutableSortedSet.copyOf(Sets.union(known, names))).orElse(names);
    return new Reading(underWay, Optional.of(more));
  }

  Reading unlisted() {
    return new Reading(underWay, Optional.empty());
  }

  boolean tableKnown() {
    return unread.isPresent() && unread.get().isEmpty();
  }
}
