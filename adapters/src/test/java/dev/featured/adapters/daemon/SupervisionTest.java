package dev.featured.adapters.daemon;

import static com.google.common.util.concurrent.Uninterruptibles.awaitUninterruptibly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import dev.featured.adapters.notify.ListeningSupervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a service manager is told by the whole daemon, through a real socket. */
@Timeout(180)
class SupervisionTest extends DaemonOnSharedRedis {
  /** So long nothing comes when the loop stands; else something comes each 10 ms. */
  private static final Duration SILENCE = Duration.ofMillis(300);

  @TempDir Path socketFolder;
  private ListeningSupervisor supervisor;
  private final List<String> told = new ArrayList<>();
  private Map<String, String> environment;

  @BeforeEach
  void listen() throws IOException {
    Path socket = socketFolder.resolve("notify");
    supervisor = ListeningSupervisor.at(socket);
    environment = Map.of("NOTIFY_SOCKET", socket.toString());
  }

  @AfterEach
  void stopListening() {
    supervisor.close();
  }

  @Override
  Map<String, String> environment() {
    return environment;
  }

  private void awaitTold(String line) {
    await()
        .atMost(LONG)
        .until(
            () -> {
              listenFor(Duration.ofMillis(20)).ifPresent(told::addAll);
              return told.contains(line);
            });
  }

  private Optional<ImmutableList<String>> listenFor(Duration patience) {
    try {
      return supervisor.next(patience);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void itIsReadyWhenTheTableIsReadAndNotBefore() {
    row("bgp", "state", "enabled");
    row("pmon", "state", "enabeld");
    start();
    awaitTold("STATUS=waiting for the configuration to be loaded");
    assertThat(told).doesNotContain("READY=1");

    configurationIsLoaded();

    awaitTold("READY=1");
    awaitTold("STATUS=1 enabled, 1 failed: pmon");
    assertThat(told.stream().filter("READY=1"::equals)).hasSize(1);
  }

  @Test
  void anEmptyTableIsReadToo() {
    configurationIsLoaded();
    start();

    awaitTold("READY=1");
    assertThat(told).contains("STATUS=no features");
  }

  @Test
  void itIsNotReadyWhileARowIsStillToBeRead() throws InterruptedException {
    row("bgp", "state", "enabled");
    configurationIsLoaded();
    CountDownLatch mayGoOn = new CountDownLatch(1);
    CountDownLatch stands = new CountDownLatch(1);
    start(
        withRoot(options()),
        (id, listener) -> {
          stands.countDown();
          awaitUninterruptibly(mayGoOn);
          return springMachine(id, listener);
        });
    stands.await(); // the loop is in the middle of the rows
    while (true) {
      Optional<ImmutableList<String>> lines = listenFor(SILENCE);
      if (lines.isEmpty()) {
        break;
      }
      told.addAll(lines.get());
    }
    assertThat(told).doesNotContain("READY=1");

    mayGoOn.countDown();
    awaitTold("READY=1");
  }

  @Test
  void aConfigurationThatGoesAndComesIsAReload() {
    configurationIsLoaded();
    row("bgp", "state", "enabled");
    start();
    awaitTold("STATUS=1 enabled");
    told.clear();

    configDb.del("CONFIG_DB_INITIALIZED");
    awaitTold("RELOADING=1");
    assertThat(told).doesNotContain("READY=1");
    row("bgp", "state", "disabled");
    configurationIsLoaded();

    awaitTold("READY=1");
    awaitTold("STATUS=1 disabled");
  }

  @Test
  void lifeIsToldOnlyWhileTheLoopMoves() throws InterruptedException {
    environment =
        Map.of("NOTIFY_SOCKET", environment.get("NOTIFY_SOCKET"), "WATCHDOG_USEC", "20000");
    configurationIsLoaded();
    CountDownLatch mayGoOn = new CountDownLatch(1);
    CountDownLatch stands = new CountDownLatch(1);
    start(
        withRoot(options()),
        (id, listener) -> {
          stands.countDown();
          awaitUninterruptibly(mayGoOn);
          return springMachine(id, listener);
        });
    awaitTold("WATCHDOG=1");

    row("bgp", "state", "enabled");
    stands.await();
    await().atMost(LONG).until(() -> listenFor(SILENCE).isEmpty());
    told.clear();
    mayGoOn.countDown();

    awaitTold("WATCHDOG=1");
  }

  @Test
  void withoutAWatchdogLifeIsNotTold() {
    configurationIsLoaded();
    start();
    awaitTold("READY=1");
    row("bgp", "state", "enabled");
    awaitTold("STATUS=1 enabled");

    assertThat(told).doesNotContain("WATCHDOG=1");
  }

  @Test
  void itSaysThatItStopsBeforeTheOperationsAtWorkHaveEnded() {
    configurationIsLoaded();
    systemctl.close("bgp.service");
    row("bgp", "state", "enabled");
    FeaturedDaemon daemon = start();
    awaitTold("STATUS=1 enabling");

    daemon.stopAsync();

    awaitTold("STOPPING=1");
    assertThat(daemon.isRunning()).isFalse();
    assertThat(published("bgp")).isEmpty();
    systemctl.open("bgp.service");
    daemon.awaitTerminated();
  }
}
