package dev.featured.model.world;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.FeatureRegistry;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.lifecycle.LifecycleState;
import java.util.Optional;

/**
 * Everything at one instant: the switch, the daemon, the actors, and what is on its way between
 * them. Immutable; {@link Move} says what can happen next.
 *
 * <p>Identities in the daemon are numbered anew after each step, so two worlds that differ in
 * nothing but how often something happened before are one.
 */
public final class World {
  /** How an operation ended. */
  enum Ended {
    NEVER,
    STARTED,
    STOPPED,
    START_FAILED,
    STOP_FAILED,
    RESTART_FAILED;

    boolean failed() {
      return this == START_FAILED || this == STOP_FAILED || this == RESTART_FAILED;
    }
  }

  /** What the daemon was told last of what a row wants. */
  enum Told {
    NOTHING,
    ENABLED,
    DISABLED,
    /** A wish that no user may change, or one that cannot be understood. */
    OTHER
  }

  /** How far a reload of systemd has come. */
  enum Reload {
    NONE,
    ASKED,
    DONE
  }

  final Setting setting;

  // The switch.
  final ConfigRow[] rows;
  final StateRow[] states;
  final Unit[] units;
  final boolean flag;
  final boolean ports;

  // The actors. A writer that is at work has a row left to write.
  final Packager[] packagers;
  final ConfigRow[] writing;
  final boolean[] building;
  final boolean comparedWhileBuilding;
  final int loading;
  final int[] budgets;
  final int inAll;

  // What the properties have to remember.
  final Ended[] ending; // as its worker saw it
  final Ended[] ended; // as the daemon's event loop has heard
  final Told[] told;
  final boolean[] owing;
  final boolean[] returned;
  final boolean[] immutable; // since somebody registered the row
  final boolean unheard;

  // Between Redis and the daemon.
  final Notice[] notices;
  final Optional<StoreTask> orphan;
  final int orphanStage;

  // The namespaces of a multi-ASIC switch, and what the package manager has yet to write there.
  final Namespace[] namespaces;
  final Following following;

  // The daemon.
  final boolean up;
  final boolean subscribed;
  final FeatureRegistry registry;
  final Mark[] marks;
  final int[] touched;
  final Event[] events;
  final StoreTask[] tasks;
  final Optional<InHand> inHand;
  final boolean configured;
  final boolean loaded;
  final boolean portsKnown;
  final Optional<Command.ReadRows> postponed;
  final boolean[] refused;
  final Worker[] workers;
  final Reload reload;
  final boolean reminder;

  final long registryPrint;
  final long registryIds;
  final long fingerprint;

  World(Draft draft) {
    this(draft, Encoding.of(draft));
  }

  /** A world whose fingerprint is known. */
  World(Draft draft, long fingerprint) {
    this.setting = draft.setting;
    this.rows = draft.rows;
    this.states = draft.states;
    this.units = draft.units;
    this.flag = draft.flag;
    this.ports = draft.ports;
    this.packagers = draft.packagers;
    this.writing = draft.writing;
    this.building = draft.building;
    this.comparedWhileBuilding = draft.comparedWhileBuilding;
    this.loading = draft.loading;
    this.budgets = draft.budgets;
    this.inAll = draft.inAll;
    this.ending = draft.ending;
    this.ended = draft.ended;
    this.told = draft.told;
    this.owing = draft.owing;
    this.returned = draft.returned;
    this.immutable = draft.immutable;
    this.unheard = draft.unheard;
    this.notices = draft.notices;
    this.orphan = draft.orphan;
    this.orphanStage = draft.orphanStage;
    this.namespaces = draft.namespaces;
    this.following = draft.following;
    this.up = draft.up;
    this.subscribed = draft.subscribed;
    this.registry = draft.registry;
    this.marks = draft.marks;
    this.touched = draft.touched;
    this.events = draft.events;
    this.tasks = draft.tasks;
    this.inHand = draft.inHand;
    this.configured = draft.configured;
    this.loaded = draft.loaded;
    this.portsKnown = draft.portsKnown;
    this.postponed = draft.postponed;
    this.refused = draft.refused;
    this.workers = draft.workers;
    this.reload = draft.reload;
    this.reminder = draft.reminder;
    this.registryPrint = draft.registryPrint;
    this.registryIds = draft.registryIds;
    this.fingerprint = fingerprint;
  }

  /**
   * The world that a setting begins with. The daemon has just been started; where there are
   * namespaces, it has come to rest besides, since the ways in which it does so are many, and a
   * daemon that is killed goes them too.
   */
  public static World begin(Setting setting) {
    World world = new Draft(setting).world();
    return setting.namespaces().isEmpty() ? world : Move.atRest(world);
  }

  /** 64 bits that tell this world from others; the same in every run. */
  public long fingerprint() {
    return fingerprint;
  }

  /** What this world began with. */
  public Setting setting() {
    return setting;
  }

  /** A feature's row in CONFIG_DB. */
  public ConfigRow row(int feature) {
    return rows[feature];
  }

  /** A feature's row in STATE_DB. */
  public StateRow state(int feature) {
    return states[feature];
  }

  /** The feature's row in CONFIG_DB of a namespace. */
  public ConfigRow namespaceRow(int namespace) {
    return namespaces[namespace].row();
  }

  /** The feature's row in STATE_DB of a namespace. */
  public StateRow namespaceState(int namespace) {
    return namespaces[namespace].state();
  }

  /** What there is to say of a feature's unit. */
  public String unit(int feature) {
    return units[feature].toString();
  }

  /** Where the daemon's registration of a feature stands, if it has one. */
  public Optional<LifecycleState> machine(int feature) {
    return up ? registry.stateOf(setting.features().get(feature)) : Optional.empty();
  }

  /** Whether the daemon runs. */
  public boolean daemonIsUp() {
    return up;
  }

  /** Whether the configuration's flag is there. */
  public boolean flag() {
    return flag;
  }

  /**
   * How far a reload has come: the next row's number from 1 on, then one more for the flag; or 0.
   */
  public int loading() {
    return loading;
  }

  /** Where the package manager's program for a feature stands. */
  public Packager packager(int feature) {
    return packagers[feature];
  }

  /** Whether somebody writes a feature's row field by field. */
  public boolean isBuilding(int feature) {
    return building[feature];
  }

  /** What the daemon has sent to Redis, which has not answered all of it yet. */
  public Optional<StoreTask> sent() {
    return inHand.filter(hand -> hand.answer().isEmpty()).map(InHand::task);
  }

  /** What Redis has answered, and the daemon has not heard yet. */
  public Optional<Event> answered() {
    return inHand.flatMap(InHand::answer);
  }

  /** What a daemon had sent to Redis that has been killed since. */
  public Optional<StoreTask> sentByTheDead() {
    return orphan;
  }

  /** Whether the daemon is subscribed to notifications. */
  public boolean subscribed() {
    return subscribed;
  }

  /** The notifications that are on their way to the daemon. */
  public ImmutableList<Notice> notices() {
    return ImmutableList.copyOf(notices);
  }

  FeatureName name(int feature) {
    return setting.features().get(feature);
  }

  int left(Budget budget) {
    return Math.min(inAll, budgets[budget.index()]);
  }

  boolean has(Flaw flaw) {
    return setting.subject().has(flaw);
  }
}
