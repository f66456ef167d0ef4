package dev.featured.model.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.featured.model.subjects.Settings;
import dev.featured.model.subjects.Subjects;
import dev.featured.model.trace.Trace;
import dev.featured.model.world.Property;
import dev.featured.model.world.Setting;
import org.junit.jupiter.api.Test;

/** The search answers the same, however many threads it has and however often it is asked. */
class SearchTest {
  private static final int BITS = 20;

  private static Result shipped(int threads) throws InterruptedException {
    return Search.of(Settings.failures(Subjects.SHIPPED), threads, BITS).run();
  }

  private static Result.Violation unfenced(int threads) throws InterruptedException {
    return Search.of(Settings.small(Subjects.UNFENCED), threads, BITS)
        .lookingFor(Property.CREATES_NO_ROW)
        .run()
        .violation()
        .orElseThrow();
  }

  @Test
  void theCountsDoNotDependOnTheThreads() throws InterruptedException {
    Result once = shipped(1);

    for (int threads : new int[] {1, 3}) {
      Result again = shipped(threads);
      assertThat(again.states()).isEqualTo(once.states());
      assertThat(again.transitions()).isEqualTo(once.transitions());
      assertThat(again.depth()).isEqualTo(once.depth());
      assertThat(again.passages()).isEqualTo(once.passages()).isNotEmpty();
      assertThat(again.sightings()).isEqualTo(once.sightings());
    }
  }

  @Test
  void theCounterexampleDoesNotDependOnTheThreads() throws InterruptedException {
    Schedule once = unfenced(1).schedule();

    assertThat(unfenced(2).schedule()).isEqualTo(once);
    assertThat(unfenced(3).schedule()).isEqualTo(once);
  }

  @Test
  void aCounterexampleCanBePrintedReadAndFollowed() throws InterruptedException {
    Setting setting = Settings.small(Subjects.UNFENCED);
    Result.Violation violation = unfenced(2);

    Schedule read = Schedule.parse(violation.schedule().toString());
    Trace trace = Trace.of(setting, read);

    assertThat(read).isEqualTo(violation.schedule());
    assertThat(trace.violated()).contains(Property.CREATES_NO_ROW);
    assertThat(trace.sentences()).contains("The package manager begins to uninstall a");
  }

  @Test
  void aScheduleThatCannotHappenIsRefusedWithItsStep() {
    assertThatThrownBy(() -> Trace.of(Settings.small(Subjects.SHIPPED), Schedule.of(4, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("step 2: SUBSCRIBE cannot happen then");
  }

  @Test
  void aSearchThatHasNoRoomSaysSo() {
    assertThatThrownBy(() -> Search.of(Settings.small(Subjects.SHIPPED), 2, 10).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("too many");
  }

  @Test
  void theWorldComesToRestWhenNobodyInterferes() {
    assertThat(Rest.restless(Settings.failures(Subjects.SHIPPED))).isZero();
    assertThat(Rest.restless(Settings.killed(Subjects.SHIPPED))).isZero();
  }
}
