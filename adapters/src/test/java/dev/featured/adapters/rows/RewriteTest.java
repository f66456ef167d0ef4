package dev.featured.adapters.rows;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.featured.engine.feature.Row;
import org.junit.jupiter.api.Test;

/** Which derived fields are written back, and how that is said. */
class RewriteTest {
  private static final Row ROW = Row.of(ImmutableMap.of("state", "{{ x }}", "delayed", "True"));

  @Test
  void whatTheRowSaysAlreadyIsNoRewrite() {
    assertThat(Rewrite.of(ROW, ImmutableMap.of("state", "enabled", "delayed", "True")))
        .containsExactly(new Rewrite("state", "{{ x }}", "enabled"));
  }

  @Test
  void aFieldThatTheRowLacksIsNotAdded() {
    assertThat(Rewrite.of(ROW, ImmutableMap.of("has_global_scope", "True"))).isEmpty();
  }

  @Test
  void itSaysWhatWasThereAndWhatIs() {
    assertThat(new Rewrite("state", "a\nb", "enabled"))
        .hasToString("state from 'a\\u000ab' to 'enabled'");
  }
}
