package dev.featured.model.world;

import static dev.featured.model.world.Parts.ANNOUNCING;
import static dev.featured.model.world.Parts.ASKED;
import static dev.featured.model.world.Parts.BOOTING;
import static dev.featured.model.world.Parts.BUILDING;
import static dev.featured.model.world.Parts.COMPARED_WHILE_BUILDING;
import static dev.featured.model.world.Parts.DESK;
import static dev.featured.model.world.Parts.FLAG;
import static dev.featured.model.world.Parts.FOLLOWING;
import static dev.featured.model.world.Parts.IMMUTABLE;
import static dev.featured.model.world.Parts.LIFECYCLES;
import static dev.featured.model.world.Parts.LOADING;
import static dev.featured.model.world.Parts.NOTICES;
import static dev.featured.model.world.Parts.PACKAGERS;
import static dev.featured.model.world.Parts.PORTS;
import static dev.featured.model.world.Parts.PORTS_NEWS;
import static dev.featured.model.world.Parts.REGISTRY;
import static dev.featured.model.world.Parts.RELOAD;
import static dev.featured.model.world.Parts.REPLY;
import static dev.featured.model.world.Parts.RETURNED;
import static dev.featured.model.world.Parts.ROWS;
import static dev.featured.model.world.Parts.STATES;
import static dev.featured.model.world.Parts.SUBSCRIBED;
import static dev.featured.model.world.Parts.TRY_DUE;
import static dev.featured.model.world.Parts.UNHEARD;
import static dev.featured.model.world.Parts.UP;
import static dev.featured.model.world.Parts.WORKERS;
import static dev.featured.model.world.Parts.WRITING;

import dev.featured.engine.core.Event;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.store.Call;
import dev.featured.model.world.ConfigRow.Field;
import dev.featured.model.world.Notice.Kind;
import dev.featured.model.world.World.Reload;
import java.util.Optional;

/** What everybody else on the switch does. */
final class ActorSteps {
  private static final ConfigRow FIRST_FIELD = ConfigRow.NONE.with(Field.PER_ASIC, "False");

  private ActorSteps() {}

  // Commands of Redis, as anybody may send them.

  /** HSET: creates a row that is missing, and is announced though nothing changes. */
  private static void hset(Draft world, int feature, ConfigRow fields) {
    ConfigRow before = world.get(ROWS)[feature];
    ConfigRow after = before.over(fields);
    noteReturn(world, feature, before, after);
    noteTry(world, feature, before, after);
    if (before == after) {
      world.touch(feature);
      world.announce(Kind.ROW_WRITTEN, feature);
    }
    world.writeRow(feature, after);
  }

  private static void del(Draft world, int feature) {
    world.writeRow(feature, ConfigRow.NONE);
  }

  private static void noteReturn(Draft world, int feature, ConfigRow before, ConfigRow after) {
    boolean writeOnItsWay =
        world.get(DESK).call().filter(Call.Settle.class::isInstance).isPresent()
            && world.get(REPLY).isEmpty();
    if (!before.isThere() && after.isThere() && writeOnItsWay) {
      world.set(RETURNED, feature, true);
    }
  }

  /** Who writes the row of a feature that has failed, and is heard, wants it tried. */
  private static void noteTry(Draft world, int feature, ConfigRow before, ConfigRow after) {
    boolean failed = hasFailed(world, feature);
    boolean heard = world.get(SUBSCRIBED) && world.get(ANNOUNCING);
    if (failed && heard && before.isThere() && before != after) {
      world.set(TRY_DUE, feature, true);
    }
  }

  private static boolean hasFailed(Draft world, int feature) {
    return world.get(UP)
        && world
            .get(REGISTRY)
            .stateOf(world.setting.features().get(feature))
            .equals(Optional.of(LifecycleState.FAILED));
  }

  private static ConfigRow state(String value) {
    return ConfigRow.NONE.with(Field.STATE, value);
  }

  // The package manager.

  static boolean mayInstall(World world, int feature) {
    return idle(world, feature) && !world.get(ROWS)[feature].isThere();
  }

  static boolean mayTouchRow(World world, int feature) {
    return idle(world, feature) && world.get(ROWS)[feature].isThere();
  }

  private static boolean idle(World world, int feature) {
    return world.get(PACKAGERS)[feature] == Packager.IDLE && !world.get(FOLLOWING).isLeft();
  }

  static void install(Draft world, int feature) {
    SystemdSteps.install(world, feature);
    world.packager(feature, Packager.INSTALLING);
  }

  static void enable(Draft world, int feature) {
    register(world, feature, state("enabled"));
    world.packager(feature, Packager.AWAITING_ENABLED);
  }

  static void uninstall(Draft world, int feature) {
    register(world, feature, state("disabled"));
    world.packager(feature, Packager.UNINSTALL_AWAITING_DISABLED);
  }

  static void upgrade(Draft world, int feature) {
    register(world, feature, state("disabled"));
    world.packager(feature, Packager.UPGRADE_AWAITING_DISABLED);
  }

  static void forceUninstall(Draft world, int feature) {
    SystemdSteps.removeFiles(world, feature);
    world.packager(feature, Packager.REMOVING_ROW);
  }

  /** It writes on the host first, then in each namespace. */
  private static void register(Draft world, int feature, ConfigRow fields) {
    hset(world, feature, fields);
    NamespaceActors.follow(world, fields);
  }

  private static void deregister(Draft world, int feature) {
    del(world, feature);
    NamespaceActors.follow(world, ConfigRow.NONE);
  }

  static boolean mayGoOn(World world, int feature) {
    if (world.get(FOLLOWING).isLeft()) {
      return false;
    }
    String state = world.get(STATES)[feature].state();
    return switch (world.get(PACKAGERS)[feature]) {
      case IDLE -> false;
      case AWAITING_ENABLED -> state.equals("enabled") || state.equals("failed");
      case UNINSTALL_AWAITING_DISABLED, UPGRADE_AWAITING_DISABLED ->
          state.equals("disabled") || state.equals("failed");
      case INSTALLING,
          REMOVING_FILE,
          REMOVING_ROW,
          REPLACING_ROW,
          REGISTERING_ANEW,
          ENABLING_ANEW ->
          true;
    };
  }

  static void goOn(Draft world, int feature) {
    Packager next =
        switch (world.get(PACKAGERS)[feature]) {
          case INSTALLING -> {
            register(world, feature, world.setting.registered());
            yield Packager.IDLE;
          }
          case AWAITING_ENABLED -> Packager.IDLE;
          case UNINSTALL_AWAITING_DISABLED -> {
            world.sees(Sighting.PACKAGER_WENT_ON);
            yield Packager.REMOVING_FILE;
          }
          case REMOVING_FILE -> {
            SystemdSteps.removeFiles(world, feature);
            yield Packager.REMOVING_ROW;
          }
          case REMOVING_ROW -> {
            deregister(world, feature);
            yield Packager.IDLE;
          }
          case UPGRADE_AWAITING_DISABLED -> Packager.REPLACING_ROW;
          case REPLACING_ROW -> {
            deregister(world, feature);
            yield Packager.REGISTERING_ANEW;
          }
          case REGISTERING_ANEW -> {
            register(world, feature, world.setting.registered());
            yield Packager.ENABLING_ANEW;
          }
          case ENABLING_ANEW -> {
            register(world, feature, state("enabled"));
            yield Packager.AWAITING_ENABLED;
          }
          case IDLE -> throw new AssertionError("it has nothing to do");
        };
    world.packager(feature, next);
  }

  // The operator, and a second writer.

  static void edit(Draft world, int feature, int number) {
    Setting.Edit edit = world.setting.edits().get(number);
    hset(world, feature, ConfigRow.NONE.with(edit.field(), edit.value()));
  }

  static boolean mayAsk(World world, int feature) {
    return world.setting.circumstances().reports() && world.get(ROWS)[feature].isThere();
  }

  /** An operator sets a field and leaves a request, in one step; the same request never twice. */
  static void ask(Draft world, int feature) {
    Setting.Edit edit = world.setting.edits().get(0);
    world.set(LIFECYCLES, feature, world.get(LIFECYCLES)[feature].askingNext());
    world.set(ASKED, feature, Asked.WRITTEN);
    hset(world, feature, ConfigRow.NONE.with(edit.field(), edit.value()));
  }

  static boolean mayWrite(World world, int feature) {
    return !world.get(WRITING)[feature].isThere() && world.get(ROWS)[feature].isThere();
  }

  /** The first command of {@code set_entry}: all fields are set. */
  static void write(Draft world, int feature) {
    hset(world, feature, world.setting.written());
    world.set(WRITING, feature, world.setting.written());
  }

  static boolean mayBuild(World world, int feature) {
    return !world.get(WRITING)[feature].isThere() && !world.get(ROWS)[feature].isThere();
  }

  static void build(Draft world, int feature) {
    hset(world, feature, FIRST_FIELD);
    world.set(WRITING, feature, world.setting.registered());
    world.set(BUILDING, feature, true);
    world.set(COMPARED_WHILE_BUILDING, false);
  }

  static boolean mayGoOnWriting(World world, int feature) {
    return world.get(WRITING)[feature].isThere();
  }

  /** The rest of {@code set_entry}, or of a row that is built field by field. */
  static void goOnWriting(Draft world, int feature) {
    ConfigRow target = world.get(WRITING)[feature];
    if (world.get(BUILDING)[feature]) {
      hset(world, feature, target);
    } else if (world.get(ROWS)[feature].isThere()) {
      removeSurplus(world, feature, target);
    }
    world.set(WRITING, feature, ConfigRow.NONE);
    world.set(BUILDING, feature, false);
  }

  private static void removeSurplus(Draft world, int feature, ConfigRow target) {
    ConfigRow left = world.get(ROWS)[feature];
    for (Field field : Field.values()) {
      if (target.value(field).isEmpty()) {
        left = left.with(field, "");
      }
    }
    world.writeRow(feature, left);
  }

  // A reload of the configuration.

  /** FLUSHDB announces no key. */
  static void flush(Draft world, boolean withFlag) {
    for (int i = 0; i < world.get(ROWS).length; i++) {
      if (world.get(ROWS)[i].isThere()) {
        world.touch(i);
      }
      world.set(ROWS, i, ConfigRow.NONE);
      world.set(IMMUTABLE, i, false);
    }
    world.set(FLAG, world.get(FLAG) && !withFlag);
    world.set(UNHEARD, true);
    world.set(LOADING, 1);
  }

  static void load(Draft world) {
    int feature = world.get(LOADING) - 1;
    if (feature < world.get(ROWS).length) {
      ConfigRow row = world.setting.circumstances().reloaded().get(feature);
      if (row.isThere()) {
        hset(world, feature, row);
      }
      world.set(LOADING, world.get(LOADING) + 1);
      return;
    }
    if (!world.get(FLAG)) {
      world.set(FLAG, true);
      world.announce(Kind.FLAG_TOUCHED, 0);
    }
    world.set(LOADING, 0);
  }

  // The device, the clock, and the other owners of STATE_DB.

  static void portsInitialised(Draft world) {
    world.set(PORTS, true);
    world.announce(Kind.PORTS_INITIALISED, 0);
    for (int i = 0; i < world.setting.count(); i++) {
      world.set(PORTS_NEWS, i, hasFailed(world, i));
    }
  }

  /** The warm or fast boot has finished. */
  static void endBoot(Draft world) {
    world.set(BOOTING, false);
    world.announce(Kind.BOOT_FLAG_TOUCHED, 0);
  }

  static void timeIsUp(Draft world) {
    world.post(new Event.PortsReady(Event.PortsReady.Reason.TIME_LIMIT));
  }

  static boolean mayOwn(World world, int feature) {
    return !world.get(STATES)[feature].foreign() && world.get(STATES)[feature].isThere();
  }

  static void own(Draft world, int feature) {
    StateRow row = world.get(STATES)[feature];
    world.writeState(feature, new StateRow(row.state(), row.error(), true));
  }

  static void removeState(Draft world, int feature) {
    world.writeState(feature, world.get(STATES)[feature].disowned());
  }

  // Faults.

  static void loseNotices(Draft world) {
    if (world.get(NOTICES).length > 0) {
      world.sees(Sighting.NOTICES_LOST);
    }
    world.set(NOTICES, new Notice[0]);
    world.set(SUBSCRIBED, false);
    if (world.has(Flaw.COMPARES_BEFORE_SUBSCRIBING)) {
      ShellSteps.compareSoon(world);
    }
    forgetTries(world);
  }

  /** What was not heard is no reason for a try. */
  private static void forgetTries(Draft world) {
    for (int i = 0; i < world.setting.count(); i++) {
      world.set(TRY_DUE, i, false);
    }
  }

  /** Somebody switches keyspace events off. */
  static void silence(Draft world) {
    world.set(ANNOUNCING, false);
    world.set(UNHEARD, true);
  }

  /** A script that has been sent lies in Redis's socket and outlives its sender. */
  static void crash(Draft world) {
    StoreSteps.kill(world);
    for (Worker worker : world.get(WORKERS)) {
      if (!worker.idle()) {
        world.sees(Sighting.CRASH_DURING_OPERATION);
      }
    }
    if (world.get(RELOAD) == Reload.ASKED) {
      SystemdSteps.reload(world);
    }
    NamespaceSteps.kill(world);
    world.killDaemon();
  }

  static void vanish(Draft world, int feature) {
    SystemdSteps.removeFiles(world, feature);
  }
}
