package dev.featured.adapters.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Foreign text as part of a line on a terminal: nothing in it ends the line or moves the cursor.
 */
final class Printable {
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private Printable() {}

  /** The text, with escapes for control characters and their like. */
  static String of(String text) {
    return UNPRINTABLE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(String.format("\\u%04x", found.group().codePointAt(0))));
  }
}
