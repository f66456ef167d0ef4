package dev.featured.adapters.device;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * What the switch's files say of the device (SPEC section 2).
 *
 * @param platform the platform's name, if anything names it
 * @param platformFolder the folder that describes the platform, as a path on the switch, if there
 *     is one
 * @param asicCount number of ASICs, 1 or more
 * @param dpuCount number of DPUs that this machine hosts, 0 or more
 * @param dpu whether this machine is itself a DPU
 * @param chassis what it is of a chassis; empty outside a chassis
 * @param macsecSupported whether the platform says that it can do MACsec
 * @param ethernetPortsPresent whether there is a description of ethernet ports
 * @param asicType the ASIC type that the image was built for, if it says so
 * @param deviceType the {@code type} of DEVICE_METADATA, such as {@code SpineRouter}, if set
 * @param complaints what was wrong with the files, each thing once, in the order it was met
 */
public record DeviceFacts(
    Optional<Fact<String>> platform,
    Optional<Fact<String>> platformFolder,
    Fact<Integer> asicCount,
    Fact<Integer> dpuCount,
    Fact<Boolean> dpu,
    Fact<Optional<Chassis>> chassis,
    Fact<Boolean> macsecSupported,
    Fact<Boolean> ethernetPortsPresent,
    Optional<Fact<String>> asicType,
    Optional<Fact<String>> deviceType,
    ImmutableList<Complaint> complaints) {

  /** Whether features have units per ASIC: there is more than one. */
  public boolean multiAsic() {
    return asicCount.value() > 1;
  }
}
