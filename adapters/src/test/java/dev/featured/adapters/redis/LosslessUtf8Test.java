package dev.featured.adapters.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class LosslessUtf8Test {
  @Property
  void arbitraryBytesComeBack(@ForAll byte[] bytes) {
    assertThat(LosslessUtf8.encode(LosslessUtf8.decode(bytes))).isEqualTo(bytes);
  }

  @Property
  void bytesThatAreAlmostUtf8ComeBack(@ForAll("almostUtf8") byte[] bytes) {
    assertThat(LosslessUtf8.encode(LosslessUtf8.decode(bytes))).isEqualTo(bytes);
  }

  @Property
  void differentBytesAreDifferentTexts(
      @ForAll("almostUtf8") byte[] some, @ForAll("almostUtf8") byte[] others) {
    assertThat(LosslessUtf8.decode(some).equals(LosslessUtf8.decode(others)))
        .isEqualTo(Arrays.equals(some, others));
  }

  @Property
  void utf8IsReadAsUtf8(@ForAll("texts") String text) {
    assertThat(LosslessUtf8.decode(text.getBytes(UTF_8))).isEqualTo(text);
    assertThat(LosslessUtf8.encode(text)).isEqualTo(text.getBytes(UTF_8));
  }

  @Example
  void aByteThatIsNoUtf8IsALoneSurrogate() {
    byte[] bytes = {'a', (byte) 0xFF, (byte) 0xC3, (byte) 0xA9, (byte) 0xE2, (byte) 0x82, 'b'};

    assertThat(LosslessUtf8.decode(bytes)).isEqualTo("a\uDCFF\u00E9\uDCE2\uDC82b");
  }

  @Example
  void surrogatesWrittenAsUtf8AreBytes() {
    byte[] bytes = {(byte) 0xED, (byte) 0xB2, (byte) 0x80};

    assertThat(LosslessUtf8.decode(bytes)).isEqualTo("\uDCED\uDCB2\uDC80");
  }

  @Example
  void aLoneSurrogateThatStandsForNoByteIsWrittenAsAQuestionMark() {
    assertThat(LosslessUtf8.encode("a\uD83Db\uDC41")).isEqualTo("a?b?".getBytes(UTF_8));
  }

  /** Few bytes, all of which mean something to a decoder, so that near misses are common. */
  @Provide
  Arbitrary<byte[]> almostUtf8() {
    return Arbitraries.of(
            (byte) 'a',
            (byte) 0x80,
            (byte) 0x82,
            (byte) 0x9F,
            (byte) 0xA9,
            (byte) 0xB2,
            (byte) 0xC0,
            (byte) 0xC3,
            (byte) 0xE0,
            (byte) 0xE2,
            (byte) 0xED,
            (byte) 0xF0,
            (byte) 0xF4,
            (byte) 0xFF)
        .array(byte[].class)
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.integers()
        .between(0, Character.MAX_CODE_POINT)
        .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
        .list()
        .ofMaxSize(8)
        .map(
            points ->
                points.stream()
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
  }
}
