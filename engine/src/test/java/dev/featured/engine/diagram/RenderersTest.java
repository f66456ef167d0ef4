package dev.featured.engine.diagram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.io.Resources;
import dev.featured.engine.lifecycle.FeatureLifecycle;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A small table and a change to it, as each format shows them. */
class RenderersTest {
  private static final Comparison CHANGE = Comparison.of(Lamp.before(), Lamp.table());
  private static final Picture WHOLE = Picture.of(Lamp.table(), View.WHOLE);
  private static final Picture TRIGGERS = Picture.of(Lamp.table(), View.TRIGGERS);
  private static final Picture FOCUS = Picture.of(Lamp.table(), View.around("heating up"));
  private static final Picture CHANGED = Picture.of(CHANGE, View.WHOLE);

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("whole.mmd", Mermaid.of(WHOLE)),
        Arguments.of("triggers.mmd", Mermaid.of(TRIGGERS)),
        Arguments.of("focus.mmd", Mermaid.of(FOCUS)),
        Arguments.of("change.mmd", Mermaid.of(CHANGED)),
        Arguments.of("whole.puml", PlantUml.of(WHOLE)),
        Arguments.of("triggers.puml", PlantUml.of(TRIGGERS)),
        Arguments.of("focus.puml", PlantUml.of(FOCUS)),
        Arguments.of("change.puml", PlantUml.of(CHANGED)),
        Arguments.of("whole.dot", Dot.of(WHOLE)),
        Arguments.of("focus.dot", Dot.of(FOCUS)),
        Arguments.of("change.dot", Dot.of(CHANGED)),
        Arguments.of("whole.md", MarkdownMatrix.of(Lamp.table(), Optional.empty())),
        Arguments.of("focus.md", MarkdownMatrix.of(Lamp.table(), Optional.of("heating up"))),
        Arguments.of("change.md", MarkdownMatrix.of(CHANGE, Optional.empty())));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void eachFormatShowsTheTableLikeThis(String expected, String text) throws IOException {
    assertThat(text)
        .isEqualTo(Resources.toString(Resources.getResource(RenderersTest.class, expected), UTF_8));
  }

  @Test
  void aStateThatIsNotThereCannotBeTheFocus() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Picture.of(Lamp.table(), View.around("dimmed")))
        .withMessage("there is no state 'dimmed'");
    assertThat(Picture.of(CHANGE, View.around("dimmed")).nodes()).hasSize(4);
  }

  @Test
  void theShippedTableIsPlainAsciiInEveryFormat() {
    Description shipped = Description.of(FeatureLifecycle.table());
    Picture picture = Picture.of(shipped, View.WHOLE);

    assertThat(
            Mermaid.of(picture)
                + PlantUml.of(picture)
                + Dot.of(picture)
                + MarkdownMatrix.of(shipped, Optional.empty()))
        .matches("[\\n -~]*");
  }
}
