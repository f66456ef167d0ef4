package dev.featured.model.world;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.FeatureRegistry;
import dev.featured.engine.core.Taken;
import dev.featured.engine.feature.FeatureName;
import dev.featured.model.world.World.Ended;
import dev.featured.model.world.World.Reload;
import dev.featured.model.world.World.Told;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * A world in the making: what a step changes of the world before it. Its arrays are replaced and
 * never written to, since worlds share them. Lives for one step.
 */
final class Draft {
  final Setting setting;
  ConfigRow[] rows;
  StateRow[] states;
  Unit[] units;
  boolean flag;
  boolean ports;
  Packager[] packagers;
  ConfigRow[] writing;
  boolean[] building;
  boolean comparedWhileBuilding;
  int loading;
  int[] budgets;
  int inAll;
  Ended[] ending;
  Ended[] ended;
  Told[] told;
  boolean[] owing;
  boolean[] returned;
  boolean[] immutable;
  boolean unheard;
  Notice[] notices;
  Optional<StoreTask> orphan;
  int orphanStage;
  Namespace[] namespaces;
  Following following;
  boolean up;
  boolean subscribed;
  FeatureRegistry registry;
  Mark[] marks;
  int[] touched;
  Event[] events;
  StoreTask[] tasks;
  Optional<InHand> inHand;
  boolean configured;
  boolean loaded;
  boolean portsKnown;
  Optional<Command.ReadRows> postponed;
  boolean[] refused;
  Worker[] workers;
  Reload reload;
  boolean reminder;
  long registryPrint;
  long registryIds;

  private final FeatureRegistry registryBefore;
  private long violations;
  private long sightings;
  private ImmutableList<Taken> taken = ImmutableList.of();

  Draft(Setting setting) {
    int count = setting.count();
    this.setting = setting;
    this.rows = setting.rows().toArray(new ConfigRow[0]);
    this.states = filled(new StateRow[count], StateRow.NONE);
    this.units = new Unit[count];
    for (int i = 0; i < count; i++) {
      units[i] = rows[i].isThere() ? Unit.INSTALLED : Unit.NONE;
    }
    this.flag = true;
    this.packagers = filled(new Packager[count], Packager.IDLE);
    this.writing = filled(new ConfigRow[count], ConfigRow.NONE);
    this.building = new boolean[count];
    this.budgets = new int[Budget.count()];
    setting.budgets().forEach((budget, times) -> budgets[budget.index()] = times);
    this.inAll = setting.inAll();
    this.ending = filled(new Ended[count], Ended.NEVER);
    this.ended = filled(new Ended[count], Ended.NEVER);
    this.told = filled(new Told[count], Told.NOTHING);
    this.owing = new boolean[count];
    this.immutable = new boolean[count];
    for (int i = 0; i < count; i++) {
      immutable[i] = rows[i].isImmutable();
    }
    this.returned = new boolean[count];
    this.notices = new Notice[0];
    this.orphan = Optional.empty();
    this.namespaces = setting.namespaces().stream().map(Namespace::begin).toArray(Namespace[]::new);
    this.following = Following.NOTHING;
    this.registryBefore = FeatureRegistry.empty(setting.parallel(), setting.subject().machine());
    startDaemon();
  }

  Draft(World world) {
    this.setting = world.setting;
    this.rows = world.rows;
    this.states = world.states;
    this.units = world.units;
    this.flag = world.flag;
    this.ports = world.ports;
    this.packagers = world.packagers;
    this.writing = world.writing;
    this.building = world.building;
    this.comparedWhileBuilding = world.comparedWhileBuilding;
    this.loading = world.loading;
    this.budgets = world.budgets;
    this.inAll = world.inAll;
    this.ending = world.ending;
    this.ended = world.ended;
    this.told = world.told;
    this.owing = world.owing;
    this.returned = world.returned;
    this.immutable = world.immutable;
    this.unheard = world.unheard;
    this.notices = world.notices;
    this.orphan = world.orphan;
    this.orphanStage = world.orphanStage;
    this.namespaces = world.namespaces;
    this.following = world.following;
    this.up = world.up;
    this.subscribed = world.subscribed;
    this.registry = world.registry;
    this.marks = world.marks;
    this.touched = world.touched;
    this.events = world.events;
    this.tasks = world.tasks;
    this.inHand = world.inHand;
    this.configured = world.configured;
    this.loaded = world.loaded;
    this.portsKnown = world.portsKnown;
    this.postponed = world.postponed;
    this.refused = world.refused;
    this.workers = world.workers;
    this.reload = world.reload;
    this.reminder = world.reminder;
    this.registryPrint = world.registryPrint;
    this.registryIds = world.registryIds;
    this.registryBefore = world.registry;
  }

  private static <T> T[] filled(T[] parts, T part) {
    Arrays.fill(parts, part);
    return parts;
  }

  /** The daemon as it is at its start: it knows nothing and has nothing to do. */
  void startDaemon() {
    up = true;
    forgetDaemon();
  }

  /** Nothing is left of the daemon but what it sent to others. */
  void killDaemon() {
    up = false;
    forgetDaemon();
  }

  private void forgetDaemon() {
    subscribed = false;
    notices = new Notice[0];
    registry = FeatureRegistry.empty(setting.parallel(), setting.subject().machine());
    marks = new Mark[0];
    touched = new int[0];
    events = new Event[0];
    tasks = new StoreTask[0];
    inHand = Optional.empty();
    configured = false;
    loaded = false;
    portsKnown = false;
    postponed = Optional.empty();
    refused = new boolean[setting.count()];
    workers = filled(new Worker[setting.count()], Worker.IDLE);
    ending = ended;
    reload = Reload.NONE;
    reminder = false;
    registryPrint = 0;
    told = filled(new Told[setting.count()], Told.NOTHING);
    owing = new boolean[setting.count()];
    returned = new boolean[setting.count()];
  }

  /** The world that has come of it. A registry that is the same object needs no new look. */
  @SuppressWarnings("ReferenceEquality")
  World world() {
    boolean other = registry != registryBefore || registryPrint == 0;
    if (other) {
      registryIds = Identities.in(registry);
    }
    long alive = registryIds | Identities.inMessages(this);
    if (!Identities.areDense(alive) || registry.lastGivenId() != Identities.count(alive)) {
      renumber(alive);
      other = true;
    }
    if (other) {
      registryPrint = Encoding.of(registry);
    }
    return new World(this);
  }

  private void renumber(long alive) {
    LongUnaryOperator newId = Identities.renumbering(alive);
    registry = registry.renumbered(newId, Identities.count(alive));
    registryIds = Identities.in(registry);
    for (int i = 0; i < events.length; i++) {
      events = Parts.with(events, i, Identities.renumbered(events[i], newId));
    }
    for (int i = 0; i < tasks.length; i++) {
      tasks = Parts.with(tasks, i, Identities.renumbered(tasks[i], newId));
    }
    inHand =
        inHand.map(
            hand ->
                new InHand(
                    Identities.renumbered(hand.task(), newId),
                    hand.stage(),
                    hand.answer().map(answer -> Identities.renumbered(answer, newId)),
                    hand.ended()));
    for (int i = 0; i < workers.length; i++) {
      workers = Parts.with(workers, i, Identities.renumbered(workers[i], newId));
    }
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

  long violations() {
    return violations;
  }

  long sightings() {
    return sightings;
  }

  ImmutableList<Taken> taken() {
    return taken;
  }

  // What many steps do.

  boolean has(Flaw flaw) {
    return setting.subject().has(flaw);
  }

  /** What may happen as often as anything at all needs no count of its own. */
  void spend(Budget budget) {
    inAll--;
    if (setting.budgets().get(budget) < setting.inAll()) {
      budgets = budgets.clone();
      budgets[budget.index()]--;
    }
  }

  void announce(Notice.Kind kind, int feature) {
    if (subscribed) {
      notices = Parts.plus(notices, new Notice(kind, feature));
    }
  }

  /** Somebody, be it the daemon or another, changes a row of CONFIG_DB. */
  void writeRow(int feature, ConfigRow row) {
    if (rows[feature] != row) {
      immutable =
          with(immutable, feature, row.isImmutable() || (row.isThere() && immutable[feature]));
      rows = Parts.with(rows, feature, row);
      announce(row.isThere() ? Notice.Kind.ROW_WRITTEN : Notice.Kind.ROW_DELETED, feature);
    }
  }

  void writeState(int feature, StateRow row) {
    if (!states[feature].equals(row)) {
      states = Parts.with(states, feature, row);
      announce(Notice.Kind.STATE_TOUCHED, feature);
    }
  }

  void namespace(int number, Namespace namespace) {
    namespaces = Parts.with(namespaces, number, namespace);
  }

  void unit(int feature, Unit unit) {
    units = Parts.with(units, feature, unit);
  }

  void packager(int feature, Packager packager) {
    packagers = Parts.with(packagers, feature, packager);
  }

  void worker(int feature, Worker worker) {
    workers = Parts.with(workers, feature, worker);
  }

  void post(Event event) {
    events = Parts.plus(events, event);
  }

  /** Of several tasks of one subject that nobody has taken yet, only the newest is done. */
  void put(StoreTask task) {
    for (int i = 0; i < tasks.length; i++) {
      if (task.replaces(tasks[i])) {
        replace(i, task);
        return;
      }
    }
    tasks = Parts.plus(tasks, task);
  }

  private void replace(int index, StoreTask task) {
    StoreTask older = tasks[index];
    if (task instanceof StoreTask.Settle && has(Flaw.NEWER_WRITE_DROPPED)) {
      return;
    }
    StoreTask both =
        task instanceof StoreTask.Settle settle ? settle.after((StoreTask.Settle) older) : task;
    tasks = Parts.plus(Parts.without(tasks, index), both);
  }

  /** What has not been written when units are about to change is not true any more. */
  void withdrawSettle(FeatureName name) {
    for (int i = 0; i < tasks.length; i++) {
      if (tasks[i] instanceof StoreTask.Settle settle && settle.command().name().equals(name)) {
        tasks = Parts.without(tasks, i);
        return;
      }
    }
  }

  void touch(int feature) {
    for (int known : touched) {
      if (known == feature) {
        return;
      }
    }
    touched = Arrays.copyOf(touched, touched.length + 1);
    touched[touched.length - 1] = feature;
  }

  void mark(int feature, boolean deleted) {
    for (int i = 0; i < marks.length; i++) {
      if (marks[i].feature() == feature) {
        boolean either = marks[i].deleted() || deleted;
        marks = Parts.with(marks, i, new Mark(feature, either));
        return;
      }
    }
    marks = Parts.plus(marks, new Mark(feature, deleted));
  }

  static boolean[] with(boolean[] bits, int index, boolean bit) {
    if (bits[index] == bit) {
      return bits;
    }
    boolean[] changed = bits.clone();
    changed[index] = bit;
    return changed;
  }
}
