package dev.featured.model.world;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.Standing;
import dev.featured.engine.feature.Wish;

/**
 * A row of FEATURE_LIFECYCLE in STATE_DB.
 *
 * @param fields what the daemon reports
 * @param asked the request that an operator has left; empty if none has
 */
record LifecycleRow(ImmutableSortedMap<String, String> fields, String asked) {
  static final LifecycleRow NONE = new LifecycleRow(ImmutableSortedMap.of(), "");

  /** The field that repeats what was asked. */
  static final String ANSWERED = "answered";

  /** What is reported of a registration; the real report says besides since when. */
  static ImmutableSortedMap<String, String> fields(Standing standing) {
    ImmutableSortedMap.Builder<String, String> fields = ImmutableSortedMap.naturalOrder();
    fields.put("state", standing.state().toString());
    fields.put("wish", standing.wish() instanceof Wish.Clear clear ? clear.state().toString() : "");
    fields.put("work", standing.work().map(work -> work.kind().toString()).orElse(""));
    fields.put("error", standing.error());
    fields.put("row", standing.row().toString());
    fields.put(ANSWERED, standing.answered());
    return fields.buildOrThrow();
  }

  boolean isThere() {
    return !equals(NONE);
  }

  LifecycleRow reporting(ImmutableSortedMap<String, String> newFields) {
    return new LifecycleRow(newFields, asked);
  }

  /** An operator leaves the next request: {@code t1}, {@code t2} and so on. */
  LifecycleRow askingNext() {
    int number = asked.isEmpty() ? 0 : Integer.parseInt(asked.substring(1));
    return new LifecycleRow(fields, "t" + (number + 1));
  }

  /** What was asked may be about the row that is there now. */
  LifecycleRow disowned() {
    return new LifecycleRow(ImmutableSortedMap.of(), asked);
  }
}
