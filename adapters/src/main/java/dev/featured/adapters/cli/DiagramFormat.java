package dev.featured.adapters.cli;

import java.util.Locale;

/** The formats of {@code featured diagram}. */
enum DiagramFormat {
  MERMAID,
  PLANTUML,
  DOT,
  MATRIX,
  JSON;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
