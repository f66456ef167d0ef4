package dev.featured.engine.feature;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;

/** What a row wants of the switch, once its templates are rendered (SPEC section 2). */
public sealed interface Wish {
  /**
   * A row that says what it wants.
   *
   * @param state what it wants
   * @param delayed whether the start waits for the ports
   * @param units the feature's units on this switch; at least one
   * @param surplus units that the feature could have on this switch but that its row switches off;
   *     they shall not run, whatever {@code state} says
   * @param restart what the units' drop-ins shall say
   * @param rendered what each field that may hold a template has come to, its default if it is
   *     missing
   * @param keepsState whether the state is not the row's own, but the immutable one that its
   *     registration was rendered to before
   * @param derived those fields of the row whose value should be another one, with that value
   */
  record Clear(
      StateValue state,
      boolean delayed,
      ImmutableList<UnitName> units,
      ImmutableList<UnitName> surplus,
      RestartPolicy restart,
      ImmutableSortedMap<String, String> rendered,
      boolean keepsState,
      ImmutableSortedMap<String, String> derived)
      implements Wish {}

  /**
   * A row that cannot be understood.
   *
   * @param problem one line for the operator: the field, its value and what is wrong with it
   */
  record Unclear(String problem) implements Wish {}
}
