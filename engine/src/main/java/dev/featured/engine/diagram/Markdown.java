package dev.featured.engine.diagram;

import java.util.regex.Pattern;

/** Plain text as Markdown that shows just that. */
final class Markdown {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}<>#|~&]");

  private Markdown() {}

  static String escaped(String text) {
    return SPECIAL.matcher(text).replaceAll(found -> "\\\\" + found.group().replace("\\", "\\\\"));
  }
}
