package dev.featured.model.random;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableIntArray;
import dev.featured.model.explore.Schedule;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
  private static final Schedule LONG =
      new Schedule(ImmutableIntArray.copyOf(IntStream.range(0, 100)));

  private static Shrinker.Trial needing(int... choices) {
    return candidate ->
        IntStream.of(choices).allMatch(candidate.choices()::contains)
            ? Optional.of(candidate)
            : Optional.empty();
  }

  @Test
  void whatIsNotNeededIsTakenOut() {
    assertThat(Shrinker.shrink(LONG, needing(3, 58, 97))).isEqualTo(Schedule.of(3, 58, 97));
  }

  @Test
  void twoStepsThatNeedEachOtherAreTakenOutTogether() {
    Shrinker.Trial inPairs =
        candidate ->
            candidate.length() % 2 == 0 && candidate.choices().contains(50)
                ? Optional.of(candidate)
                : Optional.empty();

    assertThat(Shrinker.shrink(LONG, inPairs).length()).isEqualTo(2);
  }

  @Test
  void earlierChoicesTakeThePlaceOfLaterOnes() {
    Shrinker.Trial three =
        candidate -> candidate.length() >= 3 ? Optional.of(candidate) : Optional.empty();

    assertThat(Shrinker.shrink(Schedule.of(9, 4, 7, 2), three).choices().stream())
        .containsExactly(2, 2, 2);
  }

  @Test
  void whatCannotBeFollowedToItsEndIsCutThere() {
    assertThat(Shrinker.shrink(LONG, candidate -> Optional.of(Schedule.of(5))))
        .isEqualTo(Schedule.of(5));
  }
}
