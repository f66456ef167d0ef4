package dev.featured.adapters.daemon;

import dev.featured.engine.feature.Device;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.RowContent;
import dev.featured.engine.feature.TemplateRenderer;

/**
 * The device that rows are read on.
 *
 * @param device what the core has to know of it
 * @param templates renders over all that is known of it
 */
record KnownDevice(Device device, TemplateRenderer templates) {
  RenderedRow read(RowContent row) {
    return RenderedRow.of(row, templates, device);
  }
}
