package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Publication;
import dev.featured.engine.core.SettleOutcome;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Quoted;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.RowContent;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The one place where the daemon writes to Redis, so that a row that was deleted is never written
 * again (SPEC section 4). It never creates a row, never adds a field to one, and never overrides a
 * value that the daemon has not seen.
 *
 * <p><b>One server for CONFIG_DB and STATE_DB</b>, as on nearly every switch: each method is one
 * script that checks and writes. Nobody sees a moment between the check and the writes, nor between
 * the row and its published state.
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
 *   <li>when a row comes back between the check and the deletion of its STATE_DB key, the whole key
 *       goes, with what its other owners may have written there for the new row.
 * </ul>
 *
 * <p>The namespaces of a multi-ASIC switch have a fence each; {@link NamespaceMirror} puts together
 * the host's and one of theirs, and says what can be seen then.
 *
 * <p>All methods throw {@link RedisUnavailable} when there is no answer. They can then be repeated:
 * if the lost answer was {@code applied} and fields were rewritten, the repetition finds the row
 * changed, which is true. Safe for use by several threads, which take turns.
 */
public final class Fence implements AutoCloseable {
  private static final Script SETTLE =
      Script.of("arguments", "row", "loaded", "standing", "publication", "settle");
  private static final Script REWRITE =
      Script.of("arguments", "row", "loaded", "standing", "rewrite");
  private static final Script PUBLISH = Script.of("arguments", "publication", "publish");
  private static final Script RETRACT = Script.of("arguments", "publication", "retract");
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

  private final DatabaseConfig databases;
  private final boolean oneServer;
  private final Table rows;
  private final Table states;
  private final Table lifecycles;
  private final RedisConnection configDb;
  private final RedisConnection stateDb;

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
  }

  /**
   * Rewrites derived fields of a row and publishes its feature's state, while the row is exactly
   * the expected one. Writes only what differs, {@code state} last.
   *
   * @return what came of it; an error that Redis answers is {@link SettleOutcome.Refused}
   */
  public synchronized SettleOutcome settle(Command.Settle command) {
    try {
      return oneServer ? settleAtOnce(command) : settleInSteps(command);
    } catch (JedisDataException e) {
      Refusal refusal = Refusal.of(e);
      return new SettleOutcome.Refused(refusal.reason(), refusal.passing());
    }
  }

  /**
   * Reports how a feature's lifecycle stands, while CONFIG_DB has a row of that name, whatever it
   * says. Writes only what differs.
   *
   * <p>With two servers the row is looked at before and after. So a report whose row has just gone
   * can be seen for the time of a round trip, or until the daemon is back if it is killed then.
   *
   * @return what came of it; an error that Redis answers is {@link ReportOutcome.Refused}
   */
  public synchronized ReportOutcome report(FeatureName name, LifecycleReport report) {
    try {
      return oneServer ? reportAtOnce(name, report) : reportInSteps(name, report);
    } catch (JedisDataException e) {
      return new ReportOutcome.Refused(Refusal.of(e));
    }
  }

  /**
   * Removes a feature's two STATE_DB keys, of whatever type, if CONFIG_DB has no row of that name,
   * and otherwise only the daemon's own fields. While the configuration is not loaded it does
   * nothing: a row that is missing may be about to come.
   *
   * @return what came of it; an error that Redis answers is {@link ForgetOutcome.Refused}
   */
  public synchronized ForgetOutcome forget(FeatureName name) {
    try {
      return oneServer ? forgetAtOnce(name) : forgetInSteps(name);
    } catch (JedisDataException e) {
      return new ForgetOutcome.Refused(Refusal.of(e));
    }
  }

  /**
   * Removes a row that is the trace of a revived row, while it is exactly the expected one (SPEC
   * section 5). One script on one server, wherever STATE_DB is.
   *
   * @return what came of it; an error that Redis answers is {@link TraceOutcome.Refused}
   */
  public synchronized TraceOutcome removeTrace(Command.RemoveTrace command) {
    ImmutableList<byte[]> key = ImmutableList.of(rows.key(command.name()));
    ScriptArguments arguments = new ScriptArguments().row(command.expected());
    try {
      String answer = configDb.call(REMOVE_TRACE.with(key, arguments)).get(0);
      return switch (answer) {
        case "removed" -> new TraceOutcome.Removed();
        case "gone" -> new TraceOutcome.Gone();
        case "changed" -> new TraceOutcome.Changed();
        case "owned" -> new TraceOutcome.Owned();
        default -> throw new IllegalStateException("no answer of a script: " + answer);
      };
    } catch (JedisDataException e) {
      return new TraceOutcome.Refused(Refusal.of(e));
    }
  }

  // For NamespaceMirror, which puts steps on two fences together. An error that Redis answers is
  // thrown as the JedisDataException that it is; see refusal.

  /** Looks whether the row is exactly the expected one; writes nothing. */
  synchronized SettleOutcome look(Command.Settle command) {
    return outcome(command, rewrite(command.name(), command.expected(), ImmutableSortedMap.of()));
  }

  /** Publishes without looking at the row. */
  synchronized SettleOutcome publish(Command.Settle command) {
    return outcome(command, publish(command.name(), command.publication()));
  }

  /** Takes a publication back unless another one has replaced it. */
  synchronized void retract(Command.Settle command) {
    stateDb.call(
        RETRACT.with(
            stateKey(command.name()), new ScriptArguments().publication(command.publication())));
  }

  /**
   * Looks whether CONFIG_DB has no row of that name while the configuration is loaded; writes
   * nothing.
   */
  synchronized ForgetOutcome forgettable(FeatureName name) {
    ImmutableList<byte[]> keys = ImmutableList.of(rows.key(name), INITIALISED);
    return forgetOutcome(configDb.call(FORGETTABLE.with(keys, new ScriptArguments())).get(0));
  }

  /** Whether CONFIG_DB has a row of that name, of whatever type. */
  synchronized boolean hasRow(FeatureName name) {
    return configDb.ask(jedis -> jedis.exists(rows.key(name)));
  }

  /**
   * Removes a row of CONFIG_DB while it is exactly this one.
   *
   * @return whether it was
   */
  synchronized boolean removeRow(FeatureName name, Row row) {
    return configDb
        .call(REMOVE.with(ImmutableList.of(rows.key(name)), new ScriptArguments().row(row)))
        .get(0)
        .equals("stands");
  }

  /** Removes the daemon's own fields of a feature's STATE_DB keys. */
  synchronized void disown(FeatureName name) {
    ImmutableList<byte[]> keys = ImmutableList.of(states.key(name), lifecycles.key(name));
    stateDb.call(DISOWN.with(keys, new ScriptArguments()));
  }

  /** Removes a feature's STATE_DB keys, of whatever type. */
  synchronized void removeState(FeatureName name) {
    stateDb.call(jedis -> jedis.del(states.key(name), lifecycles.key(name)));
  }

  @Override
  public synchronized void close() {
    configDb.close();
    stateDb.close();
  }

  private SettleOutcome settleAtOnce(Command.Settle command) {
    ScriptArguments arguments =
        new ScriptArguments()
            .number(databases.configDb().id())
            .number(databases.stateDb().id())
            .row(command.expected())
            .pairs(command.rewrite())
            .publication(command.publication());
    return outcome(command, configDb.call(SETTLE.with(settleKeys(command.name()), arguments)));
  }

  private ImmutableList<byte[]> settleKeys(FeatureName name) {
    return ImmutableList.of(rows.key(name), states.key(name), INITIALISED);
  }

  private SettleOutcome settleInSteps(Command.Settle command) {
    FeatureName name = command.name();
    Optional<Publication> publication = command.publication();
    if (publication.isPresent()) {
      SettleOutcome publishable = outcome(command, publish(name, Optional.empty()));
      if (!(publishable instanceof SettleOutcome.Applied)) {
        return publishable;
      }
    }
    SettleOutcome rewritten =
        outcome(command, rewrite(name, command.expected(), command.rewrite()));
    if (publication.isEmpty() || !(rewritten instanceof SettleOutcome.Applied applied)) {
      return rewritten;
    }
    SettleOutcome published = outcome(command, publish(name, publication));
    if (!(published instanceof SettleOutcome.Applied)) {
      return published;
    }
    SettleOutcome still = look(command.applied(applied.content()));
    if (!(still instanceof SettleOutcome.Applied)) {
      retract(command);
    }
    return still;
  }

  private ImmutableList<String> rewrite(
      FeatureName name, RowContent expected, Map<String, String> values) {
    return configDb.call(
        REWRITE.with(
            ImmutableList.of(rows.key(name), INITIALISED),
            new ScriptArguments().row(expected).pairs(values)));
  }

  private ImmutableList<String> publish(FeatureName name, Optional<Publication> publication) {
    return stateDb.call(
        PUBLISH.with(stateKey(name), new ScriptArguments().publication(publication)));
  }

  private ReportOutcome reportAtOnce(FeatureName name, LifecycleReport report) {
    ScriptArguments arguments =
        new ScriptArguments()
            .number(databases.configDb().id())
            .number(databases.stateDb().id())
            .pairs(report.fields());
    ImmutableList<byte[]> keys = ImmutableList.of(rows.key(name), lifecycles.key(name));
    return reportOutcome(name, configDb.call(REPORT.with(keys, arguments)));
  }

  private ReportOutcome reportInSteps(FeatureName name, LifecycleReport report) {
    if (!hasRow(name)) {
      return new ReportOutcome.Gone();
    }
    ScriptArguments arguments = new ScriptArguments().pairs(report.fields());
    ImmutableList<byte[]> key = ImmutableList.of(lifecycles.key(name));
    ReportOutcome outcome = reportOutcome(name, stateDb.call(REPORT_ALONE.with(key, arguments)));
    if (hasRow(name)) {
      return outcome;
    }
    stateDb.call(jedis -> jedis.del(lifecycles.key(name)));
    return new ReportOutcome.Gone();
  }

  private ReportOutcome reportOutcome(FeatureName name, ImmutableList<String> answer) {
    return switch (answer.get(0)) {
      case "stands" -> new ReportOutcome.Reported();
      case "gone" -> new ReportOutcome.Gone();
      case "foreign" ->
          new ReportOutcome.Refused(
              new Refusal(foreign(lifecycles.prefix() + name, answer.get(1)), false));
      default -> throw new IllegalStateException("no answer of a script: " + answer);
    };
  }

  private ForgetOutcome forgetAtOnce(FeatureName name) {
    ImmutableList<byte[]> forgetKeys =
        ImmutableList.of(rows.key(name), states.key(name), lifecycles.key(name), INITIALISED);
    ScriptArguments arguments =
        new ScriptArguments().number(databases.configDb().id()).number(databases.stateDb().id());
    ImmutableList<String> answer = configDb.call(FORGET.with(forgetKeys, arguments));
    return forgetOutcome(answer.get(0));
  }

  private ForgetOutcome forgetInSteps(FeatureName name) {
    ForgetOutcome before = forgettable(name);
    if (before instanceof ForgetOutcome.Back) {
      disown(name);
    }
    if (!(before instanceof ForgetOutcome.Forgotten)) {
      return before;
    }
    removeState(name);
    return hasRow(name) ? new ForgetOutcome.Back() : new ForgetOutcome.Forgotten();
  }

  private static ForgetOutcome forgetOutcome(String answer) {
    return switch (answer) {
      case "gone" -> new ForgetOutcome.Forgotten();
      case "back" -> new ForgetOutcome.Back();
      case "unloaded" -> new ForgetOutcome.NotLoaded();
      default -> throw new IllegalStateException("no answer of a script: " + answer);
    };
  }

  private ImmutableList<byte[]> stateKey(FeatureName name) {
    return ImmutableList.of(states.key(name));
  }

  private SettleOutcome outcome(Command.Settle command, ImmutableList<String> answer) {
    return switch (answer.get(0)) {
      case "stands" -> new SettleOutcome.Applied(rewritten(command));
      case "gone" -> new SettleOutcome.Gone();
      case "changed" -> new SettleOutcome.Changed();
      case "foreign" ->
          new SettleOutcome.Refused(
              foreign(states.prefix() + command.name(), answer.get(1)), false);
      default -> throw new IllegalStateException("no answer of a script: " + answer);
    };
  }

  private static String foreign(String key, String type) {
    return "STATE_DB key %s is a %s, not a hash".formatted(Quoted.of(key), type);
  }

  private static RowContent rewritten(Command.Settle command) {
    return command.expected() instanceof Row row ? row.with(command.rewrite()) : command.expected();
  }

  /** One line of what Redis answered when it would not write. */
  static String refusal(JedisDataException e) {
    return Refusal.of(e).reason();
  }
}
