package dev.featured.adapters.rows;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.feature.Quoted;
import dev.featured.engine.feature.Row;
import java.util.Map;

/**
 * A derived field that is written back to its row (SPEC section 4). It prints as the log says it.
 *
 * @param field the field
 * @param from its value in the row
 * @param to its value afterwards
 */
public record Rewrite(String field, String from, String to) {
  /**
   * What writing derived fields changes in a row: not those that say so already, and not those that
   * it lacks.
   *
   * @param row the row
   * @param derived the fields, each with the value that it should have
   */
  public static ImmutableList<Rewrite> of(Row row, Map<String, String> derived) {
    ImmutableList.Builder<Rewrite> rewrites = ImmutableList.builder();
    derived.forEach(
        (field, value) ->
            row.field(field)
                .filter(old -> !old.equals(value))
                .ifPresent(old -> rewrites.add(new Rewrite(field, old, value))));
    return rewrites.build();
  }

  @Override
  public String toString() {
    return field + " from " + Quoted.of(from) + " to " + Quoted.of(to);
  }
}
