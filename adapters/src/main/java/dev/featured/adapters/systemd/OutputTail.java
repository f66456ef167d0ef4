package dev.featured.adapters.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/**
 * The end of an output of any length. A program says last why it failed, so the end is what an
 * operator wants to read when not all of it can be kept.
 */
final class OutputTail {
  private static final byte[] CUT = "[...]".getBytes(UTF_8);

  private final int limit;
  private byte[] kept = new byte[0];
  private boolean isCut;

  /**
   * @param limit the most bytes that {@link #text()} has in UTF-8, the mark of a cut included
   */
  OutputTail(int limit) {
    this.limit = limit;
  }

  void append(byte[] bytes, int length) {
    int surplus = Math.max(0, kept.length + length - limit);
    isCut |= surplus > 0;
    int fromKept = Math.max(0, kept.length - surplus);
    int fromBytes = Math.min(length, limit);
    byte[] next = new byte[fromKept + fromBytes];
    System.arraycopy(kept, kept.length - fromKept, next, 0, fromKept);
    System.arraycopy(bytes, length - fromBytes, next, fromKept, fromBytes);
    kept = next;
  }

  /** The last of what was appended, read as UTF-8; a byte that is not becomes a question mark. */
  String text() {
    if (!isCut) {
      return decode(0);
    }
    if (limit <= CUT.length) {
      return "";
    }
    int from = CUT.length;
    while (from < kept.length && isInsideCharacter(kept[from])) {
      from++;
    }
    return new String(CUT, UTF_8) + decode(from);
  }

  private String decode(int from) {
    try {
      // '?' and not U+FFFD: one byte for at least one byte, so the text never outgrows the limit.
      return UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE)
          .replaceWith("?")
          .decode(ByteBuffer.wrap(Arrays.copyOfRange(kept, from, kept.length)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("a decoder that replaces does not refuse", e);
    }
  }

  private static boolean isInsideCharacter(byte b) {
    return (b & 0xC0) == 0x80;
  }
}
