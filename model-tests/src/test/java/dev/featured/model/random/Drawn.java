package dev.featured.model.random;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;

/**
 * Draws as jqwik draws them. They are drawn evenly: what a run is inclined to is up to its temper.
 */
public final class Drawn {
  /** How many steps a run has before it comes to rest. */
  public static final int STEPS = 200;

  private static final int SIZE = 1_000;

  private Drawn() {}

  /** What {@code -Dseed} says, so that other runs can be made than those of every build. */
  public static long seed() {
    return Long.getLong("seed", 1);
  }

  /** Draws of {@link #STEPS} steps. */
  public static Arbitrary<Draws> draws() {
    long seed = seed();
    Arbitrary<Long> tempers = Arbitraries.longs().withDistribution(RandomDistribution.uniform());
    Arbitrary<int[]> numbers =
        Arbitraries.integers()
            .greaterOrEqual(0)
            .withDistribution(RandomDistribution.uniform())
            .array(int[].class)
            .ofSize(STEPS);
    return Combinators.combine(tempers, numbers)
        .as((temper, list) -> new Draws(temper + seed, ImmutableIntArray.copyOf(list)));
  }

  /** The first draws of a seed, always the same. */
  public static ImmutableList<Draws> draws(int count, long seed) {
    ImmutableList.Builder<Draws> draws = ImmutableList.builder();
    JqwikSession.run(
        () ->
            draws().generator(SIZE).stream(new Random(seed))
                .map(Shrinkable::value)
                .limit(count)
                .forEach(draws::add));
    return draws.build();
  }
}
