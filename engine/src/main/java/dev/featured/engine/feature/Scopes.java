package dev.featured.engine.feature;

import com.google.common.collect.ImmutableList;

/**
 * For which parts of a switch a feature has units (SPEC section 2).
 *
 * @param global for the switch as a whole; matters only with several ASICs, with one it always has
 * @param perAsic for each ASIC; matters only with several ASICs
 * @param perDpu for each DPU
 */
record Scopes(boolean global, boolean perAsic, boolean perDpu) {
  static final Scopes ALL = new Scopes(true, true, true);

  /** The units of these scopes on this device, in the order in which they are worked through. */
  ImmutableList<UnitName> units(FeatureName feature, Device device) {
    ImmutableList.Builder<UnitName> units = ImmutableList.builder();
    if (global || !device.multiAsic()) {
      units.add(UnitName.global(feature));
    }
    if (perAsic && device.multiAsic()) {
      for (int asic = 0; asic < device.asics(); asic++) {
        units.add(UnitName.perAsic(feature, asic));
      }
    }
    if (perDpu) {
      for (int dpu = 0; dpu < device.dpus(); dpu++) {
        units.add(UnitName.perDpu(feature, dpu));
      }
    }
    return units.build();
  }

  /**
   * The units of the scopes that are switched off. They matter with several ASICs only: there an
   * image brings the units of both scopes, and the row says which of them are meant (SPEC section
   * 3).
   */
  ImmutableList<UnitName> surplus(FeatureName feature, Device device) {
    return device.multiAsic()
        ? new Scopes(!global, !perAsic, !perDpu).units(feature, device)
        : ImmutableList.of();
  }
}
