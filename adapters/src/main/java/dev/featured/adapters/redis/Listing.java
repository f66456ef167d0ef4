package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.InvalidFeatureName;
import java.util.Collection;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The names of FEATURE keys, of one database or of several together.
 *
 * @param names the names
 * @param refused one complaint for each name that is none
 */
public record Listing(
    ImmutableSortedSet<FeatureName> names, ImmutableList<InvalidFeatureName> refused) {
  /** Those names that are wanted; what was refused stays refused. */
  public Listing only(Predicate<FeatureName> wanted) {
    return new Listing(
        names.stream()
            .filter(wanted)
            .collect(ImmutableSortedSet.toImmutableSortedSet(FeatureName::compareTo)),
        refused);
  }

  static Listing of(Collection<String> found) {
    ImmutableSortedSet.Builder<FeatureName> names = ImmutableSortedSet.naturalOrder();
    ImmutableList.Builder<InvalidFeatureName> refused = ImmutableList.builder();
    for (String name : new TreeSet<>(found)) {
      try {
        names.add(new FeatureName(name));
      } catch (InvalidFeatureName e) {
        refused.add(e);
      }
    }
    return new Listing(names.build(), refused.build());
  }
}
