package dev.featured.adapters.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.featured.engine.feature.Rendering;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionsTest {
  private static final Sandbox SANDBOX =
      new Sandbox(
          ImmutableMap.of(
              "DEVICE_METADATA",
              ImmutableMap.of("localhost", ImmutableMap.of("type", "ToRRouter"))));

  static Stream<Arguments> expressions() throws IOException {
    return Files.readAllLines(Device.resource("expressions.txt")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> Splitter.on(" -> ").splitToList(line))
        .map(parts -> Arguments.of(parts.get(0), unquoted(parts)));
  }

  private static String unquoted(List<String> parts) {
    return parts.get(1).substring(1, parts.get(1).length() - 1);
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void anExpressionMeansWhatItMeansInJinja2(String expression, String text) {
    assertThat(SANDBOX.render("{{ " + expression + " }}")).isEqualTo(new Rendering.Text(text));
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void aConditionHoldsWhenItsTextIsNeitherEmptyNorFalse(String expression, String text) {
    String condition = expression.contains(" if ") ? "(" + expression + ")" : expression;

    assertThat(SANDBOX.render("{% if " + condition + " %}yes{% endif %}"))
        .isEqualTo(new Rendering.Text(text.isEmpty() || text.equals("False") ? "" : "yes"));
  }
}
