package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Fields;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.RowContent;
import java.util.Optional;

/**
 * What Redis says of one feature.
 *
 * @param name the feature
 * @param row its row in CONFIG_DB, if there is one
 * @param published the fields of its key in STATE_DB, the daemon's and those of other owners
 * @param lifecycle the fields of its lifecycle in STATE_DB
 */
public record FeatureStatus(
    FeatureName name,
    Optional<RowContent> row,
    ImmutableSortedMap<String, String> published,
    ImmutableSortedMap<String, String> lifecycle) {
  /** How its registration stands, if the daemon has said so. */
  public Optional<LifecycleReport> report() {
    return LifecycleReport.of(lifecycle);
  }

  /** The token of the command that has asked for something last. */
  public Optional<String> asked() {
    return Optional.ofNullable(lifecycle.get(LifecycleReport.ASKED));
  }

  /** A field of its row. */
  public Optional<String> field(String field) {
    return row.filter(Row.class::isInstance).flatMap(content -> ((Row) content).field(field));
  }

  /** What its row says that it wants; it may be a template. */
  public Optional<String> wanted() {
    return field(Fields.STATE);
  }

  /** Whether what the daemon has said is about the row as it is now. */
  public boolean isUpToDate() {
    return row.isPresent()
        && report().filter(report -> report.row().equals(RowHash.of(row.get()))).isPresent();
  }
}
