package dev.featured.engine.feature;

import java.util.regex.Pattern;

/**
 * The name of a feature: the part of a FEATURE key behind its separator, and the stem of its units.
 *
 * <p>A name that exists as a value of this type is safe in a path, in an argument list and in a
 * unit name; everything behind the adapters takes this type and never a bare string (SPEC section
 * 7).
 *
 * @param value the name as it stands in the key
 */
public record FeatureName(String value) implements Comparable<FeatureName> {
  /** The longest name that is taken, in characters. */
  public static final int MAX_LENGTH = 128;

  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

  /**
   * Takes a name.
   *
   * @throws InvalidFeatureName if the name may not reach a path or a command line
   */
  public FeatureName {
    if (value.isEmpty()) {
      throw new InvalidFeatureName(value, "it is empty");
    }
    if (value.length() > MAX_LENGTH) {
      throw new InvalidFeatureName(
          value, "it has " + value.length() + " characters, more than " + MAX_LENGTH);
    }
    if (!SAFE.matcher(value).matches()) {
      throw new InvalidFeatureName(
          value,
          "only letters, digits, '_', '-' and '.' may stand in it, and '-' and '.' not first");
    }
  }

  @Override
  public int compareTo(FeatureName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
