package dev.featured.adapters.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.featured.engine.feature.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the core is told of the device. */
class DeviceSourceTest {
  @TempDir Path root;

  private Device learn(ImmutableMap<String, String> localhost) {
    return new DeviceSource(new DeviceFactsReader(root, ImmutableMap.of()))
        .learn(ImmutableMap.of("localhost", localhost))
        .device();
  }

  private void platformFile(String name, String content) throws IOException {
    Path folder = Files.createDirectories(root.resolve("usr/share/sonic/platform"));
    Files.writeString(folder.resolve(name), content);
  }

  @Test
  void anOrdinarySwitchHasOneAsic() {
    assertThat(learn(ImmutableMap.of())).isEqualTo(new Device(1, 0, false));
  }

  @Test
  void asicsAreCounted() throws IOException {
    platformFile("asic.conf", "NUM_ASIC=3\n");

    assertThat(learn(ImmutableMap.of())).isEqualTo(new Device(3, 0, false));
  }

  @Test
  void dpusOfASmartSwitchAreCounted() throws IOException {
    platformFile("platform.json", "{\"DPUS\": {\"dpu0\": {}, \"dpu1\": {}}}");

    assertThat(learn(ImmutableMap.of())).isEqualTo(new Device(1, 2, false));
  }

  @Test
  void aDpuHostsNone() throws IOException {
    platformFile("platform.json", "{\"DPU\": {}, \"DPUS\": {\"dpu0\": {}}}");

    assertThat(learn(ImmutableMap.of())).isEqualTo(new Device(1, 0, false));
  }

  @Test
  void aSpineRouterIsOneByItsType() {
    assertThat(learn(ImmutableMap.of("type", "SpineRouter"))).isEqualTo(new Device(1, 0, true));
    assertThat(learn(ImmutableMap.of("type", "ToRRouter"))).isEqualTo(new Device(1, 0, false));
  }
}
