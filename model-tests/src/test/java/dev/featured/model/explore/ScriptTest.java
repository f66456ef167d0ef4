package dev.featured.model.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.featured.model.subjects.Settings;
import dev.featured.model.subjects.Subjects;
import dev.featured.model.world.Move;
import org.junit.jupiter.api.Test;

/** A script goes where it is told to, or says at which step it cannot. */
class ScriptTest {
  private static final Script BEGUN = Script.of(Settings.small(Subjects.SHIPPED));

  @Test
  void atRestNothingHappensByItselfAnyMore() {
    Script rest = BEGUN.rest();

    assertThat(rest.length()).isGreaterThan(20);
    assertThat(rest.rest()).isEqualTo(rest);
    assertThat(rest.world().state(0).state()).isEqualTo("enabled");
  }

  @Test
  void itStopsAsSoonAsItHolds() {
    Script published = BEGUN.until(world -> world.state(0).state().equals("enabled"));

    assertThat(published.length()).isLessThan(BEGUN.rest().length());
    assertThat(published.world().state(0).state()).isEqualTo("enabled");
  }

  @Test
  void whatNeverHoldsIsSaid() {
    int length = BEGUN.rest().length();

    assertThatThrownBy(() -> BEGUN.until(world -> false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("at rest after " + length + " steps, too early");
  }

  @Test
  void whoCannotActIsSaid() {
    assertThatThrownBy(() -> BEGUN.then(Move.GO_ON))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("step 1: no GO_ON now");
  }
}
