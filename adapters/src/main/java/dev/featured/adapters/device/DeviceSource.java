package dev.featured.adapters.device;

import com.google.common.collect.ImmutableMap;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of the device, and complaints about it, each said once. */
public final class DeviceSource {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceSource.class);

  private final DeviceFactsReader reader;
  private final Set<String> said = new HashSet<>();

  /** What this reader reads of the device's files. */
  public DeviceSource(DeviceFactsReader reader) {
    this.reader = reader;
  }

  /**
   * Gets to know the device.
   *
   * @param metadata the rows of DEVICE_METADATA by key, such as {@code localhost}
   */
  public KnownDevice learn(ImmutableMap<String, ImmutableMap<String, String>> metadata) {
    KnownDevice device = KnownDevice.read(reader, metadata);
    device.facts().complaints().stream()
        .map(Object::toString)
        .filter(said::add)
        .forEach(complaint -> LOG.warn("{}", complaint));
    return device;
  }
}
