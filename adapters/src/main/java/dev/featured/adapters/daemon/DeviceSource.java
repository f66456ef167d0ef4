package dev.featured.adapters.daemon;

import com.google.common.collect.ImmutableMap;
import dev.featured.adapters.device.DeviceFacts;
import dev.featured.adapters.device.DeviceFactsReader;
import dev.featured.adapters.device.DeviceTemplates;
import dev.featured.engine.feature.Device;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of the device, and complaints about it, each said once. */
final class DeviceSource {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceSource.class);

  private final DeviceFactsReader reader;
  private final Set<String> said = new HashSet<>();

  DeviceSource(DeviceFactsReader reader) {
    this.reader = reader;
  }

  KnownDevice learn(ImmutableMap<String, ImmutableMap<String, String>> metadata) {
    DeviceFacts facts = reader.read(metadata);
    facts.complaints().stream()
        .map(Object::toString)
        .filter(said::add)
        .forEach(complaint -> LOG.warn("{}", complaint));
    return new KnownDevice(device(facts), new DeviceTemplates(facts, metadata));
  }

  private static Device device(DeviceFacts facts) {
    return new Device(
        facts.asicCount().value(),
        facts.dpu().value() ? 0 : facts.dpuCount().value(),
        facts.deviceType().filter(type -> type.value().equals("SpineRouter")).isPresent());
  }
}
