package dev.featured.model.world;

import static dev.featured.model.world.Parts.ANNOUNCING;
import static dev.featured.model.world.Parts.BUDGETS;
import static dev.featured.model.world.Parts.DESK;
import static dev.featured.model.world.Parts.DRAINING;
import static dev.featured.model.world.Parts.ENDED;
import static dev.featured.model.world.Parts.ENDING;
import static dev.featured.model.world.Parts.FAULTED;
import static dev.featured.model.world.Parts.IMMUTABLE;
import static dev.featured.model.world.Parts.INBOX;
import static dev.featured.model.world.Parts.IN_ALL;
import static dev.featured.model.world.Parts.NAMESPACES;
import static dev.featured.model.world.Parts.NOTICES;
import static dev.featured.model.world.Parts.ORPHAN;
import static dev.featured.model.world.Parts.ORPHAN_WATCH;
import static dev.featured.model.world.Parts.PACKAGERS;
import static dev.featured.model.world.Parts.PUBLISHING;
import static dev.featured.model.world.Parts.REPLY;
import static dev.featured.model.world.Parts.ROWS;
import static dev.featured.model.world.Parts.STATES;
import static dev.featured.model.world.Parts.SUBSCRIBED;
import static dev.featured.model.world.Parts.UNITS;
import static dev.featured.model.world.Parts.UP;
import static dev.featured.model.world.Parts.WATCH;
import static dev.featured.model.world.Parts.WORKERS;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.Taken;
import dev.featured.engine.store.Desk;
import dev.featured.engine.store.Reply;
import dev.featured.model.world.Part.Kept;
import dev.featured.model.world.World.Truth;
import java.util.Optional;

/**
 * A world in the making: what a step reads of the world before it, and what it changes. Arrays are
 * replaced and never written to, since worlds share them. Lives for one step.
 */
final class Draft {
  final Setting setting;
  private final World before;
  private final Object[] changed = new Object[Parts.ALL.size()];
  private long read;

  private long violations;
  private long sightings;
  private ImmutableList<Taken> taken = ImmutableList.of();

  Draft(World before) {
    this.setting = before.setting;
    this.before = before;
  }

  private <T> void begin(Part<T> part) {
    set(part, part.first().apply(setting));
  }

  /** The value of a part, as this step has left it so far. */
  @SuppressWarnings("unchecked") // what stands at its index was made by it
  <T> T get(Part<T> part) {
    Object value = changed[part.index()];
    if (value != null) {
      return (T) value;
    }
    read |= part.bit();
    return before.get(part);
  }

  <T> void set(Part<T> part, T value) {
    changed[part.index()] = value;
  }

  <T> void set(Part<T[]> part, int index, T value) {
    set(part, Lists.with(get(part), index, value));
  }

  void set(Part<boolean[]> part, int index, boolean bit) {
    boolean[] bits = get(part);
    if (bits[index] != bit) {
      boolean[] others = bits.clone();
      others[index] = bit;
      set(part, others);
    }
  }

  /** The daemon as it is at its start: it knows nothing and has nothing to do. */
  void startDaemon() {
    set(UP, true);
    forgetDaemon();
  }

  /** Nothing is left of the daemon but what it sent to others. */
  void killDaemon() {
    set(UP, false);
    forgetDaemon();
  }

  /** Nothing is left of the daemon but its desk, and what it has told the desk. */
  void leaveLoop() {
    Desk desk = get(DESK);
    Optional<Reply> reply = get(REPLY);
    Truth publishing = get(PUBLISHING);
    boolean[] faulted = get(FAULTED);
    killDaemon();
    set(DRAINING, true);
    set(FAULTED, faulted);
    set(DESK, desk);
    set(REPLY, reply);
    set(PUBLISHING, publishing);
  }

  private void forgetDaemon() {
    Parts.OF_DAEMON.forEach(this::begin);
    set(ENDING, get(ENDED));
  }

  /** What the step has read of the world before it: a bit for each part. */
  long read() {
    return read;
  }

  /** What has come of it. */
  Outcome outcome() {
    Kept<?>[] written = new Kept<?>[changed.length];
    long bits = 0;
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] != null) {
        written[i] = kept(Parts.ALL.get(i));
        bits |= Parts.ALL.get(i).bit();
      }
    }
    return new Outcome(written, bits, violations, sightings, taken);
  }

  private <T> Kept<T> kept(Part<T> part) {
    T value = get(part);
    Kept<T> known = before.kept(part);
    return known.value() == value ? known : part.kept(value);
  }

  // What the step tells of itself.

  void violates(Property property) {
    violations |= bit(property);
  }

  // A position within this process; it is never stored.
  @SuppressWarnings("EnumOrdinal")
  static long bit(Property property) {
    return 1L << property.ordinal();
  }

  void sees(Sighting sighting) {
    sightings |= sighting.bit();
  }

  void took(ImmutableList<Taken> transitions) {
    taken = transitions;
  }

  // What many steps do.

  boolean has(Flaw flaw) {
    return setting.subject().has(flaw);
  }

  /** What may happen as often as anything at all needs no count of its own. */
  void spend(Budget budget) {
    set(IN_ALL, get(IN_ALL) - 1);
    if (setting.allowance().counts(budget)) {
      int[] budgets = get(BUDGETS).clone();
      budgets[budget.index()]--;
      set(BUDGETS, budgets);
    }
  }

  /** Everything may happen as often again. */
  void renew() {
    set(IN_ALL, setting.allowance().inAll());
    set(BUDGETS, setting.allowance().atFirst());
  }

  void announce(Notice.Kind kind, int feature) {
    if (get(SUBSCRIBED) && get(ANNOUNCING)) {
      set(NOTICES, Lists.plus(get(NOTICES), new Notice(kind, feature)));
    }
  }

  /** Somebody, be it the daemon or another, changes a row of CONFIG_DB. */
  void writeRow(int feature, ConfigRow row) {
    if (get(ROWS)[feature] != row) {
      boolean was = get(IMMUTABLE)[feature];
      set(IMMUTABLE, feature, row.isImmutable() || (row.isThere() && was));
      set(ROWS, feature, row);
      touch(feature);
      announce(row.isThere() ? Notice.Kind.ROW_WRITTEN : Notice.Kind.ROW_DELETED, feature);
    }
  }

  /** What was sent on a connection that watches a row is refused once somebody touches that row. */
  void touch(int feature) {
    if (get(WATCH).feature() == feature) {
      set(WATCH, new Watch(feature, true));
    }
    if (get(ORPHAN_WATCH).feature() == feature) {
      set(ORPHAN, Optional.empty());
      set(ORPHAN_WATCH, Watch.NONE);
    }
  }

  void writeState(int feature, StateRow row) {
    if (!get(STATES)[feature].equals(row)) {
      set(STATES, feature, row);
      announce(Notice.Kind.STATE_TOUCHED, feature);
    }
  }

  void namespace(int number, Namespace namespace) {
    set(NAMESPACES, number, namespace.renumbered());
  }

  void unit(int feature, Unit unit) {
    set(UNITS, feature, unit);
  }

  void packager(int feature, Packager packager) {
    set(PACKAGERS, feature, packager);
  }

  void worker(int feature, Worker worker) {
    set(WORKERS, feature, worker);
  }

  /** Of a daemon whose event loop has ended, nobody takes it any more. */
  void post(Event event) {
    if (get(UP)) {
      set(INBOX, get(INBOX).with(event));
    }
  }
}
