package dev.featured.engine.feature;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Optional;

/**
 * A feature's row in the CONFIG_DB of a namespace, which follows the host's row (SPEC section 4).
 *
 * @param row the row, exactly as Redis holds it
 */
public record NamespaceRow(Row row) {
  /**
   * What has to be rewritten so that the row says what the host's says. A field that the row lacks
   * is not added, and {@code true} says the same as {@code True}. A {@code state} that is no
   * template is a user's choice and kept, unless the host's may not be chosen.
   *
   * @param rendered what the fields of the host's row have come to
   * @return fields of the row whose value should be another one, with that value
   */
  public ImmutableSortedMap<String, String> rewrite(ImmutableSortedMap<String, String> rendered) {
    ImmutableSortedMap.Builder<String, String> rewrite = ImmutableSortedMap.naturalOrder();
    rendered.forEach(
        (field, value) ->
            row.field(field)
                .filter(
                    present ->
                        field.equals(Fields.STATE)
                            ? stateGivesWay(present, value)
                            : !present.equalsIgnoreCase(value))
                .ifPresent(present -> rewrite.put(field, value)));
    return rewrite.buildOrThrow();
  }

  private static boolean stateGivesWay(String present, String rendered) {
    Optional<StateValue> state = StateValue.parse(rendered);
    boolean immutable = state.isPresent() && state.get().immutable();
    return !present.equals(rendered) && (immutable || RenderedRow.isTemplate(present));
  }
}
