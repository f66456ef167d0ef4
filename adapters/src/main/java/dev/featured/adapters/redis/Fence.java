package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.core.BarrierId;
import dev.featured.engine.core.Command;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Quoted;
import dev.featured.engine.store.Call;
import dev.featured.engine.store.Exchange;
import dev.featured.engine.store.Reply;
import dev.featured.engine.store.Reply.Verdict;
import dev.featured.engine.store.Servers;
import dev.featured.engine.store.StoreTask;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Response;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The one place where the daemon writes to Redis, so that a row that was deleted is never written
 * again (SPEC section 4). It never creates a row, never adds a field to one, and never overrides a
 * value that the daemon has not seen.
 *
 * <p>Each call is one script, or one command, that is atomic on one server. Which calls belong to a
 * task, and in which order, is {@link Exchange}'s to say; for a namespace, {@link
 * dev.featured.engine.store.NamespaceDesk}'s, which also says what can be seen there.
 *
 * <p><b>One server for CONFIG_DB and STATE_DB</b>, as on nearly every switch: each task that writes
 * is one script that checks and writes. Nobody sees a moment between the check and the writes, nor
 * between the row and its published state.
 *
 * <p><b>Two servers:</b> no script spans both. A row is still rewritten in the same step that
 * checks it, so the promise above holds. The publication is a second step and the check is then
 * repeated. So this can be seen for the time of a few round trips, or until the daemon is back if
 * it is killed or loses a server in between:
 *
 * <ul>
 *   <li>a rewritten row whose state is not yet published, also when STATE_DB then refuses;
 *   <li>a published state whose row has just gone or changed. It is taken back, unless another
 *       publication has replaced it, and what it had replaced is then missing until the row's next
 *       settling;
 *   <li>a report whose row has just gone;
 *   <li>when a row comes back between the check and the deletion of its STATE_DB keys, these go as
 *       a whole, with what others may have written there for the new row.
 * </ul>
 *
 * <p>{@link #make} and {@link #carryOut} throw {@link RedisUnavailable} when there is no answer;
 * whether the call was carried out is not known then. Safe for use by several threads, which take
 * turns call by call.
 */
public final class Fence implements AutoCloseable {
  private static final Script SETTLE =
      Script.of("arguments", "row", "loaded", "standing", "publication", "settle");
  private static final Script REWRITE =
      Script.of("arguments", "row", "loaded", "standing", "rewrite");
  private static final Script PUBLISH = Script.of("arguments", "publication", "publish");
  private static final Script RETRACT = Script.of("arguments", "publication", "retract");
  private static final Script GUARD = Script.of("arguments", "row", "loaded", "standing", "guard");
  private static final Script FORGET =
      Script.of("arguments", "publication", "lifecycle", "loaded", "forget");
  private static final Script FORGETTABLE = Script.of("loaded", "forgettable");
  private static final Script REMOVE_TRACE = Script.of("arguments", "row", "remove_trace");
  private static final Script REMOVE = Script.of("arguments", "row", "remove");
  private static final Script DISOWN = Script.of("publication", "lifecycle", "disown");
  private static final Script REPORT = Script.of("arguments", "publication", "lifecycle", "report");
  private static final Script REPORT_ALONE =
      Script.of("arguments", "publication", "lifecycle", "report_alone");

  private static final byte[] INITIALISED = LosslessUtf8.encode(SonicKeys.CONFIG_DB_INITIALIZED);

  /** Instead of a barrier's: nobody waits for one. */
  private static final BarrierId WHOLE_TIME = new BarrierId(0);

  private final DatabaseConfig databases;
  private final boolean oneServer;
  private final Table rows;
  private final Table states;
  private final Table lifecycles;
  private final RedisConnection configDb;
  private final RedisConnection stateDb;
  private final BarrierChannel barriers = new BarrierChannel();

  // For WATCH, which is a connection's and ends with it.
  private final RedisConnection watching;
  private Optional<Watch> watch = Optional.empty();

  /** A row is watched for this barrier, on this connection and no later one. */
  private record Watch(BarrierId barrier, Jedis jedis) {}

  /** A script that is ready to be run on CONFIG_DB's server. */
  private record Run(
      Script script,
      ImmutableList<byte[]> keys,
      ScriptArguments arguments,
      Function<ImmutableList<String>, Reply> reading) {
    Reply on(RedisConnection connection) {
      return reading.apply(connection.call(script.with(keys, arguments)));
    }
  }

  /** A fence around these databases; connects when first used. */
  public Fence(DatabaseConfig databases) {
    this(databases, TimeLimits.DEFAULT);
  }

  /** A fence that waits no longer than this for an answer. */
  public Fence(DatabaseConfig databases, TimeLimits limits) {
    this.databases = databases;
    this.oneServer = databases.configDb().sharesInstanceWith(databases.stateDb());
    this.rows = SonicKeys.features(databases.configDb());
    this.states = SonicKeys.features(databases.stateDb());
    this.lifecycles = SonicKeys.lifecycles(databases.stateDb());
    this.configDb = new RedisConnection(databases.configDb(), limits);
    this.stateDb = new RedisConnection(databases.stateDb(), limits);
    this.watching = new RedisConnection(databases.configDb(), limits);
  }

  /** Where these databases are. */
  public Servers servers() {
    return oneServer ? Servers.ONE : Servers.TWO;
  }

  /** Where the barriers come out that {@link Call.Guard} sends. */
  public BarrierChannel barriers() {
    return barriers;
  }

  /**
   * Carries out one task to its end, for those who have no desk to do so: an operator's command.
   *
   * @return what has come of it
   */
  public Reply carryOut(StoreTask task) {
    Exchange exchange = Exchange.of(task, servers());
    while (!(exchange instanceof Exchange.Ended ended)) {
      exchange = exchange.after(make(exchange.call()));
    }
    return ended.reply();
  }

  /**
   * Removes a trace if nobody touches its row for a while, for those who hear no notifications: an
   * operator's command. There is no need of a barrier, as the row is watched all the time.
   *
   * @param patience how long
   * @return what has come of it
   */
  public synchronized Reply removeUntouched(
      Command.RemoveTrace trace, Pause pause, Duration patience) throws InterruptedException {
    watch(trace.name(), WHOLE_TIME);
    pause.await(patience);
    return make(new Call.Guarded(new Call.RemoveTrace(trace), WHOLE_TIME));
  }

  /**
   * Makes one of the calls that may write, or that belong to a task that does.
   *
   * @return the answer; an error that Redis answers is {@link Reply.Refused}
   * @throws IllegalArgumentException if it is none of these
   */
  public synchronized Reply make(Call call) {
    try {
      return answer(call);
    } catch (JedisDataException e) {
      Refusal refusal = Refusal.of(e);
      return new Reply.Refused(refusal.reason(), refusal.passing());
    }
  }

  private Reply answer(Call call) {
    if (call instanceof Call.Guard guard) {
      return guard(guard);
    } else if (call instanceof Call.Guarded guarded) {
      return guarded(guarded);
    } else if (isGuardable(call)) {
      return guardable(call).on(configDb);
    } else if (call instanceof Call.Publish publish) {
      return publish(publish);
    } else if (call instanceof Call.Retract retract) {
      return retract(retract);
    } else if (call instanceof Call.Report report) {
      return report(report);
    } else if (call instanceof Call.ReportAlone report) {
      return reportAlone(report);
    } else if (call instanceof Call.RemoveReport report) {
      return done(stateDb.call(jedis -> jedis.del(lifecycles.key(report.name()))));
    } else if (call instanceof Call.HasRow row) {
      return new Reply.Answer(configDb.ask(jedis -> jedis.exists(rows.key(row.name()))));
    } else if (call instanceof Call.Forget forget) {
      return forget(forget.name());
    } else if (call instanceof Call.Forgettable forget) {
      return verdict(
          configDb.call(
              FORGETTABLE.with(
                  ImmutableList.of(rows.key(forget.name()), INITIALISED), new ScriptArguments())));
    } else if (call instanceof Call.Disown disown) {
      return done(stateDb.call(DISOWN.with(stateKeys(disown.name()), new ScriptArguments())));
    } else if (call instanceof Call.RemoveState removal) {
      FeatureName name = removal.name();
      return done(stateDb.call(jedis -> jedis.del(states.key(name), lifecycles.key(name))));
    } else if (call instanceof Call.RemoveRow removal) {
      return verdict(
          configDb.call(
              REMOVE.with(
                  ImmutableList.of(rows.key(removal.name())),
                  new ScriptArguments().row(removal.expected()))));
    } else {
      throw new IllegalArgumentException("no call of the fence's: " + call);
    }
  }

  @Override
  public synchronized void close() {
    configDb.close();
    stateDb.close();
    watching.close();
  }

  // What depends on more than the row's content.

  /** The row is watched first, so what becomes of it from the comparison on is noticed. */
  private Reply guard(Call.Guard call) {
    watch(call.name(), call.barrier());
    if (!KeyspaceEvents.areOn(watching)) {
      return Verdict.UNANNOUNCED;
    }
    ScriptArguments arguments =
        new ScriptArguments()
            .row(call.expected())
            .text(barriers.name())
            .text(BarrierChannel.message(call.name(), call.barrier()));
    return verdict(
        watching.call(GUARD.with(ImmutableList.of(rows.key(call.name()), INITIALISED), arguments)));
  }

  private void watch(FeatureName name, BarrierId barrier) {
    watching.call(
        jedis -> {
          jedis.unwatch();
          watch = Optional.of(new Watch(barrier, jedis));
          return jedis.watch(rows.key(name));
        });
  }

  /** A connection that was lost meanwhile has taken the watch along. */
  private Reply guarded(Call.Guarded call) {
    Optional<Watch> mine = watch;
    watch = Optional.empty();
    Run run = guardable(call.write());
    return watching.call(
        jedis ->
            mine.equals(Optional.of(new Watch(call.barrier(), jedis)))
                ? unlessTouched(jedis, run)
                : Verdict.CHANGED);
  }

  private static Reply unlessTouched(Jedis jedis, Run run) {
    try (Transaction transaction = jedis.multi()) {
      Response<Object> answer =
          run.script().inTransaction(run.keys(), run.arguments()).apply(transaction);
      return transaction.exec() == null
          ? Verdict.CHANGED
          : run.reading().apply(Script.texts(answer.get()));
    }
  }

  private static boolean isGuardable(Call call) {
    return call instanceof Call.Settle
        || call instanceof Call.Rewrite
        || call instanceof Call.RemoveTrace;
  }

  private Run guardable(Call call) {
    if (call instanceof Call.Settle settle) {
      return settling(settle);
    } else if (call instanceof Call.Rewrite rewrite) {
      return new Run(
          REWRITE,
          ImmutableList.of(rows.key(rewrite.name()), INITIALISED),
          new ScriptArguments().row(rewrite.expected()).pairs(rewrite.values()),
          Fence::verdict);
    } else if (call instanceof Call.RemoveTrace removal) {
      return new Run(
          REMOVE_TRACE,
          ImmutableList.of(rows.key(removal.command().name())),
          new ScriptArguments().row(removal.command().expected()),
          Fence::verdict);
    } else {
      throw new IllegalArgumentException("no call that can wait for a barrier: " + call);
    }
  }

  private Run settling(Call.Settle call) {
    FeatureName name = call.command().name();
    ScriptArguments arguments =
        new ScriptArguments()
            .number(databases.configDb().id())
            .number(databases.stateDb().id())
            .row(call.command().expected())
            .pairs(call.command().rewrite())
            .publication(call.command().publication());
    ImmutableList<byte[]> keys = ImmutableList.of(rows.key(name), states.key(name), INITIALISED);
    return new Run(SETTLE, keys, arguments, answer -> verdictOrForeign(states, name, answer));
  }

  private Reply publish(Call.Publish call) {
    return verdictOrForeign(
        states,
        call.name(),
        stateDb.call(
            PUBLISH.with(
                ImmutableList.of(states.key(call.name())),
                new ScriptArguments().publication(call.publication()))));
  }

  private Reply retract(Call.Retract call) {
    return done(
        stateDb.call(
            RETRACT.with(
                ImmutableList.of(states.key(call.name())),
                new ScriptArguments().publication(Optional.of(call.publication())))));
  }

  private Reply report(Call.Report call) {
    ScriptArguments arguments =
        new ScriptArguments()
            .number(databases.configDb().id())
            .number(databases.stateDb().id())
            .pairs(call.fields());
    ImmutableList<byte[]> keys =
        ImmutableList.of(rows.key(call.name()), lifecycles.key(call.name()));
    return verdictOrForeign(lifecycles, call.name(), configDb.call(REPORT.with(keys, arguments)));
  }

  private Reply reportAlone(Call.ReportAlone call) {
    ImmutableList<byte[]> key = ImmutableList.of(lifecycles.key(call.name()));
    return verdictOrForeign(
        lifecycles,
        call.name(),
        stateDb.call(REPORT_ALONE.with(key, new ScriptArguments().pairs(call.fields()))));
  }

  private Reply forget(FeatureName name) {
    ImmutableList<byte[]> keys =
        ImmutableList.of(rows.key(name), states.key(name), lifecycles.key(name), INITIALISED);
    ScriptArguments arguments =
        new ScriptArguments().number(databases.configDb().id()).number(databases.stateDb().id());
    return verdict(configDb.call(FORGET.with(keys, arguments)));
  }

  private ImmutableList<byte[]> stateKeys(FeatureName name) {
    return ImmutableList.of(states.key(name), lifecycles.key(name));
  }

  private static Reply done(Object unused) {
    return new Reply.Done();
  }

  private static Reply verdictOrForeign(
      Table table, FeatureName name, ImmutableList<String> answer) {
    return answer.get(0).equals("foreign")
        ? new Reply.Refused(foreign(table.prefix() + name, answer.get(1)), false)
        : verdict(answer);
  }

  private static Verdict verdict(ImmutableList<String> answer) {
    return switch (answer.get(0)) {
      case "stands", "removed" -> Verdict.STANDS;
      case "gone" -> Verdict.GONE;
      case "changed" -> Verdict.CHANGED;
      case "back" -> Verdict.BACK;
      case "unloaded" -> Verdict.UNLOADED;
      case "owned" -> Verdict.OWNED;
      default -> throw new IllegalStateException("no answer of a script: " + answer);
    };
  }

  private static String foreign(String key, String type) {
    return "STATE_DB key %s is a %s, not a hash".formatted(Quoted.of(key), type);
  }
}
