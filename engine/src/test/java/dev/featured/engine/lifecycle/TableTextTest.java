package dev.featured.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Test;

/** The table as text, which logs, pictures and those who compare tables read. */
class TableTextTest {
  @Test
  void everyCellIsThereWithItsGuardsAndEffects() {
    String text = FeatureLifecycle.table().toString();

    assertThat(text.lines().count()).isEqualTo(49);
    assertThat(text)
        .contains("cell (absent, row wants enabled): ")
        .contains("may start")
        .contains("start units")
        .contains("cell (disabled, ports ready): ")
        .contains("nobody wants the units to run");
  }

  @Test
  void aCellThatCannotBeReachedSaysSo() {
    LifecycleTable.Entry entry =
        LifecycleTable.impossible(
            LifecycleState.FAILED, Trigger.OPERATION_FAILED, "none is awaited");

    assertThat(entry.cell()).isEqualTo(new Cell.Impossible("none is awaited"));
  }

  @Test
  void namesArePlainWords() {
    for (Condition condition : Condition.values()) {
      assertThat(condition.toString()).matches("[a-z][a-z ,-]+");
      assertThat(new Guard(ImmutableList.of(condition))).hasToString(condition.toString());
    }
    for (Effect effect : Effect.values()) {
      assertThat(effect.toString()).matches("[a-z][a-z -]+");
    }
  }
}
