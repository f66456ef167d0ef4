package dev.featured.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import dev.featured.adapters.redis.RunningRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.args.ClientType;

/** What can go wrong around the daemon's process: a second one, signals, no systemctl. */
class DaemonFaultsIT {
  @TempDir Path folder;
  private final List<JarProcess> processes = new ArrayList<>();
  private RunningRedis redis;
  private Jedis configDb;
  private Jedis stateDb;

  @BeforeEach
  void startRedis() throws IOException {
    redis = RunningRedis.startIn(folder);
    configDb = redis.client(4);
    stateDb = redis.client(6);
    redis.writeDatabaseConfig(folder.resolve("database_config.json"));
    configDb.set("CONFIG_DB_INITIALIZED", "1");
    systemctl("systemctl");
  }

  /** Units are files; a start waits for the file may-start. */
  private void systemctl(String name) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve(name),
            String.format(
                """
                #!/bin/sh
                cd '%s' || exit 99
                for unit; do :; done
                case $1 in
                  show)
                    echo LoadState=loaded
                    if [ -e "$unit.active" ]; then echo ActiveState=active; else echo ActiveState=inactive; fi
                    if [ -e "$unit.active" ]; then echo UnitFileState=enabled; else echo UnitFileState=masked; fi ;;
                  start)
                    echo begun >"$unit.begun"
                    while ! [ -e may-start ]; do sleep 0.05; done
                    echo active >"$unit.active" ;;
                  stop) rm -f "$unit.active" ;;
                esac
                """,
                folder));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  @AfterEach
  void stopEverything() throws IOException {
    processes.forEach(JarProcess::close);
    configDb.close();
    stateDb.close();
    redis.close();
  }

  private JarProcess daemon(String... options) throws IOException {
    return daemon(ImmutableList.of(), options);
  }

  private JarProcess daemon(ImmutableList<String> jvmOptions, String... options)
      throws IOException {
    JarProcess started =
        JarProcess.start(
            jvmOptions,
            folder.resolve("log" + processes.size()),
            Stream.concat(
                    Stream.of(
                        "run",
                        "--db-config",
                        folder.resolve("database_config.json").toString(),
                        "--systemctl",
                        folder.resolve("systemctl").toString(),
                        "--root",
                        folder.resolve("root").toString()),
                    Stream.of(options))
                .toArray(String[]::new));
    processes.add(started);
    return started;
  }

  private void mayStart() throws IOException {
    Files.createFile(folder.resolve("may-start"));
  }

  private void awaitPublished(String name, String state) {
    await().atMost(JarProcess.LONG).until(() -> Optional.of(state).equals(state(name)));
  }

  private Optional<String> state(String name) {
    return Optional.ofNullable(stateDb.hget("FEATURE|" + name, "state"));
  }

  private void awaitStartOf(String name) {
    await()
        .atMost(JarProcess.LONG)
        .until(() -> Files.exists(folder.resolve(name + ".service.begun")));
  }

  @Test
  void aSecondInstanceSaysWhichPidHoldsTheLockUntilThatIsKilled() throws Exception {
    Path lock = folder.resolve("root/run/featured/featured.lock");
    mayStart();
    configDb.hset("FEATURE|bgp", "state", "enabled");
    JarProcess first = daemon();
    awaitPublished("bgp", "enabled");

    JarProcess second = daemon();
    assertThat(second.exitCode()).isEqualTo(8);
    assertThat(second.log().lines().toList()).hasSize(1);
    assertThat(second.log())
        .endsWith("featured runs already: pid " + first.pid() + " holds " + lock + "\n");

    configDb.hset("FEATURE|bgp", "state", "disabled");
    awaitPublished("bgp", "disabled"); // the first one goes on

    first.kill();
    assertThat(lock).hasContent(String.valueOf(first.pid()));
    JarProcess third = daemon();
    configDb.hset("FEATURE|bgp", "state", "enabled");
    awaitPublished("bgp", "enabled");
    assertThat(lock).hasContent(String.valueOf(third.pid()));
  }

  @Test
  void daemonsWithLocksOfTheirOwnRunSideBySide() throws Exception {
    JarProcess first = daemon("--lock", folder.resolve("a.lock").toString());
    JarProcess second = daemon("--lock", folder.resolve("b.lock").toString());

    await().atMost(JarProcess.LONG).until(() -> subscribers() == 2);
    for (JarProcess running : ImmutableList.of(first, second)) {
      running.signal("TERM");
      assertThat(running.exitCode()).isZero();
    }
    assertThat(folder.resolve("a.lock")).hasContent(String.valueOf(first.pid()));
    assertThat(folder.resolve("b.lock")).hasContent(String.valueOf(second.pid()));
  }

  private long subscribers() {
    return configDb.clientList(ClientType.PUBSUB).lines().filter(line -> !line.isBlank()).count();
  }

  @Test
  void aSecondSigtermChangesNothing() throws Exception {
    configDb.hset("FEATURE|bgp", "state", "enabled");
    JarProcess daemon = daemon("--grace", "100");
    awaitStartOf("bgp");

    daemon.signal("TERM");
    await().atMost(JarProcess.LONG).until(() -> daemon.log().contains("stopping"));
    daemon.signal("TERM");
    mayStart();

    assertThat(daemon.exitCode()).isZero();
    assertThat(daemon.log()).containsOnlyOnce("stopping").endsWith("stopped\n");
    assertThat(state("bgp")).contains("enabled");
  }

  @Test
  void sigtermWhileRedisIsAwayEndsItWithTheOperationDoneAndNothingPublished() throws Exception {
    configDb.hset("FEATURE|bgp", "state", "enabled");
    JarProcess daemon = daemon("--grace", "100");
    awaitStartOf("bgp");
    redis.close();
    await()
        .atMost(JarProcess.LONG)
        .until(() -> daemon.log().contains("trying again, what happens meanwhile is found then"));

    daemon.signal("TERM");
    await().atMost(JarProcess.LONG).until(() -> daemon.log().contains("stopping"));
    mayStart();

    assertThat(daemon.exitCode()).isZero();
    assertThat(folder.resolve("bgp.service.active")).exists();
    assertThat(daemon.log())
        .contains("bgp: enabling -> enabled", "what was still to be written is given up")
        .doesNotContain("Exception")
        .endsWith("stopped\n");
  }

  @Test
  void aMissingSystemctlFailsTheFeatureAndTheSameWishIsRetriedOnceItIsThere() throws Exception {
    Files.move(folder.resolve("systemctl"), folder.resolve("elsewhere"));
    mayStart();
    configDb.hset("FEATURE|bgp", "state", "enabled");
    JarProcess daemon = daemon();
    awaitPublished("bgp", "failed");
    assertThat(stateDb.hget("FEATURE|bgp", "error_message"))
        .startsWith("systemctl ")
        .endsWith("systemctl' cannot be run: No such file or directory");

    Files.move(folder.resolve("elsewhere"), folder.resolve("systemctl"));
    configDb.hset("FEATURE|bgp", "state", "enabled");

    awaitPublished("bgp", "enabled");
    assertThat(stateDb.hexists("FEATURE|bgp", "error_message")).isFalse();
    assertThat(daemon.log()).doesNotContain("Exception");
  }

  @Test
  @Tag("soak")
  void aMillionRowChangesFitIntoAHeapOf64Mebibytes() throws Exception {
    mayStart();
    JarProcess daemon = daemon(ImmutableList.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError"));
    Random random = new Random(1);
    List<String> sizes = new ArrayList<>();
    for (int tenth = 0; tenth < 10; tenth++) {
      for (int batch = 0; batch < 100; batch++) {
        change(1000, random);
      }
      configDb.hset("FEATURE|last" + tenth, "state", "enabled");
      awaitPublished("last" + tenth, "enabled");
      sizes.add(residentMemory(daemon));
    }
    System.out.println("resident after each 100,000 row changes: " + sizes);

    for (String key : configDb.keys("FEATURE|*")) {
      awaitPublished(key.substring("FEATURE|".length()), configDb.hget(key, "state"));
    }
    assertThat(daemon.process().isAlive()).isTrue();
    daemon.signal("TERM");
    assertThat(daemon.exitCode()).isZero();
  }

  private void change(int rows, Random random) {
    try (Pipeline pipeline = configDb.pipelined()) {
      for (int i = 0; i < rows; i++) {
        pipeline.hset(
            "FEATURE|f" + random.nextInt(50),
            Map.of(
                "state",
                random.nextInt(100) == 0 ? "disabled" : "enabled",
                "note",
                String.valueOf(random.nextInt())));
      }
    }
  }

  private static String residentMemory(JarProcess daemon) throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(daemon.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.substring("VmRSS:".length()).strip())
        .findFirst()
        .orElseThrow();
  }
}
