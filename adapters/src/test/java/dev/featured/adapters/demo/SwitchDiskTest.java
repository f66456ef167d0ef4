package dev.featured.adapters.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SwitchDiskTest {
  @TempDir private Path root;

  @Test
  void describesTheDeviceThatTheConfigurationNames() throws Exception {
    new SwitchDisk(root).fill(DemoDevice.SPINE, SwitchConfiguration.of(DemoDevice.SPINE));

    Path platform = root.resolve("usr/share/sonic/device/x86_64-featured_demo-r0");
    assertThat(platform.resolve("asic.conf")).hasContent("NUM_ASIC=1");
    assertThat(platform.resolve("platform_env.conf")).hasContent("macsec_enabled=1");
    assertThat(platform.resolve("Demo-64x400G/port_config.ini")).isNotEmptyFile();
    assertThat(root.resolve("etc/systemd/system")).isDirectory();
  }

  @Test
  void onlyTheSpineHasMacsec() throws Exception {
    new SwitchDisk(root).fill(DemoDevice.TOR, SwitchConfiguration.of(DemoDevice.TOR));

    assertThat(root.resolve("usr/share/sonic/device/x86_64-featured_demo-r0/platform_env.conf"))
        .hasContent("macsec_enabled=0");
  }
}
