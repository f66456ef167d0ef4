package dev.featured.engine.feature;

import com.google.common.collect.ImmutableList;

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

  /** The unit of one ASIC of a switch that has several: {@code <name>@<asic>.service}. */
  public static UnitName perAsic(FeatureName feature, int asic) {
    return new UnitName(feature.value() + "@" + asic);
  }

  /** The unit of one DPU: {@code <name>@dpu<dpu>.service}. */
  public static UnitName perDpu(FeatureName feature, int dpu) {
    return new UnitName(feature.value() + "@dpu" + dpu);
  }

  /** Every unit that a feature can have on a device, whatever its row says. */
  public static ImmutableList<UnitName> all(FeatureName feature, Device device) {
    return Scopes.ALL.units(feature, device);
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
