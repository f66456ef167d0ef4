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
   * @param periodOver whether the steady comparison has fallen due since the last of them came to
   *     be suspected
   */
  public Suspects compared(Map<FeatureName, Row> rows, boolean periodOver) {
    Map<FeatureName, Suspect> suspects = new HashMap<>();
    rows.forEach(
        (name, row) ->
            Optional.ofNullable(byName.get(name))
                .map(known -> known.seen(row).map(same -> counted(same, known, periodOver)))
                .orElseGet(() -> Suspect.firstSight(row))
                .ifPresent(suspect -> suspects.put(name, suspect)));
    return new Suspects(suspects);
  }

  private static Suspect counted(Suspect now, Suspect before, boolean periodOver) {
    return periodOver && now.equals(before) ? now.periodOver() : now;
  }

  /** The rows that are traces and to be removed, while they are still exactly that. */
  public ImmutableList<Command.RemoveTrace> traces() {
    return byName.entrySet().stream()
        .filter(suspect -> suspect.getValue().isTrace())
        .map(suspect -> new Command.RemoveTrace(suspect.getKey(), suspect.getValue().row()))
        .collect(ImmutableList.toImmutableList());
  }

  /** Rows may have been written that nobody heard of: none has been seen for long. */
  public Suspects unheard() {
    Map<FeatureName, Suspect> suspects = new HashMap<>();
    byName.forEach(
        (name, suspect) ->
            Suspect.firstSight(suspect.row()).ifPresent(again -> suspects.put(name, again)));
    return new Suspects(suspects);
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
