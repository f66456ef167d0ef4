package dev.featured.engine.feature;

/** Foreign text made fit for one line of a log: quoted, escaped, cut. */
public final class Quoted {
  private static final int MAX_LENGTH = 80;

  private Quoted() {}

  /**
   * Quotes a text.
   *
   * @return the text between apostrophes, control characters and lone surrogates as escapes, at
   *     most 80 characters of it and then how long it was
   */
  public static String of(String text) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), MAX_LENGTH) + 2).append('\'');
    int end = Math.min(text.length(), MAX_LENGTH);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    for (int i = 0; i < end; ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (isPlain(point)) {
        line.appendCodePoint(point);
      } else {
        line.append(String.format("\\u%04x", point));
      }
    }
    line.append('\'');
    if (end < text.length()) {
      line.append("... (").append(text.length()).append(" characters)");
    }
    return line.toString();
  }

  private static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
