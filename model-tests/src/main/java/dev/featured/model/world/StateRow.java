package dev.featured.model.world;

/**
 * A FEATURE row of STATE_DB.
 *
 * @param state the daemon's {@code state}; empty if there is none
 * @param error the daemon's {@code error_message}; empty if there is none
 * @param foreign whether somebody else has a field there
 */
public record StateRow(String state, String error, boolean foreign) {
  static final StateRow NONE = new StateRow("", "", false);

  /** This row without the daemon's own fields. */
  StateRow disowned() {
    return foreign ? new StateRow("", "", true) : NONE;
  }

  boolean isThere() {
    return !equals(NONE);
  }

  @Override
  public String toString() {
    if (!isThere()) {
      return "no row";
    }
    StringBuilder text = new StringBuilder("{");
    append(text, "state", state);
    append(text, "error_message", error);
    append(text, "container_id", foreign ? "x" : "");
    return text.append('}').toString();
  }

  private static void append(StringBuilder text, String field, String value) {
    if (!value.isEmpty()) {
      text.append(text.length() > 1 ? ", " : "").append(field).append('=').append(value);
    }
  }
}
