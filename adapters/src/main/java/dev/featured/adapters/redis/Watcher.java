package dev.featured.adapters.redis;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.featured.adapters.redis.DatabaseConfig.Database;
import dev.featured.engine.core.BarrierId;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.InvalidFeatureName;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of changes from Redis (SPEC sections 1 and 7): of FEATURE rows in CONFIG_DB and STATE_DB,
 * and on the host of CONFIG_DB_INITIALIZED, of PortInitDone and of the flag of a warm or fast boot,
 * which are of no concern in a namespace. It subscribes on a daemon thread for each server
 * concerned, which is one thread where the databases share a server, and again after each loss, for
 * as long as it takes, with pauses of at most 1 s.
 *
 * <p>Notifications are lost while it is not subscribed, and FLUSHDB announces nothing. So they are
 * hints: what is so is for {@link FeatureStore} to say.
 */
public final class Watcher implements AutoCloseable {
  /**
   * Is told what the watcher hears of features. It is called on the watcher's threads, never twice
   * at a time.
   *
   * <p>It must hand on and return: Redis cuts off a subscriber that reads too slowly. If it throws,
   * the watcher subscribes anew.
   */
  public interface FeatureListener {
    /** From now on nothing is missed; whatever happened before this may have been. */
    void subscribed();

    /** A row was created or written to. */
    void rowWritten(FeatureName name);

    /** A row went; it may be back already. */
    void rowDeleted(FeatureName name);

    /** A FEATURE key was written whose name is refused. */
    void nameRefused(InvalidFeatureName complaint);

    /** A feature's STATE_DB row was written to or went; perhaps by the daemon itself. */
    void stateTouched(FeatureName name);

    /**
     * A server cannot be reached or was lost. Told again for each try that fails, until all servers
     * have been subscribed to again.
     *
     * @param reason one line that names the server
     */
    void lost(String reason);

    /** A barrier came; whatever Redis announced before it has been told. */
    default void barrierHeard(FeatureName name, BarrierId barrier) {
      throw new IllegalStateException("nobody sends barriers here: " + barrier);
    }

    /** The watcher hit an internal error, and from now on nothing is heard of that server. */
    void died(Throwable cause);
  }

  /** Is told of features, and of what the switch says of itself. */
  public interface Listener extends FeatureListener {
    /** CONFIG_DB_INITIALIZED was written, with whatever value, or went. */
    void configFlagTouched();

    /** The flag of a warm or fast boot was written, with whatever value, or went. */
    void bootFlagTouched();

    /** PortInitDone was written; that it, or a field of it, went is not told. */
    void portsInitialised();
  }

  private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);

  private final FeatureListener listener;
  private final ImmutableList<Subscriber> subscribers;
  private final Set<Database> unconfirmed;

  /** A watcher of the host's databases, which does nothing before {@link #start()}. */
  public Watcher(DatabaseConfig databases, TimeLimits limits, Listener listener) {
    this(databases, limits, listener, RandomGenerator.getDefault(), Watcher::sleep);
  }

  /** One that hears the barriers on this channel besides. */
  public Watcher(
      DatabaseConfig databases, TimeLimits limits, BarrierChannel barriers, Listener listener) {
    this(
        databases,
        limits,
        listener,
        Optional.of(listener),
        Optional.of(barriers),
        RandomGenerator.getDefault(),
        Watcher::sleep);
  }

  /** A watcher of a namespace's features only, which does nothing before {@link #start()}. */
  public static Watcher ofFeatures(
      DatabaseConfig databases,
      TimeLimits limits,
      BarrierChannel barriers,
      FeatureListener listener) {
    return new Watcher(
        databases,
        limits,
        listener,
        Optional.empty(),
        Optional.of(barriers),
        RandomGenerator.getDefault(),
        Watcher::sleep);
  }

  Watcher(
      DatabaseConfig databases,
      TimeLimits limits,
      Listener listener,
      RandomGenerator random,
      Pause pause) {
    this(databases, limits, listener, Optional.of(listener), Optional.empty(), random, pause);
  }

  private Watcher(
      DatabaseConfig databases,
      TimeLimits limits,
      FeatureListener listener,
      Optional<Listener> ofTheSwitch,
      Optional<BarrierChannel> barriers,
      RandomGenerator random,
      Pause pause) {
    this.listener = listener;
    ImmutableMap<Database, ImmutableMap<String, BiConsumer<String, String>>> servers =
        receiversByServer(databases, ofTheSwitch, barriers);
    this.unconfirmed = new HashSet<>(servers.keySet());
    this.subscribers =
        servers.entrySet().stream()
            .map(
                server ->
                    new Subscriber(
                        server.getKey(),
                        limits,
                        server.getValue(),
                        () -> confirmed(server.getKey()),
                        reason -> lost(server.getKey(), reason),
                        listener::died,
                        new Backoff(random),
                        pause))
            .collect(toImmutableList());
  }

  private static void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration.toMillis());
  }

  /** Starts to watch; to be called once. */
  public void start() {
    subscribers.forEach(Subscriber::start);
  }

  /** Stops to watch. When this returns, the listener is not called any more. */
  @Override
  public void close() {
    subscribers.forEach(Subscriber::close);
  }

  private ImmutableMap<Database, ImmutableMap<String, BiConsumer<String, String>>>
      receiversByServer(
          DatabaseConfig databases,
          Optional<Listener> ofTheSwitch,
          Optional<BarrierChannel> barriers) {
    Database configDb = databases.configDb();
    Database stateDb = databases.stateDb();
    String rows = channel(configDb, SonicKeys.features(configDb).prefix());
    String states = channel(stateDb, SonicKeys.features(stateDb).prefix());
    Map<Database, ImmutableMap.Builder<String, BiConsumer<String, String>>> servers =
        new LinkedHashMap<>();
    onServerOf(configDb, servers)
        .put(
            Glob.literal(rows) + "*",
            (channel, event) -> row(channel.substring(rows.length()), KeyEvent.of(event)));
    onServerOf(stateDb, servers)
        .put(
            Glob.literal(states) + "*",
            (channel, event) -> state(channel.substring(states.length()), KeyEvent.of(event)));
    ofTheSwitch.ifPresent(hearer -> addReceiversOfTheSwitch(databases, hearer, servers));
    barriers.ifPresent(
        channel ->
            onServerOf(configDb, servers)
                .put(Glob.literal(channel.name()), (name, message) -> barrier(message)));
    return ImmutableMap.copyOf(Maps.transformValues(servers, ImmutableMap.Builder::buildOrThrow));
  }

  private void addReceiversOfTheSwitch(
      DatabaseConfig databases,
      Listener hearer,
      Map<Database, ImmutableMap.Builder<String, BiConsumer<String, String>>> servers) {
    Database configDb = databases.configDb();
    Database stateDb = databases.stateDb();
    Database applDb = databases.applDb();
    onServerOf(configDb, servers)
        .put(
            Glob.literal(channel(configDb, SonicKeys.CONFIG_DB_INITIALIZED)),
            (channel, event) -> ifTouched(KeyEvent.of(event), hearer::configFlagTouched));
    onServerOf(stateDb, servers)
        .put(
            Glob.literal(channel(stateDb, SonicKeys.warmRestart(stateDb))),
            (channel, event) -> ifTouched(KeyEvent.of(event), hearer::bootFlagTouched));
    onServerOf(applDb, servers)
        .put(
            Glob.literal(channel(applDb, SonicKeys.portInitDone(applDb))),
            (channel, event) -> ifWritten(KeyEvent.of(event), hearer::portsInitialised));
  }

  /** What is wanted from a database's server, which may be another database's too. */
  private static ImmutableMap.Builder<String, BiConsumer<String, String>> onServerOf(
      Database database,
      Map<Database, ImmutableMap.Builder<String, BiConsumer<String, String>>> servers) {
    Database first =
        servers.keySet().stream().filter(database::sharesInstanceWith).findFirst().orElse(database);
    return servers.computeIfAbsent(first, server -> ImmutableMap.builder());
  }

  private static String channel(Database database, String key) {
    return "__keyspace@" + database.id() + "__:" + key;
  }

  private synchronized void row(String name, KeyEvent event) {
    if (event == KeyEvent.NOTHING) {
      return;
    }
    try {
      FeatureName feature = new FeatureName(name);
      if (event == KeyEvent.GONE) {
        listener.rowDeleted(feature);
      } else {
        listener.rowWritten(feature);
      }
    } catch (InvalidFeatureName complaint) {
      if (event != KeyEvent.GONE) {
        listener.nameRefused(complaint);
      }
    }
  }

  /** A name that is refused is complained of where it has a row, and when all names are listed. */
  private synchronized void state(String name, KeyEvent event) {
    if (event == KeyEvent.NOTHING) {
      return;
    }
    try {
      listener.stateTouched(new FeatureName(name));
    } catch (InvalidFeatureName complaint) {
      LOG.debug("STATE_DB: {}", complaint.getMessage());
    }
  }

  private synchronized void barrier(String message) {
    BarrierChannel.read(message, listener::barrierHeard);
  }

  private synchronized void ifTouched(KeyEvent event, Runnable call) {
    if (event != KeyEvent.NOTHING) {
      call.run();
    }
  }

  private synchronized void ifWritten(KeyEvent event, Runnable call) {
    if (event == KeyEvent.WRITTEN) {
      call.run();
    }
  }

  private synchronized void confirmed(Database server) {
    unconfirmed.remove(server);
    if (unconfirmed.isEmpty()) {
      listener.subscribed();
    }
  }

  private synchronized void lost(Database server, String reason) {
    unconfirmed.add(server);
    listener.lost(reason);
  }
}
