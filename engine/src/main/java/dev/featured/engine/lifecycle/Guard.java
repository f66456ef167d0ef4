package dev.featured.engine.lifecycle;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;

/**
 * When a transition is taken: all its conditions hold.
 *
 * @param conditions the conditions; none of them means always
 */
public record Guard(ImmutableList<Condition> conditions) {
  static final Guard ALWAYS = new Guard(ImmutableList.of());

  /** Whether the transition is taken. */
  public boolean holds(Facts facts) {
    for (int i = 0; i < conditions.size(); i++) {
      if (!conditions.get(i).holds(facts)) {
        return false;
      }
    }
    return true;
  }

  /** The guard's name; empty when it always holds. */
  @Override
  public String toString() {
    return conditions.stream().map(Condition::toString).collect(Collectors.joining(", "));
  }
}
