package dev.featured.adapters.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OutputTailTest {
  @Test
  void keepsShortOutputAsItIs() {
    assertThat(tail(10, "0123456789".getBytes(UTF_8))).isEqualTo("0123456789");
  }

  @Test
  void keepsTheEndOfLongOutputAndMarksTheCut() {
    assertThat(tail(10, "0123456789a".getBytes(UTF_8))).isEqualTo("[...]6789a");
  }

  @Test
  void putsPiecesTogetherInOrder() {
    assertThat(tail(12, "abcdef".getBytes(UTF_8), "ghi".getBytes(UTF_8), "jklmn".getBytes(UTF_8)))
        .isEqualTo("[...]hijklmn");
  }

  @Test
  void doesNotBeginInsideCharacter() {
    assertThat(tail(10, "abcdefghi\u20ac123".getBytes(UTF_8))).isEqualTo("[...]123");
  }

  @Test
  void readsBytesThatAreNotUtf8AsQuestionMarks() {
    assertThat(tail(10, new byte[] {'a', (byte) 0xFF, 'b', (byte) 0xC3})).isEqualTo("a?b?");
  }

  @Property
  boolean isNeverLongerThanItsLimit(
      @ForAll List<byte[]> pieces, @ForAll @IntRange(min = 1, max = 40) int limit) {
    return tail(limit, pieces.toArray(byte[][]::new)).getBytes(UTF_8).length <= limit;
  }

  private static String tail(int limit, byte[]... pieces) {
    OutputTail tail = new OutputTail(limit);
    for (byte[] piece : pieces) {
      tail.append(piece, piece.length);
    }
    return tail.text();
  }
}
