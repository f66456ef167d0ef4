package dev.featured.model.world;

import static dev.featured.model.world.Message.answer;
import static dev.featured.model.world.Message.call;
import static dev.featured.model.world.Message.lost;
import static dev.featured.model.world.Message.within;
import static dev.featured.model.world.Parts.DESK;
import static dev.featured.model.world.Parts.FLAG;
import static dev.featured.model.world.Parts.INBOX;
import static dev.featured.model.world.Parts.LOADING;
import static dev.featured.model.world.Parts.NOTICES;
import static dev.featured.model.world.Parts.PACKAGERS;
import static dev.featured.model.world.Parts.REPLY;
import static dev.featured.model.world.Parts.ROWS;
import static dev.featured.model.world.Parts.STATES;
import static dev.featured.model.world.Parts.UNITS;
import static dev.featured.model.world.Parts.WORKERS;
import static dev.featured.model.world.Parts.WRITE_BACK;
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
import dev.featured.engine.store.Call;
import dev.featured.engine.store.Reply;
import dev.featured.engine.store.StoreTask;
import dev.featured.model.world.ConfigRow.Field;
import dev.featured.model.world.World.Exchanged;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Steps as messages: who sends what to whom. {@link Sentences} tells the same at full length. */
public final class Messages {
  private static final Joiner LIST = Joiner.on(", ");
  private static final Exchanged NOT_LOADED =
      new Exchanged(new Call.Configuration(), new Reply.Answer(false));

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
      case SEND -> sent(before, after);
      case EXECUTE -> executed(before, after);
      case ANSWER -> answered(before);
      case RECHECK -> within(FEATURED, "look again whether the configuration is loaded");
      case COMPARE_UNHEARD, COMPARE -> within(FEATURED, "the steady comparison is due");
      case RETRY -> within(FEATURED, "try a refused write again");
      case LEAVE -> within(FEATURED, "the event loop ends");
      case END -> within(FEATURED, "ends");
      case TAKE_FAULTILY -> within(FEATURED, taken(before) + ": a fault of its own");
      case EVENTS_OFF -> call(WRITER, CONFIG_DB, "CONFIG SET notify-keyspace-events ''");
      case RENEW -> Message.within(OPERATOR, "waits until all is quiet");
      case OTHERS_RELOAD -> call(WRITER, SYSTEMD, "daemon-reload");
      case STOP -> call(SYSTEMD, FEATURED, "SIGTERM");
      case GRACE_ENDS -> within(FEATURED, "the grace is over");
      case ASK -> asks(before, name);
      case BOOT_ENDS -> within(STATE_DB, "the warm boot has finished");
      case WORK -> works(before, feature);
      case REMIND -> within(FEATURED, "waited enough for others who need a reload");
      case JOB_SUCCEEDS -> within(SYSTEMD, job(before, feature) + " succeeds");
      case RELOAD -> call(FEATURED, SYSTEMD, "daemon-reload");
      case RELOAD_ENDS -> answer(SYSTEMD, FEATURED, "reloaded");
      case JOB_OF_ASICS_SUCCEEDS ->
          within(SYSTEMD, job(before, unitOfAsics(before, feature)) + " succeeds");
      case START_OF_ASICS_FAILS, STOP_OF_ASICS_FAILS ->
          within(SYSTEMD, job(before, unitOfAsics(before, feature)) + " fails");
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
    Notice notice = before.get(NOTICES)[0];
    String name = before.name(notice.feature()).value();
    return switch (notice.kind()) {
      case ROW_WRITTEN -> answer(CONFIG_DB, FEATURED, "notification: " + name + " written");
      case ROW_DELETED -> answer(CONFIG_DB, FEATURED, "notification: " + name + " deleted");
      case STATE_TOUCHED -> answer(STATE_DB, FEATURED, "notification: " + name + " touched");
      case FLAG_TOUCHED -> answer(CONFIG_DB, FEATURED, "notification: the flag");
      case BOOT_FLAG_TOUCHED -> answer(STATE_DB, FEATURED, "notification: the boot's flag");
      case PORTS_INITIALISED -> answer(APPL_DB, FEATURED, "notification: ports ready");
      case BARRIER -> answer(CONFIG_DB, FEATURED, "barrier for " + name);
    };
  }

  private static String taken(World before) {
    Event event = before.get(INBOX).next();
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

  private static Message sent(World before, World after) {
    StoreTask task = after.get(DESK).inHand().orElse(null);
    if (task == null) {
      return within(FEATURED, "a read has to wait until the configuration is loaded");
    }
    Optional<Call> sent = after.get(DESK).call();
    if (sent.isPresent() && sent.get() instanceof Call.Guard guard) {
      return call(
          FEATURED,
          CONFIG_DB,
          "WATCH; script: if the row stands, PUBLISH a barrier for " + guard.name());
    }
    String how = sent.filter(Call.Guarded.class::isInstance).isPresent() ? "EXEC of a " : "";
    if (task instanceof StoreTask.Read read) {
      return call(FEATURED, CONFIG_DB, "read " + LIST.join(read.command().names()));
    } else if (task instanceof StoreTask.Compare) {
      return call(FEATURED, CONFIG_DB, "list all rows");
    } else if (task instanceof StoreTask.Forget forget) {
      return call(FEATURED, CONFIG_DB, "script: forget " + forget.name() + " if it has no row");
    } else if (task instanceof StoreTask.Settle settle) {
      return Unfenced.is(before.setting.subject())
          ? within(FEATURED, "set about writing back")
          : call(FEATURED, CONFIG_DB, how + "script: if the row stands, " + what(settle.command()));
    } else if (task instanceof StoreTask.Report report) {
      return call(FEATURED, CONFIG_DB, "script: report " + report.name() + " if it has a row");
    } else {
      return call(FEATURED, CONFIG_DB, how + "script: remove the trace if it stands");
    }
  }

  private static String what(Command.Settle command) {
    return Stream.of(
            command.rewrite().isEmpty() ? "" : "rewrite " + LIST.join(command.rewrite().keySet()),
            command.publication().map(what -> "publish " + what.state().text()).orElse(""))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static Message executed(World before, World after) {
    Exchanged exchanged = before.sent().orElseThrow();
    Call call = exchanged.call();
    if (RedisSteps.unguarded(call) instanceof Call.Settle settle
        && !(call instanceof Call.Guarded && !changes(before, after))) {
      return Unfenced.is(before.setting.subject())
          ? Unfenced.message(settle.command(), before.get(WRITE_BACK), before)
          : settles(before, settle.command(), exchanged.reply(), after);
    } else if (call instanceof Call.Forget forget) {
      return forgets(before, forget.name(), after);
    } else if (call instanceof Call.Guard guard) {
      return within(
          CONFIG_DB,
          exchanged.reply() == Reply.Verdict.STANDS
              ? "the row stands: barrier for " + guard.name()
              : verdict(exchanged.reply()) + ": no barrier");
    } else if (call instanceof Call.Guarded && !changes(before, after)) {
      return within(CONFIG_DB, "the row was touched: nothing is written");
    } else if (RedisSteps.unguarded(call) instanceof Call.RemoveTrace) {
      return within(CONFIG_DB, changes(before, after) ? "the trace is removed" : "it is no trace");
    } else if (exchanged.reply().equals(new Reply.Rows(Optional.empty()))
        || exchanged.equals(NOT_LOADED)) {
      return within(CONFIG_DB, "not loaded, no answer");
    } else {
      return within(CONFIG_DB, Calls.sentence(call));
    }
  }

  private static Message forgets(World before, FeatureName name, World after) {
    int feature = before.setting.indexOf(name);
    if (!changes(before, after)) {
      return within(
          CONFIG_DB, before.get(FLAG) ? "nothing to forget" : "not loaded, nothing is removed");
    }
    return call(
        CONFIG_DB,
        STATE_DB,
        before.get(ROWS)[feature].isThere()
            ? "the row is back: HDEL " + name + " state"
            : "no row: DEL " + name);
  }

  private static Message settles(World before, Command.Settle command, Reply reply, World after) {
    String verdict = verdict(reply);
    if (!changes(before, after)) {
      return within(CONFIG_DB, verdict + ": nothing is written");
    }
    return command.publication().isPresent()
        ? call(CONFIG_DB, STATE_DB, verdict + ": " + what(command))
        : within(CONFIG_DB, verdict + ": " + what(command));
  }

  private static String verdict(Reply reply) {
    if (reply == Reply.Verdict.STANDS) {
      return "the row stands";
    }
    return reply == Reply.Verdict.GONE ? "the row is gone" : "the row has changed";
  }

  private static String verdict(SettleOutcome outcome) {
    if (outcome instanceof SettleOutcome.Applied) {
      return "the row stands";
    }
    return outcome instanceof SettleOutcome.Gone ? "the row is gone" : "the row has changed";
  }

  private static boolean changes(World before, World after) {
    return !Arrays.equals(before.get(ROWS), after.get(ROWS))
        || !Arrays.equals(before.get(STATES), after.get(STATES));
  }

  private static Message orphan(World before, World after) {
    String sent = "what the killed daemon had sent";
    return changes(before, after)
        ? within(CONFIG_DB, sent + " is carried out")
        : within(CONFIG_DB, sent + " is refused");
  }

  private static Message answered(World before) {
    Reply reply = before.get(REPLY).orElseThrow();
    return answer(CONFIG_DB, FEATURED, said(reply));
  }

  private static String said(Reply reply) {
    if (reply instanceof Reply.Rows rows) {
      return rows.rows().map(read -> rows(new Event.RowsRead(read))).orElse("not loaded");
    } else if (reply instanceof Reply.Names names) {
      return "names: " + LIST.join(names.names());
    } else if (reply instanceof Reply.Refused) {
      return "refused for now";
    } else if (reply instanceof Reply.Answer is) {
      return is.yes() ? "yes" : "no";
    } else if (reply instanceof Reply.Verdict verdict) {
      return switch (verdict) {
        case STANDS -> "done";
        case GONE -> "the row is gone";
        case CHANGED -> "the row has changed";
        case BACK -> "the row is back";
        case UNLOADED -> "not loaded";
        case OWNED -> "it is no trace";
        case UNANNOUNCED -> "changes are not announced";
      };
    } else {
      return "done";
    }
  }

  /** What the fence has answered. */
  static String outcome(Event.Settled settled) {
    if (settled.outcome() instanceof SettleOutcome.Refused) {
      return "refused for now";
    }
    return settled.outcome() instanceof SettleOutcome.Applied ? "done" : verdict(settled.outcome());
  }

  // systemd.

  private static int unitOfAsics(World before, int feature) {
    return UnitSets.unit(before.setting, feature, UnitSets.OF_ASICS);
  }

  private static String job(World before, int unit) {
    return before.get(UNITS)[unit].activity() == Unit.Activity.ACTIVATING
        ? "the start"
        : "the stop";
  }

  private static Message works(World before, int feature) {
    Worker worker = before.get(WORKERS)[feature];
    boolean byCommands = before.setting.byCommands();
    String name = UnitSets.name(before.name(feature), setAtHand(worker));
    return switch (worker.stage()) {
      case BEGUN -> call(FEATURED, SYSTEMD, begins(worker.task().kind(), name, byCommands));
      case LOOKING -> call(FEATURED, SYSTEMD, looks(worker.task().kind(), name));
      case ENABLING -> call(FEATURED, SYSTEMD, "enable " + name);
      case AWAITING_ACTIVATION -> call(FEATURED, SYSTEMD, "stop " + name);
      case STOPPING -> answer(SYSTEMD, FEATURED, "the stop is over");
      case PUTTING_OFF ->
          call(FEATURED, SYSTEMD, (byCommands ? "disable " : "disable, mask ") + name);
      case MASKING -> call(FEATURED, SYSTEMD, "mask " + name);
      case RELOADED ->
          worker.starts()
              ? call(FEATURED, SYSTEMD, "start " + name)
              : within(FEATURED, "the operation on " + name + " is over");
      case GIVING_UP -> within(FEATURED, "the operation fails with the reload");
      case STARTING -> answer(SYSTEMD, FEATURED, "the start is over");
      case IDLE, PREPARED -> within(FEATURED, "nothing");
    };
  }

  /** After the reload that is the one to be started next. */
  private static int setAtHand(Worker worker) {
    boolean next = worker.stage() == Worker.Stage.RELOADED && worker.starts();
    return next ? worker.starting().set() : worker.set();
  }

  private static String looks(Task.Kind kind, String name) {
    return (kind == Task.Kind.START ? "look at it, unmask " : "look at it, stop ") + name;
  }

  private static String begins(Task.Kind kind, String name, boolean byCommands) {
    return switch (kind) {
      case START -> (byCommands ? "drop-in of " : "drop-in, unmask, enable ") + name;
      case STOP -> (byCommands ? "drop-in of " : "drop-in, stop ") + name;
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
    return switch (before.get(PACKAGERS)[feature]) {
      case INSTALLING, REGISTERING_ANEW ->
          call(PACKAGE_MANAGER, CONFIG_DB, "HSET " + name + ", all fields");
      case AWAITING_ENABLED, UNINSTALL_AWAITING_DISABLED, UPGRADE_AWAITING_DISABLED ->
          answer(STATE_DB, PACKAGE_MANAGER, "state=" + before.get(STATES)[feature].state());
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

  private static Message asks(World before, String name) {
    Setting.Edit edit = before.setting.edits().get(0);
    return call(
        OPERATOR, CONFIG_DB, "HSET " + name + " " + edit.field() + "=" + edit.value() + ", asked");
  }

  private static String loads(World before) {
    int feature = before.get(LOADING) - 1;
    return feature < before.get(ROWS).length
        ? "HSET " + before.name(feature) + ", all fields"
        : "set the flag if it was gone";
  }
}
