package dev.featured.engine.feature;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * A row as it was read, together with what its templates came to on this device. A row is always
 * read on a device: the same row wants other units on another one.
 *
 * @param content the row, exactly as Redis holds it
 * @param renderings by field, for those fields that held a template and no others
 * @param device the device
 */
public record RenderedRow(
    RowContent content, ImmutableMap<String, Rendering> renderings, Device device) {
  private static final ImmutableList<String> FIELDS_WITH_TEMPLATES =
      ImmutableList.of(
          Fields.STATE, Fields.DELAYED, Fields.HAS_GLOBAL_SCOPE, Fields.HAS_PER_ASIC_SCOPE);

  /** Renders the templates of a row; the renderer is asked only when there is one. */
  public static RenderedRow of(RowContent content, TemplateRenderer renderer, Device device) {
    if (!(content instanceof Row row)) {
      return new RenderedRow(content, ImmutableMap.of(), device);
    }
    ImmutableMap.Builder<String, Rendering> renderings = ImmutableMap.builder();
    for (String field : FIELDS_WITH_TEMPLATES) {
      row.field(field)
          .filter(RenderedRow::isTemplate)
          .ifPresent(value -> renderings.put(field, renderer.render(value)));
    }
    return new RenderedRow(content, renderings.buildOrThrow(), device);
  }

  static boolean isTemplate(String value) {
    return value.contains("{{") || value.contains("{%") || value.contains("{#");
  }
}
