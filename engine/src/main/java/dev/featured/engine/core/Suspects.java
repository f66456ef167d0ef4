package dev.featured.engine.core;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which rows of a namespace's CONFIG_DB may be traces of revived rows (SPEC section 5), as one
 * immutable value. The host's are kept by {@link FeatureRegistry}, beside its registrations; the
 * rule is the same. A namespace's row is judged by itself, whatever the host has.
 */
public final class Suspects {
  /** Nothing has been seen yet. */
  public static final Suspects NONE = new Suspects(ImmutableSortedMap.of());

  private final ImmutableSortedMap<FeatureName, Suspect> byName;

  private Suspects(Map<FeatureName, Suspect> byName) {
    this.byName = ImmutableSortedMap.copyOf(byName);
  }

  /**
   * It was heard that somebody wrote this row, even if it stayed as it was, or removed it.
   *
   * @param name whose row
   * @param row what it is now
   */
  public Suspects written(FeatureName name, Optional<Row> row) {
    Map<FeatureName, Suspect> changed = new HashMap<>(byName);
    changed.remove(name);
    row.flatMap(Suspect::firstSight).ifPresent(suspect -> changed.put(name, suspect));
    return new Suspects(changed);
  }

  /**
   * All rows were compared.
   *
   * @param rows all of them, as they are now
   * @param steady whether it is the comparison that is made at a steady rate, and not one more for
   *     a reason
   */
  public Suspects compared(Map<FeatureName, Row> rows, boolean steady) {
    Map<FeatureName, Suspect> suspects = new HashMap<>();
    rows.forEach(
        (name, row) ->
            Optional.ofNullable(byName.get(name))
                .map(known -> known.seen(row).map(same -> counted(same, known, steady)))
                .orElseGet(() -> Suspect.firstSight(row))
                .ifPresent(suspect -> suspects.put(name, suspect)));
    return new Suspects(suspects);
  }

  private static Suspect counted(Suspect now, Suspect before, boolean steady) {
    return steady && now.equals(before) ? now.periodOver() : now;
  }

  /** The rows that are traces and to be removed, while they are still exactly that. */
  public ImmutableList<Command.RemoveTrace> traces() {
    return byName.entrySet().stream()
        .filter(suspect -> suspect.getValue().isTrace())
        .map(suspect -> new Command.RemoveTrace(suspect.getKey(), suspect.getValue().row()))
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * The removal of its traces is under way. It has no answer: should a row still be there, it is
   * suspected anew.
   */
  public Suspects withoutTraces() {
    Suspects left = this;
    for (Command.RemoveTrace trace : traces()) {
      left = left.written(trace.name(), Optional.of(trace.expected()));
    }
    return left;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Suspects suspects && byName.equals(suspects.byName);
  }

  @Override
  public int hashCode() {
    return byName.hashCode();
  }

  @Override
  public String toString() {
    return byName.toString();
  }
}
