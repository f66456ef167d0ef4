package dev.featured.engine.store;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.core.BarrierId;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Publication;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.RowContent;
import java.util.Optional;

/**
 * One thing asked of one server, which is atomic there: a script, or a command. Each says which
 * {@link Reply} answers it.
 */
public sealed interface Call {
  // What only reads.

  /** Whether the configuration is loaded: {@link Reply.Answer}. */
  record Configuration() implements Call {}

  /**
   * See to it that Redis announces changes, on each server that is listened to: {@link
   * Reply.Answer}: whether one did not, so that something may have gone unheard.
   */
  record Announcements() implements Call {}

  /** Whether a warm or fast boot is in progress: {@link Reply.Answer}. */
  record BootFlag() implements Call {}

  /**
   * Remove what a killed daemon has left on the disk for features that have no row: {@link
   * Reply.Done}.
   */
  record Leftovers() implements Call {}

  /** Whether PortInitDone is there: {@link Reply.Answer}. */
  record PortInitDone() implements Call {}

  /** What has been asked of features: {@link Reply.Asked}. */
  record Asked(ImmutableSortedSet<FeatureName> names) implements Call {}

  /**
   * The rows of features, and in the same step whether the configuration is loaded: {@link
   * Reply.Rows}.
   */
  record Rows(ImmutableSortedSet<FeatureName> names) implements Call {}

  /**
   * The rows of features as they are, whether the configuration is loaded or not; what is no hash
   * is none: {@link Reply.Hashes}.
   */
  record Hashes(ImmutableSortedSet<FeatureName> names) implements Call {}

  /** Which features have a key in CONFIG_DB: {@link Reply.Names}. */
  record Configured() implements Call {}

  /** Which features have a key in STATE_DB, in either table: {@link Reply.Names}. */
  record Published() implements Call {}

  /** Whether CONFIG_DB has a row of that name, of whatever type: {@link Reply.Answer}. */
  record HasRow(FeatureName name) implements Call {}

  /**
   * Whether CONFIG_DB has no row of that name while the configuration is loaded: {@link
   * Reply.Verdict}: {@code GONE}, {@code BACK}, {@code UNLOADED}.
   */
  record Forgettable(FeatureName name) implements Call {}

  /**
   * Watch a row and, if it is the expected one and changes are announced, have a barrier come
   * behind all notifications that Redis has sent by then: {@link Reply.Verdict}: {@code STANDS},
   * {@code GONE}, {@code CHANGED}, {@code UNANNOUNCED}.
   */
  record Guard(FeatureName name, RowContent expected, BarrierId barrier) implements Call {}

  // What may write; any of these may be answered by Reply.Refused.

  /**
   * Make a call that writes, unless the row has been touched since it was watched for this barrier,
   * be it that it went and came back: what the call is answered by, or {@code CHANGED}.
   *
   * @param write a {@link Settle}, a {@link Rewrite} or a {@link RemoveTrace}
   */
  record Guarded(Call write, BarrierId barrier) implements Call {}

  /**
   * Rewrite the row and publish the state, both or neither, while the row is exactly the expected
   * one: {@link Reply.Verdict}: {@code STANDS}, {@code GONE}, {@code CHANGED}.
   */
  record Settle(Command.Settle command) implements Call {}

  /**
   * Rewrite the row while it is exactly the expected one, or only look whether it is: {@link
   * Reply.Verdict}: {@code STANDS}, {@code GONE}, {@code CHANGED}.
   */
  record Rewrite(FeatureName name, RowContent expected, ImmutableSortedMap<String, String> values)
      implements Call {
    /** A look at the row: nothing is rewritten. */
    public static Rewrite look(FeatureName name, RowContent expected) {
      return new Rewrite(name, expected, ImmutableSortedMap.of());
    }
  }

  /**
   * Publish without a look at the row, or, without a publication, look whether that could be done:
   * {@link Reply.Verdict}: {@code STANDS}.
   */
  record Publish(FeatureName name, Optional<Publication> publication) implements Call {}

  /** Take a publication back unless another has replaced it: {@link Reply.Done}. */
  record Retract(FeatureName name, Publication publication) implements Call {}

  /**
   * Report while CONFIG_DB has a row of that name: {@link Reply.Verdict}: {@code STANDS}, {@code
   * GONE}.
   */
  record Report(FeatureName name, ImmutableSortedMap<String, String> fields) implements Call {}

  /** Report without a look at the row: {@link Reply.Verdict}: {@code STANDS}. */
  record ReportAlone(FeatureName name, ImmutableSortedMap<String, String> fields) implements Call {}

  /** Remove a report: {@link Reply.Done}. */
  record RemoveReport(FeatureName name) implements Call {}

  /**
   * Remove all that STATE_DB has of a feature if CONFIG_DB has no row of that name, and otherwise
   * the daemon's own fields: {@link Reply.Verdict}: {@code GONE}, {@code BACK}, {@code UNLOADED}.
   */
  record Forget(FeatureName name) implements Call {}

  /** Remove the daemon's own fields of STATE_DB: {@link Reply.Done}. */
  record Disown(FeatureName name) implements Call {}

  /** Remove all that STATE_DB has of a feature: {@link Reply.Done}. */
  record RemoveState(FeatureName name) implements Call {}

  /**
   * Remove a row that is a trace, while it is exactly the expected one: {@link Reply.Verdict}:
   * {@code STANDS} if it was and went, {@code GONE}, {@code CHANGED}, {@code OWNED}.
   */
  record RemoveTrace(Command.RemoveTrace command) implements Call {}

  /**
   * Remove a row while it is exactly the expected one: {@link Reply.Verdict}: {@code STANDS} if it
   * was and went, {@code GONE}, {@code CHANGED}.
   */
  record RemoveRow(FeatureName name, Row expected) implements Call {}
}
