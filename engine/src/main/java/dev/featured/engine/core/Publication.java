package dev.featured.engine.core;

/**
 * What STATE_DB says of a feature (SPEC section 4).
 *
 * @param state the state
 * @param error {@code error_message}; empty unless the state is {@code failed}
 */
public record Publication(State state, String error) {
  /** The values of STATE_DB's {@code state}. */
  public enum State {
    /** The last operation started the units. */
    ENABLED("enabled"),
    /** The last operation stopped the units. */
    DISABLED("disabled"),
    /** The last operation failed, or the row cannot be understood. */
    FAILED("failed");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /** The value as it stands in STATE_DB. */
    public String text() {
      return text;
    }
  }

  @Override
  public String toString() {
    return error.isEmpty() ? state.text() : state.text() + " (" + error + ")";
  }
}
