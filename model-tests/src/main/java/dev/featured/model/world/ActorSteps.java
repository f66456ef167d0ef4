package dev.featured.model.world;

import dev.featured.engine.core.Event;
import dev.featured.engine.core.RegistrationId;
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
    ConfigRow before = world.rows[feature];
    ConfigRow after = before.over(fields);
    noteReturn(world, feature, before, after);
    if (before == after) {
      world.announce(Kind.ROW_WRITTEN, feature);
    }
    world.writeRow(feature, after);
  }

  private static void del(Draft world, int feature) {
    world.writeRow(feature, ConfigRow.NONE);
  }

  private static void noteReturn(Draft world, int feature, ConfigRow before, ConfigRow after) {
    boolean writeOnItsWay =
        world.inHand.isPresent() && world.inHand.get().task() instanceof StoreTask.Settle;
    if (!before.isThere() && after.isThere() && writeOnItsWay) {
      world.returned = Draft.with(world.returned, feature, true);
    }
  }

  private static ConfigRow state(String value) {
    return ConfigRow.NONE.with(Field.STATE, value);
  }

  // The package manager.

  static boolean mayInstall(World world, int feature) {
    return idle(world, feature) && !world.rows[feature].isThere();
  }

  static boolean mayTouchRow(World world, int feature) {
    return idle(world, feature) && world.rows[feature].isThere();
  }

  private static boolean idle(World world, int feature) {
    return world.packagers[feature] == Packager.IDLE && !world.following.isLeft();
  }

  static void install(Draft world, int feature) {
    world.unit(feature, world.units[feature].with(true).reloaded());
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
    world.unit(feature, world.units[feature].with(false));
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
    if (world.following.isLeft()) {
      return false;
    }
    String state = world.states[feature].state();
    return switch (world.packagers[feature]) {
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
        switch (world.packagers[feature]) {
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
            world.unit(feature, world.units[feature].with(false));
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

  static boolean mayWrite(World world, int feature) {
    return !world.writing[feature].isThere() && world.rows[feature].isThere();
  }

  /** The first command of {@code set_entry}: all fields are set. */
  static void write(Draft world, int feature) {
    hset(world, feature, world.setting.written());
    world.writing = Parts.with(world.writing, feature, world.setting.written());
  }

  static boolean mayBuild(World world, int feature) {
    return !world.writing[feature].isThere() && !world.rows[feature].isThere();
  }

  static void build(Draft world, int feature) {
    hset(world, feature, FIRST_FIELD);
    world.writing = Parts.with(world.writing, feature, world.setting.registered());
    world.building = Draft.with(world.building, feature, true);
    // One that has been asked for may be carried out only now.
    world.comparedWhileBuilding = somethingIsOnItsWay(world);
  }

  static boolean somethingIsOnItsWay(Draft world) {
    return world.tasks.length + world.events.length > 0
        || world.inHand.isPresent()
        || world.postponed.isPresent();
  }

  static boolean mayGoOnWriting(World world, int feature) {
    return world.writing[feature].isThere();
  }

  /** The rest of {@code set_entry}, or of a row that is built field by field. */
  static void goOnWriting(Draft world, int feature) {
    ConfigRow target = world.writing[feature];
    if (world.building[feature]) {
      hset(world, feature, target);
    } else if (world.rows[feature].isThere()) {
      removeSurplus(world, feature, target);
    }
    world.writing = Parts.with(world.writing, feature, ConfigRow.NONE);
    world.building = Draft.with(world.building, feature, false);
  }

  private static void removeSurplus(Draft world, int feature, ConfigRow target) {
    ConfigRow left = world.rows[feature];
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
    for (int i = 0; i < world.rows.length; i++) {
      world.rows = Parts.with(world.rows, i, ConfigRow.NONE);
      world.immutable = Draft.with(world.immutable, i, false);
    }
    world.flag = world.flag && !withFlag;
    world.unheard = true;
    world.loading = 1;
  }

  static void load(Draft world) {
    int feature = world.loading - 1;
    if (feature < world.rows.length) {
      ConfigRow row = world.setting.rows().get(feature);
      if (row.isThere()) {
        hset(world, feature, row);
      }
      world.loading++;
      return;
    }
    if (!world.flag) {
      world.flag = true;
      world.announce(Kind.FLAG_TOUCHED, 0);
    }
    world.loading = 0;
  }

  // The device, the clock, and the other owners of STATE_DB.

  static void portsInitialised(Draft world) {
    world.ports = true;
    world.announce(Kind.PORTS_INITIALISED, 0);
  }

  static void timeIsUp(Draft world) {
    world.post(new Event.PortsReady(Event.PortsReady.Reason.TIME_LIMIT));
  }

  static boolean mayOwn(World world, int feature) {
    return !world.states[feature].foreign() && world.states[feature].isThere();
  }

  static void own(Draft world, int feature) {
    StateRow row = world.states[feature];
    world.writeState(feature, new StateRow(row.state(), row.error(), true));
  }

  static void removeState(Draft world, int feature) {
    world.writeState(feature, world.states[feature].disowned());
  }

  // Faults.

  static void loseNotices(Draft world) {
    if (world.notices.length > 0) {
      world.sees(Sighting.NOTICES_LOST);
    }
    world.notices = new Notice[0];
    world.subscribed = false;
    if (world.has(Flaw.COMPARES_BEFORE_SUBSCRIBING)) {
      world.put(new StoreTask.Compare(false));
    }
  }

  /** A script that has been sent lies in Redis's socket and outlives its sender. */
  static void crash(Draft world) {
    if (world.inHand.isPresent() && world.inHand.get().answer().isEmpty()) {
      InHand hand = world.inHand.get();
      boolean writes =
          !(hand.task() instanceof StoreTask.Compare || hand.task() instanceof StoreTask.Read);
      if (writes) {
        world.sees(Sighting.CRASH_WITH_WRITE_SENT);
        world.orphan = Optional.of(withoutIdentity(hand.task()));
        world.orphanStage = hand.stage();
      }
    }
    for (Worker worker : world.workers) {
      if (!worker.idle()) {
        world.sees(Sighting.CRASH_DURING_OPERATION);
      }
    }
    if (world.reload == Reload.ASKED) {
      SystemdSteps.reload(world);
    }
    NamespaceSteps.kill(world);
    world.killDaemon();
  }

  private static StoreTask withoutIdentity(StoreTask task) {
    return task instanceof StoreTask.Settle settle ? settle.of(new RegistrationId(0)) : task;
  }

  static void vanish(Draft world, int feature) {
    world.unit(feature, world.units[feature].with(false));
  }
}
