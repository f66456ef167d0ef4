package dev.featured.engine.diagram;

import com.google.common.collect.ImmutableList;

/** A line that is too long for a picture, broken after commas. */
final class BrokenLine {
  private static final String COMMA = ", ";

  private BrokenLine() {}

  /**
   * The line, or its parts.
   *
   * @param line the line, which may begin with blanks
   * @param length how many characters a part may have, unless it has no comma to break after
   * @param indent what each part but the first begins with
   */
  static ImmutableList<String> of(String line, int length, String indent) {
    ImmutableList.Builder<String> parts = ImmutableList.builder();
    String rest = line;
    while (rest.length() > length) {
      int end = rest.lastIndexOf(COMMA, length);
      if (end < 0) {
        break;
      }
      parts.add(rest.substring(0, end + 1));
      rest = indent + rest.substring(end + COMMA.length());
    }
    return parts.add(rest).build();
  }
}
