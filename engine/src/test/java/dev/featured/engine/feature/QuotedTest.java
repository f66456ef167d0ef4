package dev.featured.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Foreign text in one line of a log. */
class QuotedTest {
  @Test
  void ordinaryTextStaysAsItIs() {
    assertThat(Quoted.of("a b \u00e4 \ud83d\ude00")).isEqualTo("'a b \u00e4 \ud83d\ude00'");
  }

  @Test
  void whatWouldSpoilALineIsEscaped() {
    assertThat(Quoted.of("a\nb\u001b[31m\u202e\udcff"))
        .isEqualTo("'a\\u000ab\\u001b[31m\\u202e\\udcff'");
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    assertThat(Quoted.of("x".repeat(79) + "\ud83d\ude00"))
        .isEqualTo("'" + "x".repeat(79) + "'... (81 characters)");
  }

  @Property
  void theResultIsAlwaysOneShortLine(@ForAll String text) {
    assertThat(Quoted.of(text).lines()).hasSize(1);
    assertThat(Quoted.of(text)).hasSizeLessThan(80 * 6 + 40);
  }
}
