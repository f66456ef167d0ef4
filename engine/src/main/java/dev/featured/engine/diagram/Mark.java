package dev.featured.engine.diagram;

import java.util.Locale;

/** What a change did to something. */
public enum Mark {
  /** Nothing. */
  SAME(""),
  /** It is new. */
  ADDED("+ "),
  /** It is gone. */
  REMOVED("- "),
  /** It is there before and after, but otherwise. */
  CHANGED("~ ");

  private final String text = name().toLowerCase(Locale.ROOT);
  private final String sign;

  Mark(String sign) {
    this.sign = sign;
  }

  /** What lines of this mark begin with, so that colours are not needed to tell them apart. */
  String sign() {
    return sign;
  }

  @Override
  public String toString() {
    return text;
  }
}
