package dev.featured.engine.feature;

/** A key of the FEATURE table whose name is refused; the message is fit for an operator's log. */
public final class InvalidFeatureName extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidFeatureName(String name, String reason) {
    super("feature name " + Quoted.of(name) + " is refused: " + reason);
  }
}
