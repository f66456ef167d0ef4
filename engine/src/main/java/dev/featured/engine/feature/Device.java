package dev.featured.engine.feature;

/**
 * What a row has to know of the device to say which units a feature has there, and how systemd
 * restarts them (SPEC sections 2 and 3).
 *
 * @param asics how many ASICs it has, at least 1
 * @param dpus how many DPUs it hosts; none when it is a DPU itself
 * @param spineRouter whether DEVICE_METADATA calls it a {@code SpineRouter}
 */
public record Device(int asics, int dpus, boolean spineRouter) {
  /**
   * Takes a device.
   *
   * @throws IllegalArgumentException if there is no ASIC, or less than no DPU
   */
  public Device {
    if (asics < 1 || dpus < 0) {
      throw new IllegalArgumentException("no device has " + asics + " ASICs and " + dpus + " DPUs");
    }
  }

  boolean multiAsic() {
    return asics > 1;
  }
}
