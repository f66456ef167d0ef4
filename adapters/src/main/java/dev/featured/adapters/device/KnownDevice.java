package dev.featured.adapters.device;

import com.google.common.collect.ImmutableMap;
import dev.featured.engine.feature.Device;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.RowContent;
import dev.featured.engine.feature.TemplateRenderer;

/**
 * The device as rows are read on it (SPEC section 2). The daemon, a dry run and the commands all
 * render rows here and nowhere else.
 *
 * @param facts what its files say
 * @param templates renders over it
 */
public record KnownDevice(DeviceFacts facts, TemplateRenderer templates) {
  /**
   * Gets to know a device.
   *
   * @param reader reads its files
   * @param metadata the rows of DEVICE_METADATA by key, such as {@code localhost}
   */
  public static KnownDevice read(
      DeviceFactsReader reader, ImmutableMap<String, ImmutableMap<String, String>> metadata) {
    DeviceFacts facts = reader.read(metadata);
    return new KnownDevice(facts, new DeviceTemplates(facts, metadata));
  }

  /** Renders the templates of a row. */
  public RenderedRow render(RowContent content) {
    return RenderedRow.of(content, templates, device());
  }

  /** What the core has to know of it. */
  public Device device() {
    return new Device(
        facts.asicCount().value(),
        facts.dpu().value() ? 0 : facts.dpuCount().value(),
        facts.deviceType().filter(type -> type.value().equals("SpineRouter")).isPresent());
  }
}
