package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.InvalidFeatureName;
import java.util.Collection;
import java.util.TreeSet;

/**
 * The FEATURE keys of CONFIG_DB and STATE_DB together.
 *
 * @param names the names that have a key in either
 * @param refused one complaint for each name that is none
 */
public record Listing(
    ImmutableSortedSet<FeatureName> names, ImmutableList<InvalidFeatureName> refused) {
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
