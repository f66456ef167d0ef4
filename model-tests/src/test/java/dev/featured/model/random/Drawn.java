package dev.featured.model.random;

import com.google.common.primitives.ImmutableIntArray;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/** Draws as jqwik draws them. */
public final class Drawn {
  /** How many steps a run has before it comes to rest. */
  public static final int STEPS = 200;

  private Drawn() {}

  /** Draws of so many steps. */
  public static Arbitrary<Draws> of(int steps) {
    Arbitrary<Long> tempers = Arbitraries.longs().withDistribution(RandomDistribution.uniform());
    Arbitrary<int[]> numbers =
        Arbitraries.integers()
            .greaterOrEqual(0)
            .withDistribution(RandomDistribution.uniform())
            .array(int[].class)
            .ofSize(steps);
    return Combinators.combine(tempers, numbers)
        .as((temper, list) -> new Draws(temper, ImmutableIntArray.copyOf(list)));
  }
}
