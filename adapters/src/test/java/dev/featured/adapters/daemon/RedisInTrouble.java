package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.google.common.collect.ImmutableList;
import dev.featured.adapters.redis.RunningRedis;
import dev.featured.engine.lifecycle.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The whole daemon on a Redis of its own, to which anything may be done. */
abstract class RedisInTrouble extends DaemonOnRedis {
  private static final Pattern CONNECTION =
      Pattern.compile("(?m)^id=(\\d+) .* name=featured .* flags=(\\S+) db=(\\d+) ");

  /** One of the daemon's connections, as the server knows it. */
  record Connection(long id, boolean subscriber, String database) {
    private static Connection of(MatchResult line) {
      return new Connection(
          Long.parseLong(line.group(1)), line.group(2).contains("P"), line.group(3));
    }
  }

  @TempDir Path folder;
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
          lines.add(line.getFormattedMessage());
        }
      };
  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.featured");

  @BeforeEach
  void startRedis() throws IOException {
    appender.start();
    logger.addAppender(appender);
    begin(RunningRedis.startIn(folder), Files.createDirectory(folder.resolve("root")));
  }

  @AfterEach
  void stopAll() {
    end();
    redis.close();
    logger.detachAppender(appender);
  }

  /** The server at the socket is another one now, or one that has lost its connections. */
  final void reconnect() {
    configDb.close();
    stateDb.close();
    configDb = redis.client(CONFIG_DB);
    stateDb = redis.client(STATE_DB);
  }

  /** Two features run, and nothing is under way. */
  final void startWithTwoFeatures(Duration resync) {
    configurationIsLoaded();
    row("bgp", "state", "enabled");
    row("lldp", "state", "enabled");
    DaemonOptions options = withRoot(options());
    configDb.configResetStat();
    start(
        new DaemonOptions(
            options.parallel(),
            options.exclude(),
            resync,
            options.portInitTimeout(),
            options.grace(),
            options.root()));
    awaitPublished("bgp", "enabled");
    awaitPublished("lldp", "enabled");
    // Each is published, and looked at and settled once more because that was announced.
    await().atMost(LONG).until(() -> called(configDb, "hmget") >= 4);
  }

  /** So the steady comparison helps nobody. */
  final void startWithTwoFeatures() {
    startWithTwoFeatures(Duration.ofHours(1));
  }

  final ImmutableList<String> linesWith(String part) {
    return lines.stream()
        .filter(line -> line.contains(part))
        .collect(ImmutableList.toImmutableList());
  }

  final int linesInAll() {
    return lines.size();
  }

  final void awaitLine(String part) {
    await().atMost(LONG).until(() -> !linesWith(part).isEmpty());
  }

  final void awaitForgotten(String name) {
    await().atMost(LONG).until(() -> !stateDb.exists("FEATURE|" + name));
  }

  final boolean heard(String name, Trigger trigger) {
    return taken.stream().anyMatch(t -> t.name().value().equals(name) && t.trigger() == trigger);
  }

  /** What a service does on the way: it was started once and never stopped. */
  final void assertRanOn(String name) {
    assertThat(heard(name, Trigger.ROW_DELETED)).isFalse();
    assertThat(systemctl.changes())
        .containsOnlyOnce("start " + name + ".service")
        .doesNotContain("stop " + name + ".service");
    assertThat(systemctl.isActive(name + ".service")).isTrue();
  }

  final ImmutableList<Connection> connections() {
    return CONNECTION
        .matcher(configDb.clientList())
        .results()
        .map(Connection::of)
        .collect(ImmutableList.toImmutableList());
  }
}
