package dev.featured.adapters.daemon;

import com.google.common.collect.ImmutableMap;
import dev.featured.adapters.device.DeviceFactsReader;
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
    KnownDevice device = KnownDevice.read(reader, metadata);
    device.facts().complaints().stream()
        .map(Object::toString)
        .filter(said::add)
        .forEach(complaint -> LOG.warn("{}", complaint));
    return device;
  }
}
