package dev.featured.model.world;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;

/**
 * How often what may happen that does not happen by itself.
 *
 * @param inAll how often something may happen in all
 * @param each how often each of these may happen; what is not named may not
 * @param again whether it may happen as often again once the world has come to rest
 */
public record Allowance(int inAll, ImmutableMap<Budget, Integer> each, boolean again) {
  static final Allowance NONE = new Allowance(0, ImmutableMap.of(), false);

  static Allowance of(int inAll, int each, Budget... things) {
    ImmutableMap.Builder<Budget, Integer> times = ImmutableMap.builder();
    for (Budget thing : things) {
      times.put(thing, each);
    }
    return new Allowance(inAll, times.buildOrThrow(), false);
  }

  Allowance without(Budget thing) {
    return new Allowance(
        inAll, ImmutableMap.copyOf(Maps.filterKeys(each, budget -> budget != thing)), again);
  }

  Allowance renewedAtRest() {
    return new Allowance(inAll, each, true);
  }

  /** Whether this one has a count of its own: what may happen as often as anything needs none. */
  boolean counts(Budget budget) {
    return each.get(budget) < inAll;
  }

  /** What is left of each at the beginning, by its index. */
  int[] atFirst() {
    int[] left = new int[Budget.count()];
    each.forEach((budget, times) -> left[budget.index()] = times);
    return left;
  }
}
