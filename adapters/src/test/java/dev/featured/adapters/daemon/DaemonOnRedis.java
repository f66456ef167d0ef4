package dev.featured.adapters.daemon;

import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableSet;
import dev.featured.adapters.redis.DatabaseGlobal;
import dev.featured.adapters.redis.RunningRedis;
import dev.featured.adapters.redis.TimeLimits;
import dev.featured.engine.core.Taken;
import dev.featured.engine.lifecycle.FeatureLifecycle;
import dev.featured.engine.statemachine.RegistrationMachine;
import dev.featured.engine.statemachine.TransitionListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;

/** The whole daemon on a real Redis, with units that start when the test lets them. */
abstract class DaemonOnRedis {
  static final int APPL_DB = 0;
  static final int CONFIG_DB = 4;
  static final int STATE_DB = 6;
  static final String WARM_BOOT = "WARM_RESTART_ENABLE_TABLE|system";

  /** Only a guard against hanging; nothing waits this long. */
  static final Duration LONG = Duration.ofSeconds(60);

  static {
    // What is awaited here comes within milliseconds; it is looked for as often.
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
  }

  RunningRedis redis;
  Path root;
  final GatedSystemctl systemctl = new GatedSystemctl();
  final List<Taken> taken = new CopyOnWriteArrayList<>();
  Jedis configDb;
  Jedis stateDb;
  private Optional<FeaturedDaemon> daemon = Optional.empty();

  /** With empty databases. */
  final void begin(RunningRedis running, Path rootFolder) {
    redis = running;
    root = rootFolder;
    configDb = redis.client(CONFIG_DB);
    stateDb = redis.client(STATE_DB);
    configDb.flushAll();
  }

  /** Stops the daemon if it still runs. */
  final void end() {
    daemon.ifPresent(
        running -> {
          if (running.isRunning()) {
            try {
              running.stopAsync().awaitTerminated(LONG);
            } catch (TimeoutException e) {
              throw new AssertionError("the daemon does not end", e);
            }
          }
        });
    configDb.close();
    stateDb.close();
  }

  static DaemonOptions options() {
    return new DaemonOptions(
        16,
        ImmutableSet.of("telemetry"),
        Duration.ofHours(1),
        Duration.ofHours(1),
        Duration.ofHours(1),
        Path.of("/"));
  }

  final DaemonOptions withRoot(DaemonOptions options) {
    return new DaemonOptions(
        options.parallel(),
        options.exclude(),
        options.resync(),
        options.portInitTimeout(),
        options.grace(),
        root);
  }

  final DaemonOptions withGrace(Duration grace) {
    return new DaemonOptions(
        16, ImmutableSet.of(), Duration.ofHours(1), Duration.ofHours(1), grace, root);
  }

  final FeaturedDaemon start() {
    return start(withRoot(options()));
  }

  final FeaturedDaemon start(DaemonOptions options) {
    return start(options, DaemonOnRedis::springMachine);
  }

  final FeaturedDaemon start(DaemonOptions options, Machine.Factory machines) {
    DatabaseGlobal databases = DatabaseGlobal.of(redis.databases());
    FeaturedDaemon started =
        FeaturedDaemon.create(
            options,
            databases,
            systemctl,
            environment(),
            taken::add,
            machines,
            redisLimits(),
            FeaturedDaemon.RELOAD_PATIENCE);
    daemon = Optional.of(started);
    started.startAsync().awaitRunning();
    return started;
  }

  /** The daemon's environment; a test may put a service manager into it. */
  Map<String, String> environment() {
    return Map.of();
  }

  /** How long Redis may take; a test that lets it hang has lower ones. */
  TimeLimits redisLimits() {
    return TimeLimits.DEFAULT;
  }

  static Machine springMachine(String id, TransitionListener listener) {
    return RegistrationMachine.start(FeatureLifecycle.table(), id, listener)::fire;
  }

  final void configurationIsLoaded() {
    configDb.set("CONFIG_DB_INITIALIZED", "1");
  }

  final void row(String name, String... fieldsAndValues) {
    for (int i = 0; i < fieldsAndValues.length; i += 2) {
      configDb.hset("FEATURE|" + name, fieldsAndValues[i], fieldsAndValues[i + 1]);
    }
  }

  final Optional<String> published(String name) {
    return Optional.ofNullable(stateDb.hget("FEATURE|" + name, "state"));
  }

  final void awaitPublished(String name, String state) {
    await().atMost(LONG).until(() -> published(name).equals(Optional.of(state)));
  }

  final void awaitChange(String call) {
    await().atMost(LONG).until(() -> systemctl.changes().contains(call));
  }

  /**
   * Lets the daemon look at CONFIG_DB some times. What it was told before has been dealt with then.
   */
  final void letItLookOften() {
    try (Jedis other = redis.client(STATE_DB)) {
      for (int i = 0; i < 10; i++) {
        int before = looks(other);
        other.hset(WARM_BOOT, "other", Integer.toString(i));
        await()
            .atMost(LONG)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(2))
            .until(() -> looks(other) > before);
      }
    }
  }

  private static int looks(Jedis jedis) {
    return called(jedis, "get");
  }

  static int called(Jedis jedis, String command) {
    return jedis
        .info("commandstats")
        .lines()
        .filter(line -> line.startsWith("cmdstat_" + command + ":"))
        .mapToInt(line -> Integer.parseInt(line.replaceAll(".*:calls=(\\d+),.*", "$1")))
        .sum();
  }
}
