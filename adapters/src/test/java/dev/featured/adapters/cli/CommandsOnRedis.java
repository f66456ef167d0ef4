package dev.featured.adapters.cli;

import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableSet;
import dev.featured.adapters.daemon.DaemonOptions;
import dev.featured.adapters.daemon.FeaturedDaemon;
import dev.featured.adapters.daemon.GatedSystemctl;
import dev.featured.adapters.redis.DatabaseConfig;
import dev.featured.adapters.redis.DatabaseGlobal;
import dev.featured.adapters.redis.RunningRedis;
import dev.featured.adapters.systemd.Systemctl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Command lines on a real Redis, with a daemon where a test wants one. */
abstract class CommandsOnRedis {
  /** Only a guard against hanging; nothing waits this long. */
  static final Duration LONG = Duration.ofSeconds(60);

  @TempDir static Path redisFolder;
  private static RunningRedis redis;
  private static Path databaseConfig;

  @TempDir Path root;
  final GatedSystemctl systemctl = new GatedSystemctl();
  private final ExecutorService beside = Executors.newCachedThreadPool();
  private Optional<FeaturedDaemon> daemon = Optional.empty();
  Jedis configDb;
  Jedis stateDb;

  @BeforeAll
  static void startRedis() throws IOException {
    redis = RunningRedis.startIn(redisFolder);
    databaseConfig = redisFolder.resolve("database_config.json");
    redis.writeDatabaseConfig(databaseConfig);
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  final void connect() {
    configDb = redis.client(4);
    stateDb = redis.client(6);
    configDb.flushAll();
    configDb.set("CONFIG_DB_INITIALIZED", "1");
  }

  @AfterEach
  final void endAll() {
    beside.shutdownNow();
    stopDaemon();
    configDb.close();
    stateDb.close();
  }

  final void startDaemon() {
    FeaturedDaemon started =
        FeaturedDaemon.create(
            new DaemonOptions(
                16,
                ImmutableSet.of("telemetry"),
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ZERO,
                root),
            DatabaseGlobal.of(redis.databases()),
            systemctl,
            Map.of(),
            taken -> {});
    started.startAsync().awaitRunning();
    daemon = Optional.of(started);
  }

  final void stopDaemon() {
    daemon.ifPresent(
        running -> {
          try {
            running.stopAsync().awaitTerminated(LONG);
          } catch (TimeoutException e) {
            throw new AssertionError("the daemon does not end", e);
          }
        });
    daemon = Optional.empty();
  }

  static DatabaseConfig databases() {
    return redis.databases();
  }

  /** The command line with what every one needs to find this Redis. */
  static CommandRun run(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command, "--db-config", databaseConfig.toString()));
    all.addAll(List.of(arguments));
    return CommandRun.of(all.toArray(String[]::new));
  }

  final CompletableFuture<CommandRun> runBeside(String command, String... arguments) {
    return CompletableFuture.supplyAsync(() -> run(command, arguments), beside);
  }

  final void row(String name, String... fieldsAndValues) {
    for (int i = 0; i < fieldsAndValues.length; i += 2) {
      configDb.hset("FEATURE|" + name, fieldsAndValues[i], fieldsAndValues[i + 1]);
    }
  }

  final void startFails(String unit, String output) {
    systemctl.startAnswers(unit, new Systemctl.Result.Exited(1, output));
  }

  final void awaitLifecycle(String name, String state) {
    await()
        .atMost(LONG)
        .until(() -> state.equals(stateDb.hget("FEATURE_LIFECYCLE|" + name, "state")));
  }

  /** Until the command that runs beside has left its token. */
  final void awaitAsked(String name) {
    await().atMost(LONG).until(() -> stateDb.hexists("FEATURE_LIFECYCLE|" + name, "asked"));
  }
}
