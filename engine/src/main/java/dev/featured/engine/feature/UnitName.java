package dev.featured.engine.feature;

/**
 * The name of a systemd service unit of a feature. It can only be made from a {@link FeatureName},
 * so it needs no escaping anywhere.
 */
public final class UnitName implements Comparable<UnitName> {
  private final String stem;

  private UnitName(String stem) {
    this.stem = stem;
  }

  /** The unit of the switch as a whole: {@code <name>.service}. */
  public static UnitName global(FeatureName feature) {
    return new UnitName(feature.value());
  }

  /** The unit's name without {@code .service}. */
  public String stem() {
    return stem;
  }

  @Override
  public int compareTo(UnitName other) {
    return stem.compareTo(other.stem);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnitName unit && unit.stem.equals(stem);
  }

  @Override
  public int hashCode() {
    return stem.hashCode();
  }

  /** The unit's full name, as systemctl takes it. */
  @Override
  public String toString() {
    return stem + ".service";
  }
}
