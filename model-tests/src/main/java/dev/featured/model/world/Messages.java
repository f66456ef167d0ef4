package dev.featured.model.world;

import static dev.featured.model.world.Message.answer;
import static dev.featured.model.world.Message.call;
import static dev.featured.model.world.Message.lost;
import static dev.featured.model.world.Message.within;
import static dev.featured.model.world.Party.APPL_DB;
import static dev.featured.model.world.Party.CONFIG_DB;
import static dev.featured.model.world.Party.FEATURED;
import static dev.featured.model.world.Party.OPERATOR;
import static dev.featured.model.world.Party.PACKAGE_MANAGER;
import static dev.featured.model.world.Party.STATE_DB;
import static dev.featured.model.world.Party.SYSTEMD;
import static dev.featured.model.world.Party.WRITER;

import com.google.common.base.Joiner;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.SettleOutcome;
import dev.featured.engine.core.Task;
import dev.featured.engine.feature.FeatureName;
import dev.featured.model.world.ConfigRow.Field;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Steps as messages: who sends what to whom. {@link Sentences} tells the same at full length. */
public final class Messages {
  private static final Joiner LIST = Joiner.on(", ");

  private Messages() {}

  /**
   * The message of one step.
   *
   * @param before the world before it
   * @param choice the step
   * @param after the world after it
   */
  public static Message of(World before, int choice, World after) {
    int feature = Move.featureOf(choice);
    String name = before.name(feature).value();
    return switch (Move.of(choice)) {
      case RESTART -> call(SYSTEMD, FEATURED, "starts it again");
      case SUBSCRIBE -> call(FEATURED, CONFIG_DB, "subscribe");
      case DELIVER -> delivered(before);
      case TAKE -> within(FEATURED, taken(before));
      case SEND -> sent(before, before.tasks[0]);
      case EXECUTE -> executed(before, before.inHand.orElseThrow(), after);
      case ANSWER -> answered(before.inHand.orElseThrow().answer().orElseThrow());
      case RECHECK -> within(FEATURED, "look again whether the configuration is loaded");
      case COMPARE_UNHEARD, COMPARE -> within(FEATURED, "the steady comparison is due");
      case RETRY -> within(FEATURED, "try the refused write of " + name + " again");
      case WORK -> works(before, feature, name);
      case REMIND -> within(FEATURED, "waited enough for others who need a reload");
      case JOB_SUCCEEDS -> within(SYSTEMD, job(before, feature) + " succeeds");
      case RELOAD -> call(FEATURED, SYSTEMD, "daemon-reload");
      case RELOAD_ENDS -> answer(SYSTEMD, FEATURED, "reloaded");
      case START_FAILS, STOP_FAILS -> within(SYSTEMD, job(before, feature) + " fails");
      case RELOAD_FAILS -> answer(SYSTEMD, FEATURED, "could not reload");
      case LOSE_PATIENCE -> within(FEATURED, "the time limit is over");
      case INSTALL -> call(PACKAGE_MANAGER, SYSTEMD, "put the unit file of " + name + " there");
      case ENABLE -> call(PACKAGE_MANAGER, CONFIG_DB, hset(name, "enabled"));
      case UNINSTALL, UPGRADE -> call(PACKAGE_MANAGER, CONFIG_DB, hset(name, "disabled"));
      case FORCE_UNINSTALL -> removesFile(name);
      case GO_ON -> goesOn(before, feature, name);
      case EDIT_0 -> edits(before, name, 0);
      case EDIT_1 -> edits(before, name, 1);
      case EDIT_2 -> edits(before, name, 2);
      case EDIT_3 -> edits(before, name, 3);
      case EDIT_4 -> edits(before, name, 4);
      case EDIT_5 -> edits(before, name, 5);
      case WRITE -> call(WRITER, CONFIG_DB, "HSET " + name + ", all fields");
      case BUILD -> call(WRITER, CONFIG_DB, "HSET " + name + ", the first field");
      case GO_ON_WRITING -> call(WRITER, CONFIG_DB, "finish the row of " + name);
      case FLUSH -> call(OPERATOR, CONFIG_DB, "FLUSHDB, the flag goes too");
      case FLUSH_UNANNOUNCED -> call(OPERATOR, CONFIG_DB, "FLUSHDB, the flag stays");
      case LOAD -> call(OPERATOR, CONFIG_DB, loads(before));
      case PORTS -> within(APPL_DB, "PortInitDone appears");
      case TIME_LIMIT -> within(FEATURED, "delayed features have waited long enough");
      case OWN -> call(WRITER, STATE_DB, "HSET " + name + " container_id");
      case REMOVE_STATE -> call(WRITER, STATE_DB, "remove what is published of " + name);
      case LOSE_NOTICES -> lost(CONFIG_DB, FEATURED, "the subscription is lost");
      case LOSE_ANSWER -> lost(CONFIG_DB, FEATURED, "the answer is lost");
      case REFUSE -> within(CONFIG_DB, "READONLY: nothing is written for now");
      case CRASH -> within(FEATURED, "is killed");
      case EXECUTE_ORPHAN -> orphan(before, after);
      case VANISH -> within(SYSTEMD, "the unit file of " + name + " vanishes");
      case DROP_ORPHAN -> lost(FEATURED, CONFIG_DB, "what the killed daemon had sent is lost");
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
          NamespaceMessages.of(before, choice);
    };
  }

  // Notifications, and the event loop.

  private static Message delivered(World before) {
    Notice notice = before.notices[0];
    String name = before.name(notice.feature()).value();
    return switch (notice.kind()) {
      case ROW_WRITTEN -> answer(CONFIG_DB, FEATURED, "notification: " + name + " written");
      case ROW_DELETED -> answer(CONFIG_DB, FEATURED, "notification: " + name + " deleted");
      case STATE_TOUCHED -> answer(STATE_DB, FEATURED, "notification: " + name + " touched");
      case FLAG_TOUCHED -> answer(CONFIG_DB, FEATURED, "notification: the flag");
      case PORTS_INITIALISED -> answer(APPL_DB, FEATURED, "notification: ports ready");
    };
  }

  private static String taken(World before) {
    Event event = ShellSteps.next(before);
    if (event instanceof Event.RowsRead) {
      return "look at what was read";
    }
    if (event instanceof Event.Settled settled) {
      return settled.name() + ": " + outcome(settled);
    }
    return event instanceof Event.Listed listed
        ? "rows to look at: " + LIST.join(listed.names())
        : event.toString();
  }

  private static String rows(Event.RowsRead read) {
    return read.rows().entrySet().stream()
        .map(
            row ->
                row.getValue()
                    .map(present -> row.getKey() + ": " + state(ConfigRow.of(present.content())))
                    .orElse(row.getKey() + " has no row"))
        .collect(Collectors.joining("; "));
  }

  private static String state(ConfigRow row) {
    String state = row.value(Field.STATE);
    return state.isEmpty() ? "a row without state" : "state=" + state;
  }

  // The store's thread. A script is sent, carried out and answered in three steps.

  private static Message sent(World before, StoreTask task) {
    if (task instanceof StoreTask.Read read) {
      return call(FEATURED, CONFIG_DB, "read " + LIST.join(read.command().names()));
    }
    if (task instanceof StoreTask.Compare) {
      return call(FEATURED, CONFIG_DB, "list all rows");
    }
    if (task instanceof StoreTask.Forget forget) {
      return call(FEATURED, CONFIG_DB, "script: forget " + forget.name() + " if it has no row");
    }
    if (task instanceof StoreTask.Settle settle) {
      return Unfenced.is(before.setting.subject())
          ? within(FEATURED, "set about writing back")
          : call(FEATURED, CONFIG_DB, "script: if the row stands, " + what(settle.command()));
    }
    return call(FEATURED, CONFIG_DB, "script: remove the trace if it stands");
  }

  private static String what(Command.Settle command) {
    return Stream.of(
            command.rewrite().isEmpty() ? "" : "rewrite " + LIST.join(command.rewrite().keySet()),
            command.publication().map(what -> "publish " + what.state().text()).orElse(""))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static Message executed(World before, InHand hand, World after) {
    StoreTask task = hand.task();
    if (task instanceof StoreTask.Read) {
      return within(
          CONFIG_DB,
          after.inHand.isPresent() ? "the read is carried out" : "not loaded, no answer");
    }
    if (task instanceof StoreTask.Compare) {
      return within(CONFIG_DB, compares(hand.stage(), after));
    }
    if (task instanceof StoreTask.Forget forget) {
      return forgets(before, forget.name(), after);
    }
    if (task instanceof StoreTask.Settle settle) {
      return Unfenced.is(before.setting.subject())
          ? Unfenced.message(settle.command(), hand.stage(), before)
          : settles(before, settle.command(), after);
    }
    return within(CONFIG_DB, changes(before, after) ? "the trace is removed" : "it is no trace");
  }

  private static String compares(int stage, World after) {
    return switch (stage) {
      case 0 -> after.inHand.isPresent() ? "the configuration is loaded" : "not loaded, no answer";
      case 1 -> "the read that was put off is carried out";
      default -> "the rows are listed";
    };
  }

  private static Message forgets(World before, FeatureName name, World after) {
    int feature = before.setting.indexOf(name);
    if (!changes(before, after)) {
      return within(
          CONFIG_DB, before.flag ? "nothing to forget" : "not loaded, nothing is removed");
    }
    return call(
        CONFIG_DB,
        STATE_DB,
        before.rows[feature].isThere()
            ? "the row is back: HDEL " + name + " state"
            : "no row: DEL " + name);
  }

  private static Message settles(World before, Command.Settle command, World after) {
    Optional<SettleOutcome> outcome =
        after.inHand.flatMap(InHand::answer).map(event -> ((Event.Settled) event).outcome());
    String verdict = outcome.map(Messages::verdict).orElse("");
    if (!changes(before, after)) {
      return within(CONFIG_DB, verdict + ": nothing is written");
    }
    return command.publication().isPresent()
        ? call(CONFIG_DB, STATE_DB, verdict + ": " + what(command))
        : within(CONFIG_DB, verdict + ": " + what(command));
  }

  private static String verdict(SettleOutcome outcome) {
    if (outcome instanceof SettleOutcome.Applied) {
      return "the row stands";
    }
    return outcome instanceof SettleOutcome.Gone ? "the row is gone" : "the row has changed";
  }

  private static boolean changes(World before, World after) {
    return !Arrays.equals(before.rows, after.rows) || !Arrays.equals(before.states, after.states);
  }

  private static Message orphan(World before, World after) {
    String sent = "what the killed daemon had sent";
    return changes(before, after)
        ? within(CONFIG_DB, sent + " is carried out")
        : within(CONFIG_DB, sent + " is refused");
  }

  private static Message answered(Event event) {
    if (event instanceof Event.RowsRead read) {
      return answer(CONFIG_DB, FEATURED, rows(read));
    }
    return event instanceof Event.Listed listed
        ? answer(CONFIG_DB, FEATURED, "rows: " + LIST.join(listed.names()))
        : answer(CONFIG_DB, FEATURED, outcome((Event.Settled) event));
  }

  /** What the fence has answered. */
  static String outcome(Event.Settled settled) {
    if (settled.outcome() instanceof SettleOutcome.Refused) {
      return "refused for now";
    }
    return settled.outcome() instanceof SettleOutcome.Applied ? "done" : verdict(settled.outcome());
  }

  // systemd.

  private static String job(World before, int feature) {
    return before.units[feature].activity() == Unit.Activity.ACTIVATING ? "the start" : "the stop";
  }

  private static Message works(World before, int feature, String name) {
    Worker worker = before.workers[feature];
    return switch (worker.stage()) {
      case BEGUN -> call(FEATURED, SYSTEMD, begins(worker.task().kind(), name));
      case AWAITING_ACTIVATION -> call(FEATURED, SYSTEMD, "stop " + name);
      case STOPPING -> answer(SYSTEMD, FEATURED, "the stop is over");
      case PUTTING_OFF -> call(FEATURED, SYSTEMD, "disable, mask " + name);
      case RELOADED ->
          worker.start() && !worker.failed()
              ? call(FEATURED, SYSTEMD, "start " + name)
              : within(FEATURED, "the operation on " + name + " is over");
      case GIVING_UP -> within(FEATURED, "the operation fails with the reload");
      case STARTING -> answer(SYSTEMD, FEATURED, "the start is over");
      case IDLE, PREPARED -> within(FEATURED, "nothing");
    };
  }

  private static String begins(Task.Kind kind, String name) {
    return switch (kind) {
      case START -> "drop-in, unmask, enable " + name;
      case STOP -> "drop-in, stop " + name;
      case AUTO_RESTART -> "drop-in of " + name;
      case REMOVE_DROP_INS -> "remove the drop-in of " + name;
    };
  }

  // Everybody else.

  private static String hset(String name, String state) {
    return "HSET " + name + " state=" + state;
  }

  private static Message removesFile(String name) {
    return call(PACKAGE_MANAGER, SYSTEMD, "remove the unit file of " + name);
  }

  private static Message goesOn(World before, int feature, String name) {
    return switch (before.packagers[feature]) {
      case INSTALLING, REGISTERING_ANEW ->
          call(PACKAGE_MANAGER, CONFIG_DB, "HSET " + name + ", all fields");
      case AWAITING_ENABLED, UNINSTALL_AWAITING_DISABLED, UPGRADE_AWAITING_DISABLED ->
          answer(STATE_DB, PACKAGE_MANAGER, "state=" + before.states[feature].state());
      case REMOVING_FILE -> removesFile(name);
      case REMOVING_ROW, REPLACING_ROW -> call(PACKAGE_MANAGER, CONFIG_DB, "DEL " + name);
      case ENABLING_ANEW -> call(PACKAGE_MANAGER, CONFIG_DB, hset(name, "enabled"));
      case IDLE -> within(PACKAGE_MANAGER, "nothing");
    };
  }

  private static Message edits(World before, String name, int number) {
    Setting.Edit edit = before.setting.edits().get(number);
    return call(OPERATOR, CONFIG_DB, "HSET " + name + " " + edit.field() + "=" + edit.value());
  }

  private static String loads(World before) {
    int feature = before.loading - 1;
    return feature < before.rows.length
        ? "HSET " + before.name(feature) + ", all fields"
        : "set the flag if it was gone";
  }
}
