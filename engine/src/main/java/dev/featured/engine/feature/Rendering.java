package dev.featured.engine.feature;

/** What became of a template. */
public sealed interface Rendering {
  /**
   * It was rendered.
   *
   * @param text the result, without blanks around it
   */
  record Text(String text) implements Rendering {}

  /**
   * It cannot be rendered.
   *
   * @param reason one line that says why
   */
  record Refused(String reason) implements Rendering {}
}
