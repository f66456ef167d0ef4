package dev.featured.adapters.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.featured.adapters.device.DeviceFacts;
import dev.featured.adapters.device.DeviceFactsReader;
import dev.featured.adapters.device.DeviceTemplates;
import dev.featured.engine.feature.Device;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.Wish;
import dev.featured.engine.feature.WishReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the configurations come to, read as the daemon reads them. */
final class DevicesTest {
  @TempDir private Path disk;

  @ParameterizedTest
  @EnumSource(DemoDevice.class)
  void everyRowOfEveryDeviceIsUnderstood(DemoDevice device) throws Exception {
    assertThat(wishes(device))
        .allSatisfy((feature, wish) -> assertThat(wish).isInstanceOf(Wish.Clear.class));
  }

  @Test
  void theDevicesRunDifferentFeatures() throws Exception {
    ImmutableSet<String> everywhere =
        ImmutableSet.of(
            "bgp",
            "database",
            "eventd",
            "gnmi",
            "lldp",
            "mgmt-framework",
            "pmon",
            "snmp",
            "swss",
            "syncd",
            "teamd",
            "telemetry");

    assertThat(running(DemoDevice.TOR))
        .containsExactlyInAnyOrderElementsOf(
            with(everywhere, "dhcp_relay", "radv", "restapi", "sflow"));
    assertThat(running(DemoDevice.SPINE))
        .containsExactlyInAnyOrderElementsOf(with(everywhere, "gbsyncd", "macsec"));
    assertThat(running(DemoDevice.DUALTOR))
        .containsExactlyInAnyOrderElementsOf(
            with(everywhere, "dhcp_relay", "dhcp_server", "mux", "nat", "radv"));
  }

  @Test
  void whatIsDelayedDependsOnTheDevice() throws Exception {
    assertThat(delayed(DemoDevice.TOR)).contains("lldp", "pmon", "snmp").doesNotContain("swss");
    assertThat(delayed(DemoDevice.SPINE)).contains("snmp").doesNotContain("lldp", "pmon");
  }

  private ImmutableSet<String> running(DemoDevice device) throws IOException {
    return features(device, wish -> wish.state().enabled());
  }

  private ImmutableSet<String> delayed(DemoDevice device) throws IOException {
    return features(device, Wish.Clear::delayed);
  }

  private ImmutableSet<String> features(DemoDevice device, Predicate<Wish.Clear> which)
      throws IOException {
    return wishes(device).entrySet().stream()
        .filter(wish -> which.test((Wish.Clear) wish.getValue()))
        .map(Map.Entry::getKey)
        .collect(ImmutableSet.toImmutableSet());
  }

  private ImmutableMap<String, Wish> wishes(DemoDevice device) throws IOException {
    SwitchConfiguration configuration = SwitchConfiguration.of(device);
    new SwitchDisk(disk).fill(device, configuration);
    ImmutableMap<String, ImmutableMap<String, String>> metadata =
        ImmutableMap.of("localhost", ImmutableMap.copyOf(configuration.localhost()));
    DeviceFacts facts = new DeviceFactsReader(disk, Map.of()).read(metadata);
    assertThat(facts.complaints()).isEmpty();
    DeviceTemplates templates = new DeviceTemplates(facts, metadata);
    ImmutableMap.Builder<String, Wish> wishes = ImmutableMap.builder();
    for (String feature : configuration.features()) {
      Row row = Row.of(configuration.hashes().get("FEATURE|" + feature));
      wishes.put(
          feature,
          WishReader.read(
                  new FeatureName(feature),
                  RenderedRow.of(row, templates, new Device(1, 0, false)),
                  Optional.empty())
              .orElseThrow());
    }
    return wishes.buildOrThrow();
  }

  private static ImmutableSet<String> with(ImmutableSet<String> features, String... more) {
    return ImmutableSet.<String>builder().addAll(features).add(more).build();
  }
}
