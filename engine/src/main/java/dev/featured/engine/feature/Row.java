package dev.featured.engine.feature;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.Optional;

/**
 * A FEATURE row: a hash and its fields, the known and the unknown ones.
 *
 * <p>Fields and values are Redis's bytes read as UTF-8. A byte that is no UTF-8 is held as the lone
 * surrogate U+DC00 plus its value, so that nothing is lost and equal rows are rows of equal bytes.
 *
 * @param fields every field with its value
 */
public record Row(ImmutableSortedMap<String, String> fields) implements RowContent {
  private static final ImmutableSet<String> FIELDS_OF_A_TRACE =
      ImmutableSet.of(Fields.HAS_PER_ASIC_SCOPE, Fields.HAS_GLOBAL_SCOPE, Fields.DELAYED);

  /** A row of these fields. */
  public static Row of(Map<String, String> fields) {
    return new Row(ImmutableSortedMap.copyOf(fields));
  }

  /** The value of a field, if the row has that field. */
  public Optional<String> field(String field) {
    return Optional.ofNullable(fields.get(field));
  }

  /**
   * Whether it has only such fields as a daemon of old writes into a row that was deleted
   * meanwhile, and so creates anew (SPEC section 5).
   */
  public boolean looksRevived() {
    return !fields.isEmpty() && FIELDS_OF_A_TRACE.containsAll(fields.keySet());
  }

  /** This row with some of its values replaced; fields that it lacks are not added. */
  public Row with(Map<String, String> values) {
    ImmutableSortedMap.Builder<String, String> changed = ImmutableSortedMap.naturalOrder();
    fields.forEach((field, value) -> changed.put(field, values.getOrDefault(field, value)));
    return new Row(changed.build());
  }
}
