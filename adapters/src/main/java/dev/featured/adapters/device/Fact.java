package dev.featured.adapters.device;

/**
 * Something known of the device, and how it became known.
 *
 * @param value what is known
 * @param source the file, as a path on the switch, or the table, variable or default it came from
 */
public record Fact<T>(T value, String source) {
  /** Where a fact comes from that no file tells. */
  public static final String DEFAULT = "default";

  static <T> Fact<T> assumed(T value) {
    return new Fact<>(value, DEFAULT);
  }
}
