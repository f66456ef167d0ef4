package dev.featured.engine.store;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Row;
import java.util.Optional;

/** What a server answered to a {@link Call}. */
public sealed interface Reply {
  /** What a script found, and did or left undone for that. */
  enum Verdict implements Reply {
    /** It was as expected, and what was to be done is done. */
    STANDS,
    /** There is no row. */
    GONE,
    /** There is another row. */
    CHANGED,
    /** There is a row, where none was expected. */
    BACK,
    /** The configuration is not loaded, so nobody knows what rows there are. */
    UNLOADED,
    /** The row is as expected, but it is no trace. */
    OWNED,
    /** The row is as expected, but Redis does not announce what becomes of it. */
    UNANNOUNCED
  }

  /** It is done. */
  record Done() implements Reply {}

  /** It is so, or it is not. */
  record Answer(boolean yes) implements Reply {}

  /** Names. */
  record Names(ImmutableSortedSet<FeatureName> names) implements Reply {}

  /** By name what was asked, where anything was. */
  record Asked(ImmutableSortedMap<FeatureName, String> requests) implements Reply {}

  /**
   * Rows.
   *
   * @param rows for each name asked for its row, or empty where there is none; empty altogether
   *     while the configuration is not loaded
   */
  record Rows(Optional<ImmutableSortedMap<FeatureName, Optional<RenderedRow>>> rows)
      implements Reply {}

  /** The rows that there are. */
  record Hashes(ImmutableSortedMap<FeatureName, Row> rows) implements Reply {}

  /**
   * The server would not write it, and has written nothing.
   *
   * @param reason one line that says why
   * @param passing whether the reason passes by itself, so that the same may be worth another try
   */
  record Refused(String reason, boolean passing) implements Reply {}

  /** Whether the answer is yes. */
  static boolean isYes(Reply reply) {
    return reply instanceof Answer answer && answer.yes();
  }
}
