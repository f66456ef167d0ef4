package dev.featured.adapters.redis;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Redis's bytes as text and back, with nothing lost: what is UTF-8 is read as UTF-8, and each byte
 * that is not becomes the lone surrogate U+DC00 plus its value. No UTF-8 decodes to a lone
 * surrogate, so different bytes give different texts.
 */
final class LosslessUtf8 {
  private static final char BYTE_ZERO = '\uDC00';
  private static final byte REPLACEMENT = '?';

  private LosslessUtf8() {}

  static String decode(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    for (CoderResult result = decoder.decode(in, out, true);
        result.isError();
        result = decoder.decode(in, out, true)) {
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (BYTE_ZERO + Byte.toUnsignedInt(in.get())));
      }
    }
    return out.flip().toString();
  }

  /** Other lone surrogates, which no bytes decode to, become question marks. */
  static byte[] encode(String text) {
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    CharBuffer in = CharBuffer.wrap(text);
    ByteBuffer out = ByteBuffer.allocate(Math.multiplyExact(text.length(), 3));
    for (CoderResult result = encoder.encode(in, out, true);
        result.isError();
        result = encoder.encode(in, out, true)) {
      int value = in.get() - BYTE_ZERO;
      out.put(value >= 0x80 && value <= 0xFF ? (byte) value : REPLACEMENT);
    }
    byte[] bytes = new byte[out.flip().remaining()];
    out.get(bytes);
    return bytes;
  }
}
