package dev.featured.engine.store;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.feature.Device;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Rendering;
import dev.featured.engine.feature.Row;
import dev.featured.engine.store.Reply.Verdict;
import java.util.Optional;

/** What a server answers. */
final class Replies {
  static final Reply YES = new Reply.Answer(true);
  static final Reply NO = new Reply.Answer(false);
  static final Reply DONE = new Reply.Done();

  /** For a reason that passes. */
  static final Reply REFUSED = new Reply.Refused("READONLY", true);

  /** For a reason that does not. */
  static final Reply FOREIGN = new Reply.Refused("a string, not a hash", false);

  private Replies() {}

  static Reply names(FeatureName... names) {
    return new Reply.Names(ImmutableSortedSet.copyOf(names));
  }

  static Reply asked(FeatureName name, String request) {
    return new Reply.Asked(ImmutableSortedMap.of(name, request));
  }

  static Reply noRowOf(FeatureName name) {
    return new Reply.Rows(Optional.of(ImmutableSortedMap.of(name, Optional.empty())));
  }

  static Reply rowOf(FeatureName name, Row row) {
    RenderedRow rendered =
        RenderedRow.of(row, template -> new Rendering.Text(template), new Device(1, 0, false));
    return new Reply.Rows(Optional.of(ImmutableSortedMap.of(name, Optional.of(rendered))));
  }

  static Reply hash(FeatureName name, Row row) {
    return new Reply.Hashes(ImmutableSortedMap.of(name, row));
  }

  /**
   * Of a server where the configuration is loaded, nobody boots, no port is ready and no row is
   * there but those that are expected.
   */
  static Reply usual(Call call) {
    if (call instanceof Call.Configuration || call instanceof Call.HasRow) {
      return YES;
    } else if (call instanceof Call.Announcements
        || call instanceof Call.BootFlag
        || call instanceof Call.PortInitDone) {
      return NO;
    } else if (call instanceof Call.Configured || call instanceof Call.Published) {
      return names();
    } else if (call instanceof Call.Asked) {
      return new Reply.Asked(ImmutableSortedMap.of());
    } else if (call instanceof Call.Rows rows) {
      ImmutableSortedMap.Builder<FeatureName, Optional<RenderedRow>> none =
          ImmutableSortedMap.naturalOrder();
      rows.names().forEach(name -> none.put(name, Optional.empty()));
      return new Reply.Rows(Optional.of(none.buildOrThrow()));
    } else if (call instanceof Call.Hashes) {
      return new Reply.Hashes(ImmutableSortedMap.of());
    } else if (call instanceof Call.Forget || call instanceof Call.Forgettable) {
      return Verdict.GONE;
    } else if (call instanceof Call.Leftovers
        || call instanceof Call.Retract
        || call instanceof Call.RemoveReport
        || call instanceof Call.Disown
        || call instanceof Call.RemoveState) {
      return DONE;
    } else {
      return Verdict.STANDS;
    }
  }
}
