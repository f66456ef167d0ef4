package dev.featured.model.world;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.store.Call;
import dev.featured.engine.store.NamespaceDesk;
import dev.featured.engine.store.Servers;
import java.util.Optional;

/**
 * One namespace of a multi-ASIC switch: its own CONFIG_DB and STATE_DB, which know the world's one
 * feature, and the daemon's desk for it. Immutable.
 *
 * @param row the feature's row in CONFIG_DB
 * @param state the feature's row in STATE_DB
 * @param building whether somebody builds the row field by field and has not finished
 * @param renewed whether the row's owner has made it anew since the daemon last looked at it
 * @param notices the notifications that are on their way to the daemon
 * @param subscribed whether the daemon listens to it
 * @param desk the daemon's desk for it
 * @param orphan a script that a killed daemon had sent
 */
record Namespace(
    ConfigRow row,
    StateRow state,
    boolean building,
    boolean renewed,
    ImmutableList<Notice.Kind> notices,
    boolean subscribed,
    NamespaceDesk desk,
    Optional<Call> orphan) {

  static Namespace begin(ConfigRow row) {
    return new Namespace(
        row,
        StateRow.NONE,
        false,
        false,
        ImmutableList.of(),
        false,
        NamespaceDesk.empty(Servers.ONE),
        Optional.empty());
  }

  /** The row is another one; it counts as renewed if there was none. */
  Namespace with(ConfigRow newRow) {
    boolean anew = newRow.isThere() && (renewed || !row.isThere());
    return new Namespace(newRow, state, building, anew, notices, subscribed, desk, orphan);
  }

  Namespace with(StateRow newState) {
    return new Namespace(row, newState, building, renewed, notices, subscribed, desk, orphan);
  }

  Namespace building(boolean now) {
    return new Namespace(row, state, now, renewed, notices, subscribed, desk, orphan);
  }

  /** The daemon has seen the row as it is now. */
  Namespace seen() {
    return new Namespace(row, state, building, false, notices, subscribed, desk, orphan);
  }

  Namespace announcing(Notice.Kind notice) {
    if (!subscribed) {
      return this;
    }
    ImmutableList<Notice.Kind> more =
        ImmutableList.<Notice.Kind>builder().addAll(notices).add(notice).build();
    return new Namespace(row, state, building, renewed, more, subscribed, desk, orphan);
  }

  Namespace withoutFirstNotice() {
    ImmutableList<Notice.Kind> rest = notices.subList(1, notices.size());
    return new Namespace(row, state, building, renewed, rest, subscribed, desk, orphan);
  }

  Namespace with(NamespaceDesk newDesk) {
    return new Namespace(row, state, building, renewed, notices, subscribed, newDesk, orphan);
  }

  Namespace listenedTo() {
    return new Namespace(row, state, building, renewed, notices, true, desk, orphan);
  }

  /** The subscription is gone, with all that was on its way. */
  Namespace unsubscribed() {
    return new Namespace(row, state, building, renewed, ImmutableList.of(), false, desk, orphan);
  }

  Namespace with(Optional<Call> sent) {
    return new Namespace(row, state, building, renewed, notices, subscribed, desk, sent);
  }
}
