package dev.featured.model.world;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.store.Call;
import dev.featured.engine.store.NamespaceDesk;
import dev.featured.engine.store.Servers;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * One namespace of a multi-ASIC switch: its own CONFIG_DB and STATE_DB, which know the world's one
 * feature, and the daemon's desk for it. Immutable.
 *
 * <p>Its barriers are known nowhere else, so it numbers them itself.
 *
 * @param row the feature's row in CONFIG_DB
 * @param state the feature's row in STATE_DB
 * @param building whether somebody builds the row field by field and has not finished
 * @param renewed whether the row's owner has made it anew since the daemon last looked at it
 * @param notices what is on its way to the daemon's watcher
 * @param subscribed whether the daemon listens to it
 * @param desk the daemon's desk for it
 * @param watch of the daemon's connection that is there for what needs a barrier
 * @param orphan a script that a killed daemon had sent
 * @param orphanWatch of the connection that it was sent on
 */
record Namespace(
    ConfigRow row,
    StateRow state,
    boolean building,
    boolean renewed,
    ImmutableList<Notice> notices,
    boolean subscribed,
    NamespaceDesk desk,
    Watch watch,
    Optional<Call> orphan,
    Watch orphanWatch) {

  static Namespace begin(ConfigRow row) {
    return new Namespace(
        row,
        StateRow.NONE,
        false,
        false,
        ImmutableList.of(),
        false,
        NamespaceDesk.empty(Servers.ONE),
        Watch.NONE,
        Optional.empty(),
        Watch.NONE);
  }

  /** The row is another one; it counts as renewed if there was none. */
  Namespace with(ConfigRow newRow) {
    boolean anew = newRow.isThere() && (renewed || !row.isThere());
    return new Namespace(
        newRow, state, building, anew, notices, subscribed, desk, watch, orphan, orphanWatch);
  }

  Namespace with(StateRow newState) {
    return new Namespace(
        row, newState, building, renewed, notices, subscribed, desk, watch, orphan, orphanWatch);
  }

  Namespace building(boolean now) {
    return new Namespace(
        row, state, now, renewed, notices, subscribed, desk, watch, orphan, orphanWatch);
  }

  /** The daemon has seen the row as it is now. */
  Namespace seen() {
    return new Namespace(
        row, state, building, false, notices, subscribed, desk, watch, orphan, orphanWatch);
  }

  /** Whoever listens hears of it. */
  Namespace announcing(Notice notice) {
    return subscribed
        ? withNotices(ImmutableList.<Notice>builder().addAll(notices).add(notice).build())
        : this;
  }

  Namespace withoutFirstNotice() {
    return withNotices(notices.subList(1, notices.size()));
  }

  private Namespace withNotices(ImmutableList<Notice> now) {
    return new Namespace(
        row, state, building, renewed, now, subscribed, desk, watch, orphan, orphanWatch);
  }

  Namespace with(NamespaceDesk newDesk) {
    return new Namespace(
        row, state, building, renewed, notices, subscribed, newDesk, watch, orphan, orphanWatch);
  }

  Namespace listenedTo() {
    return new Namespace(
        row, state, building, renewed, notices, true, desk, watch, orphan, orphanWatch);
  }

  /** The subscription is gone, with all that was on its way. */
  Namespace unsubscribed() {
    return new Namespace(
        row, state, building, renewed, ImmutableList.of(), false, desk, watch, orphan, orphanWatch);
  }

  Namespace with(Watch now) {
    return new Namespace(
        row, state, building, renewed, notices, subscribed, desk, now, orphan, orphanWatch);
  }

  Namespace with(Optional<Call> sent, Watch sentOn) {
    return new Namespace(
        row, state, building, renewed, notices, subscribed, desk, watch, sent, sentOn);
  }

  /** Somebody touches the row. What was sent on a connection that watches it is refused then. */
  Namespace touched() {
    Namespace here = watch.equals(Watch.NONE) ? this : with(new Watch(watch.feature(), true));
    return orphanWatch.equals(Watch.NONE) ? here : here.with(Optional.empty(), Watch.NONE);
  }

  /** With its barriers numbered from 1 on, without a gap. */
  Namespace renumbered() {
    Identities.Alive known = new Identities.Alive();
    desk.accept(known);
    notices.forEach(notice -> Identities.OF_NOTICE.show(notice, known));
    long alive = known.bits();
    if (Identities.areDense(alive) && desk.lastGivenBarrier() == Identities.count(alive)) {
      return this;
    }
    LongUnaryOperator newId = Identities.renumbering(alive);
    return withNotices(
            notices.stream()
                .map(notice -> Identities.OF_NOTICE.renumbered(notice, newId))
                .collect(ImmutableList.toImmutableList()))
        .with(desk.renumbered(newId));
  }
}
