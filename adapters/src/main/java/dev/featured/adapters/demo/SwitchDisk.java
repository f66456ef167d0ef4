package dev.featured.adapters.demo;

import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of the demo's switch: those that describe the device (SPEC section 2), and the folder
 * for systemd's drop-ins.
 */
final class SwitchDisk {
  private final Path root;

  /** A disk whose files lie under this folder. */
  SwitchDisk(Path root) {
    this.root = root;
  }

  /**
   * Writes the files of a device.
   *
   * @throws IOException if one cannot be written
   */
  void fill(DemoDevice device, SwitchConfiguration configuration) throws IOException {
    ImmutableSortedMap<String, String> localhost = configuration.localhost();
    Path platform = root.resolve("usr/share/sonic/device").resolve(localhost.get("platform"));
    Path sku = platform.resolve(localhost.get("hwsku"));
    Files.createDirectories(sku);
    Files.writeString(platform.resolve("asic.conf"), "NUM_ASIC=1\n");
    Files.writeString(
        platform.resolve("platform_env.conf"),
        "macsec_enabled=" + (device == DemoDevice.SPINE ? 1 : 0) + "\n");
    Files.writeString(
        sku.resolve("port_config.ini"), "# name lanes alias\nEthernet0 0,1,2,3 Ethernet1/1\n");
    Files.createDirectories(root.resolve("etc/systemd/system"));
  }
}
