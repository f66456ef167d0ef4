package dev.featured.adapters.redis;

import com.google.common.escape.Escaper;
import com.google.common.escape.Escapers;

/** The patterns of SCAN and PSUBSCRIBE. */
final class Glob {
  private static final Escaper LITERAL =
      Escapers.builder()
          .addEscape('*', "\\*")
          .addEscape('?', "\\?")
          .addEscape('[', "\\[")
          .addEscape('\\', "\\\\")
          .build();

  private Glob() {}

  /** A pattern that matches this text only. */
  static String literal(String text) {
    return LITERAL.escape(text);
  }
}
