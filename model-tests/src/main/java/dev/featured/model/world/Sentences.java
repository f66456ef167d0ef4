package dev.featured.model.world;

import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;

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
      case DELIVER -> "A notification reaches the daemon: " + of(world, world.notices[0]) + ".";
      case TAKE -> "The daemon's event loop takes: " + next(world) + ".";
      case SEND -> "The daemon's store thread sets about: " + of(world, world.tasks[0]) + ".";
      case EXECUTE -> "Redis carries out: " + of(world, world.inHand.orElseThrow()) + ".";
      case ANSWER -> "The daemon hears of what came of it.";
      case RECHECK -> "The daemon looks again whether the configuration is loaded.";
      case COMPARE_UNHEARD, COMPARE -> "The steady comparison is due.";
      case RETRY -> "The daemon tries the refused write of " + name + " again.";
      case WORK -> "The operation on " + name + " goes on: " + of(world.workers[feature]) + ".";
      case REMIND -> "Those who need a reload have waited enough.";
      case JOB_SUCCEEDS -> "systemd's job on " + name + " succeeds.";
      case RELOAD -> "systemd reloads its files.";
      case RELOAD_ENDS -> "The daemon hears that systemd has reloaded.";
      case START_FAILS -> "The start of " + name + " fails.";
      case STOP_FAILS -> "The stop of " + name + " fails.";
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
    Setting.Edit edit = world.setting.edits().get(number);
    return "The operator sets " + edit.field() + "=" + edit.value() + " of " + name + ".";
  }

  private static String loads(World world) {
    int feature = world.loading - 1;
    return feature < world.rows.length
        ? "The reload writes the row of " + world.name(feature) + "."
        : "The reload has finished, and sets the flag if it was gone.";
  }

  private static String goesOn(World world, int feature) {
    return switch (world.packagers[feature]) {
      case IDLE -> "nothing";
      case INSTALLING, REGISTERING_ANEW -> "it registers the row";
      case AWAITING_ENABLED, UNINSTALL_AWAITING_DISABLED, UPGRADE_AWAITING_DISABLED ->
          "it sees state=" + world.states[feature].state() + " in STATE_DB";
      case REMOVING_FILE -> "it removes the unit file";
      case REMOVING_ROW, REPLACING_ROW -> "it deletes the row";
      case ENABLING_ANEW -> "it sets state=enabled and waits";
    };
  }

  private static String of(World world, Notice notice) {
    return switch (notice.kind()) {
      case ROW_WRITTEN, ROW_DELETED, STATE_TOUCHED ->
          notice + " of " + world.name(notice.feature());
      case FLAG_TOUCHED, PORTS_INITIALISED -> notice.toString();
    };
  }

  private static String next(World world) {
    Event event = ShellSteps.next(world);
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

  private static String of(World world, InHand hand) {
    if (hand.task() instanceof StoreTask.Settle settle && Unfenced.is(world.setting.subject())) {
      return Unfenced.part(settle.command(), hand.stage());
    }
    if (hand.task() instanceof StoreTask.Compare) {
      return switch (hand.stage()) {
        case 0 -> "look whether the configuration is loaded";
        case 1 -> "the read that was put off";
        default -> "list all rows";
      };
    }
    return of(world, hand.task());
  }

  private static String of(World world, StoreTask task) {
    if (task instanceof StoreTask.Settle settle) {
      return Unfenced.is(world.setting.subject())
          ? "write back what " + settle.command().name() + " has come to, without a fence"
          : settle.command().toString();
    }
    if (task instanceof StoreTask.Read read) {
      return read.command().toString();
    }
    if (task instanceof StoreTask.Forget forget) {
      return new Command.Forget(forget.name()).toString();
    }
    return task instanceof StoreTask.RemoveTrace removal
        ? removal.command().toString()
        : "compare all rows";
  }

  private static String of(Worker worker) {
    return switch (worker.stage()) {
      case BEGUN -> worker.task() + ", files and links first";
      case AWAITING_ACTIVATION -> "the unit is no longer on its way up, stop it";
      case STOPPING -> "the stop is over";
      case PUTTING_OFF -> "disable and mask";
      case RELOADED -> "systemd has reloaded, do what is left";
      case GIVING_UP -> "it fails with the reload";
      case STARTING -> "the start is over";
      case IDLE, PREPARED -> "nothing";
    };
  }
}
