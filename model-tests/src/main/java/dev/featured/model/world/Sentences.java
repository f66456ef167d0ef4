package dev.featured.model.world;

import static dev.featured.model.world.Parts.DESK;
import static dev.featured.model.world.Parts.INBOX;
import static dev.featured.model.world.Parts.LOADING;
import static dev.featured.model.world.Parts.NOTICES;
import static dev.featured.model.world.Parts.PACKAGERS;
import static dev.featured.model.world.Parts.ROWS;
import static dev.featured.model.world.Parts.STATES;
import static dev.featured.model.world.Parts.WORKERS;
import static dev.featured.model.world.Parts.WRITE_BACK;

import dev.featured.engine.core.Event;
import dev.featured.engine.store.Call;
import dev.featured.engine.store.Desk;
import dev.featured.engine.store.StoreTask;

/** Choices as sentences: who does what, in the world as it is before it happens. */
public final class Sentences {
  private Sentences() {}

  /** One choice. */
  public static String of(World world, int choice) {
    int feature = Move.featureOf(choice);
    String name = world.name(feature).value();
    return switch (Move.of(choice)) {
      case RESTART -> "systemd starts the daemon again.";
      case SUBSCRIBE -> "The daemon subscribes to notifications, and wants everything compared.";
      case DELIVER ->
          "A notification reaches the daemon: " + of(world, world.get(NOTICES)[0]) + ".";
      case TAKE -> "The daemon's event loop takes: " + next(world) + ".";
      case SEND -> "The daemon's store thread sets about: " + sending(world) + ".";
      case EXECUTE -> "Redis carries out: " + executing(world) + ".";
      case ANSWER -> "The daemon hears of what came of it.";
      case RECHECK -> "The daemon looks again whether the configuration is loaded.";
      case COMPARE_UNHEARD, COMPARE -> "The steady comparison is due.";
      case RETRY -> "One of the refused writes is tried again.";
      case LEAVE -> "The event loop ends; what is still to be written is written.";
      case END -> "The daemon has ended.";
      case WORK -> "The operation on " + name + " goes on: " + works(world, feature) + ".";
      case REMIND -> "Those who need a reload have waited enough.";
      case JOB_SUCCEEDS -> "systemd's job on " + name + " succeeds.";
      case JOB_OF_ASICS_SUCCEEDS -> "systemd's job on " + ofAsics(world, feature) + " succeeds.";
      case RELOAD -> "systemd reloads its files.";
      case RELOAD_ENDS -> "The daemon hears that systemd has reloaded.";
      case START_FAILS -> "The start of " + name + " fails.";
      case STOP_FAILS -> "The stop of " + name + " fails.";
      case START_OF_ASICS_FAILS -> "The start of " + ofAsics(world, feature) + " fails.";
      case STOP_OF_ASICS_FAILS -> "The stop of " + ofAsics(world, feature) + " fails.";
      case RELOAD_FAILS -> "The daemon hears that systemd could not reload.";
      case LOSE_PATIENCE -> "The time limit of the operation on " + name + " is over.";
      case INSTALL -> "The package manager begins to install " + name + ": the unit file is there.";
      case ENABLE -> "The package manager sets state=enabled of " + name + " and waits.";
      case UNINSTALL ->
          "The package manager begins to uninstall " + name + ": state=disabled, and waits.";
      case UPGRADE ->
          "The package manager begins to upgrade " + name + ": state=disabled, and waits.";
      case FORCE_UNINSTALL ->
          "The package manager removes " + name + " without waiting: the unit file goes.";
      case GO_ON ->
          "The package manager goes on with " + name + ": " + goesOn(world, feature) + ".";
      case EDIT_0 -> edits(world, name, 0);
      case EDIT_1 -> edits(world, name, 1);
      case EDIT_2 -> edits(world, name, 2);
      case EDIT_3 -> edits(world, name, 3);
      case EDIT_4 -> edits(world, name, 4);
      case EDIT_5 -> edits(world, name, 5);
      case WRITE -> "Another writer sets all fields of " + name + ".";
      case BUILD -> "Another writer begins a row of " + name + " with its first field.";
      case GO_ON_WRITING -> "The other writer finishes the row of " + name + ".";
      case FLUSH -> "The configuration is reloaded: all rows and the flag are gone.";
      case FLUSH_UNANNOUNCED -> "The configuration is reloaded: all rows are gone, the flag stays.";
      case LOAD -> loads(world);
      case PORTS -> "The ports are ready.";
      case TIME_LIMIT -> "Delayed features have waited long enough.";
      case OWN -> "Another owner writes its field of " + name + " in STATE_DB.";
      case REMOVE_STATE -> "Somebody removes what is published of " + name + ".";
      case LOSE_NOTICES -> "The subscription is lost, with all that was on its way.";
      case LOSE_ANSWER -> "The answer of Redis is lost.";
      case REFUSE -> "Redis refuses to write for now.";
      case CRASH -> "The daemon is killed.";
      case TAKE_FAULTILY ->
          "The event loop takes: " + next(world) + "; the state machine differs from the core.";
      case EVENTS_OFF -> "Somebody switches keyspace events off.";
      case RENEW -> "Nothing happens by itself any more; whatever may happen may happen again.";
      case OTHERS_RELOAD -> "Somebody else has systemd reload its files.";
      case STOP -> "The daemon is told to end.";
      case GRACE_ENDS -> "The grace is over: the event loop ends, an operation is cut short.";
      case ASK -> "The operator sets " + edit(world, 0) + " of " + name + " and leaves a request.";
      case BOOT_ENDS -> "The warm boot has finished.";
      case EXECUTE_ORPHAN -> "Redis carries out what the killed daemon had sent.";
      case DROP_ORPHAN -> "What the killed daemon had sent is lost.";
      case VANISH -> "The unit file of " + name + " vanishes.";
      case SUBSCRIBE_THERE,
          DELIVER_THERE,
          MIRROR,
          EXECUTE_ORPHAN_THERE,
          DROP_ORPHAN_THERE,
          LOSE_ANSWER_THERE,
          REFUSE_THERE,
          AWAY_THERE,
          PACKAGE_THERE,
          EDIT_THERE_0,
          EDIT_THERE_1,
          DELETE_THERE,
          BUILD_THERE,
          FINISH_THERE,
          REMOVE_STATE_THERE ->
          NamespaceSentences.of(world, choice);
    };
  }

  private static String edits(World world, String name, int number) {
    return "The operator sets " + edit(world, number) + " of " + name + ".";
  }

  private static String edit(World world, int number) {
    Setting.Edit edit = world.setting.edits().get(number);
    return edit.field() + "=" + edit.value();
  }

  private static String loads(World world) {
    int feature = world.get(LOADING) - 1;
    return feature < world.get(ROWS).length
        ? "The reload writes the row of " + world.name(feature) + "."
        : "The reload has finished, and sets the flag if it was gone.";
  }

  private static String goesOn(World world, int feature) {
    return switch (world.get(PACKAGERS)[feature]) {
      case IDLE -> "nothing";
      case INSTALLING, REGISTERING_ANEW -> "it registers the row";
      case AWAITING_ENABLED, UNINSTALL_AWAITING_DISABLED, UPGRADE_AWAITING_DISABLED ->
          "it sees state=" + world.get(STATES)[feature].state() + " in STATE_DB";
      case REMOVING_FILE -> "it removes the unit file";
      case REMOVING_ROW, REPLACING_ROW -> "it deletes the row";
      case ENABLING_ANEW -> "it sets state=enabled and waits";
    };
  }

  private static String of(World world, Notice notice) {
    return switch (notice.kind()) {
      case ROW_WRITTEN, ROW_DELETED, STATE_TOUCHED, BARRIER ->
          notice + " of " + world.name(notice.feature());
      case FLAG_TOUCHED, BOOT_FLAG_TOUCHED, PORTS_INITIALISED -> notice.toString();
    };
  }

  private static String next(World world) {
    Event event = world.get(INBOX).next();
    if (event instanceof Event.Settled settled) {
      return settled.name() + ": settled: " + Messages.outcome(settled);
    }
    return event instanceof Event.RowsRead read ? of(read) : event.toString();
  }

  private static String of(Event.RowsRead read) {
    StringBuilder text = new StringBuilder("read:");
    read.rows()
        .forEach(
            (name, row) ->
                text.append(' ')
                    .append(name)
                    .append('=')
                    .append(
                        row.map(present -> ConfigRow.of(present.content()).toString())
                            .orElse("gone")));
    return text.toString();
  }

  private static String sending(World world) {
    Desk taken = world.get(DESK).taken();
    return taken.inHand().map(task -> of(world, task)).orElse("a read that has to wait");
  }

  private static String of(World world, StoreTask task) {
    if (task instanceof StoreTask.Settle settle && Unfenced.is(world.setting.subject())) {
      return "write back what " + settle.command().name() + " has come to, without a fence";
    }
    return task instanceof StoreTask.Compare ? "compare all rows" : task.toString();
  }

  private static String executing(World world) {
    Call call = world.sent().orElseThrow().call();
    if (call instanceof Call.Settle settle && Unfenced.is(world.setting.subject())) {
      return Unfenced.part(settle.command(), world.get(WRITE_BACK));
    }
    return Calls.sentence(call);
  }

  private static String ofAsics(World world, int feature) {
    return UnitSets.name(world.name(feature), UnitSets.OF_ASICS);
  }

  private static String works(World world, int feature) {
    Worker worker = world.get(WORKERS)[feature];
    boolean byCommands = world.setting.byCommands();
    String works =
        switch (worker.stage()) {
          case BEGUN ->
              worker.task() + (byCommands ? ", drop-ins first" : ", files and links first");
          case LOOKING -> "look at the unit, and unmask or stop it if need be";
          case ENABLING -> "enable";
          case MASKING -> "mask";
          case AWAITING_ACTIVATION -> "the unit is no longer on its way up, stop it";
          case STOPPING -> "the stop is over";
          case PUTTING_OFF -> byCommands ? "disable" : "disable and mask";
          case RELOADED -> "systemd has reloaded, do what is left";
          case GIVING_UP -> "it fails with the reload";
          case STARTING -> "the start is over";
          case IDLE, PREPARED -> "nothing";
        };
    boolean ofAsics =
        worker.set() == UnitSets.OF_ASICS
            && worker.stage() != Worker.Stage.RELOADED
            && worker.stage() != Worker.Stage.GIVING_UP;
    return ofAsics ? ofAsics(world, feature) + ": " + works : works;
  }
}
