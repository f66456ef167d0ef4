package dev.featured.adapters.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import dev.featured.adapters.redis.RunningRedis;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The jar as an operator runs it: a process, its options, its log, its signals, its exit code. */
class FeaturedJarIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path folder;
  private RunningRedis redis;
  private Jedis configDb;
  private Jedis stateDb;
  private final List<Process> processes = new ArrayList<>();

  @BeforeEach
  void startRedis() throws IOException {
    redis = RunningRedis.startIn(folder);
    configDb = redis.client(4);
    stateDb = redis.client(6);
    redis.writeDatabaseConfig(folder.resolve("database_config.json"));
    // Units are files in a folder; a start waits for the file named after the unit and .may-start.
    script(
        """
        #!/bin/sh
        cd '%s' || exit 99
        for unit; do :; done
        case $1 in
          show)
            echo LoadState=loaded
            echo SubState=any
            echo Restart=no
            if [ -e "$unit.active" ]; then echo ActiveState=active; else echo ActiveState=inactive; fi
            if [ -e "$unit.active" ]; then echo UnitFileState=enabled; else echo UnitFileState=masked; fi ;;
          start)
            echo begun >"$unit.begun"
            while ! [ -e may-start ]; do sleep 0.05; done
            echo active >"$unit.active" ;;
          stop) rm -f "$unit.active" ;;
        esac
        """);
  }

  private void script(String text) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("systemctl"),
            String.format(text, Files.createDirectory(folder.resolve("u"))));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  @AfterEach
  void stopEverything() throws IOException {
    processes.forEach(Process::destroyForcibly);
    configDb.close();
    stateDb.close();
    redis.close();
  }

  private Process featured(Map<String, String> environment, String... arguments)
      throws IOException {
    return featured(new File("/dev/null"), environment, arguments);
  }

  private Process featured(File stdin, Map<String, String> environment, String... arguments)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                ImmutableList.<String>builder()
                    .addAll(JarProcess.command(ImmutableList.of()))
                    .add(arguments)
                    .build())
            .redirectInput(stdin)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().remove("JOURNAL_STREAM");
    builder.environment().putAll(environment);
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private Process daemon(Map<String, String> environment) throws IOException {
    return featured(
        environment,
        "run",
        "--db-config",
        folder.resolve("database_config.json").toString(),
        "--systemctl",
        folder.resolve("systemctl").toString(),
        "--root",
        folder.resolve("root").toString(),
        "--grace",
        "1");
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("err"), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String printed() throws IOException {
    return Files.readString(folder.resolve("out"), UTF_8);
  }

  private static int exitOf(Process process) throws InterruptedException {
    assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private void signal(Process process, String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  private void awaitPublished(String name, String state) {
    await()
        .atMost(LONG)
        .until(
            () ->
                Optional.ofNullable(stateDb.hget("FEATURE|" + name, "state"))
                    .equals(Optional.of(state)));
  }

  @Test
  void itFollowsTheTableUntilSigterm() throws IOException, InterruptedException {
    Files.createFile(folder.resolve("u/may-start"));
    Process daemon = daemon(Map.of());
    await().atMost(LONG).until(() -> log().contains("waiting for the configuration"));

    configDb.hset("FEATURE|bgp", "state", "{% if true %}enabled{% endif %}");
    configDb.hset("FEATURE|pmon", "state", "enabeld");
    configDb.hset("FEATURE|../x", "state", "enabled");
    configDb.set("FEATURE|text", "enabled");
    configDb.set("CONFIG_DB_INITIALIZED", "1");
    awaitPublished("bgp", "enabled");
    awaitPublished("pmon", "failed");
    awaitPublished("text", "failed");
    assertThat(configDb.hget("FEATURE|bgp", "state")).isEqualTo("enabled");

    signal(daemon, "HUP");
    configDb.hset("FEATURE|bgp", "state", "disabled");
    awaitPublished("bgp", "disabled");

    signal(daemon, "TERM");
    assertThat(exitOf(daemon)).isZero();
    assertThat(log())
        .containsOnlyOnce("pmon: absent -> failed, row unusable: field 'state' is 'enabeld'")
        .containsOnlyOnce("text: absent -> failed, row unusable: the row is of the Redis type")
        .containsOnlyOnce("feature name '../x' is refused")
        .containsOnlyOnce("bgp: enabling -> enabled, operation succeeded")
        .doesNotContain("Exception")
        .endsWith("stopped\n");
  }

  @Test
  void sigtermEndsItWhileItWaitsForTheConfiguration() throws IOException, InterruptedException {
    Process daemon = daemon(Map.of());
    await().atMost(LONG).until(() -> log().contains("waiting for the configuration"));

    signal(daemon, "TERM");

    assertThat(exitOf(daemon)).isZero();
  }

  @Test
  void sigtermCutsAnOperationShortAfterTheGraceAndPublishesNothing()
      throws IOException, InterruptedException {
    configDb.hset("FEATURE|bgp", "state", "enabled");
    configDb.set("CONFIG_DB_INITIALIZED", "1");
    Process daemon = daemon(Map.of());
    await().atMost(LONG).until(() -> Files.exists(folder.resolve("u/bgp.service.begun")));

    signal(daemon, "TERM");

    assertThat(exitOf(daemon)).isZero();
    assertThat(stateDb.keys("FEATURE|*")).isEmpty();
  }

  @Test
  void afterAKillItConvergesToWhatTheRowsSay() throws IOException, InterruptedException {
    configDb.hset("FEATURE|bgp", "state", "enabled");
    configDb.hset("FEATURE|gone", "state", "enabled");
    configDb.set("CONFIG_DB_INITIALIZED", "1");
    Process first = daemon(Map.of());
    await().atMost(LONG).until(() -> Files.exists(folder.resolve("u/bgp.service.begun")));
    await().atMost(LONG).until(() -> Files.exists(folder.resolve("u/gone.service.begun")));
    signal(first, "KILL");
    assertThat(exitOf(first)).isNotZero();
    configDb.del("FEATURE|gone");
    stateDb.hset("FEATURE|gone", "state", "enabled");
    Files.createFile(folder.resolve("u/may-start"));

    daemon(Map.of());

    awaitPublished("bgp", "enabled");
    await().atMost(LONG).until(() -> !stateDb.exists("FEATURE|gone"));
    assertThat(configDb.keys("FEATURE|*")).containsExactly("FEATURE|bgp");
  }

  @Test
  void underSystemdEachLineCarriesItsPriority() throws IOException, InterruptedException {
    configDb.set("FEATURE|text", "enabled");
    configDb.set("CONFIG_DB_INITIALIZED", "1");
    Process daemon = daemon(Map.of("JOURNAL_STREAM", "8:1"));
    awaitPublished("text", "failed");
    signal(daemon, "TERM");
    exitOf(daemon);

    assertThat(log().lines()).allMatch(line -> line.matches("<[3-7]>.*"));
    assertThat(log()).contains("<3>text: absent -> failed", "<6>stopped");
  }

  @Test
  void aMissingDatabaseConfigIsOneClearLine() throws IOException, InterruptedException {
    Process daemon = featured(Map.of(), "run", "--db-config", "/nowhere/database_config.json");

    assertThat(exitOf(daemon)).isEqualTo(1);
    assertThat(log().lines()).hasSize(1);
    assertThat(log()).contains("/nowhere/database_config.json");
  }

  @Test
  void aCommandLineThatCannotBeUnderstoodExitsWith2() throws IOException, InterruptedException {
    assertThat(exitOf(featured(Map.of()))).isEqualTo(2);
    assertThat(exitOf(featured(Map.of(), "fly"))).isEqualTo(2);
    assertThat(exitOf(featured(Map.of(), "run", "--parallel", "0"))).isEqualTo(2);
    assertThat(log()).startsWith("--parallel must be at least 1, not 0");
  }

  @Test
  void itTellsItsVersion() throws IOException, InterruptedException {
    assertThat(exitOf(featured(Map.of(), "--version"))).isZero();
    assertThat(printed()).matches("featured \\d+\\.\\d+\\.\\d+.*\n");
  }

  @Test
  void checkReadsStandardInputAndTellsComplaintsByItsExitCode()
      throws IOException, InterruptedException {
    String root = TestResource.root("tor").toString();
    Path good = folder.resolve("good.json");
    Files.writeString(good, "{\"FEATURE\": {\"bgp\": {\"state\": \"enabled\"}}}");
    Path bad = folder.resolve("bad.json");
    Files.writeString(bad, "{\"FEATURE\": {\"bgp\": {\"state\": \"\u00e9\"}}}");

    assertThat(exitOf(featured(good.toFile(), Map.of(), "check", "-", "--root", root))).isZero();
    assertThat(printed()).contains("\nbgp  start bgp.service; auto-restart no\n");
    assertThat(exitOf(featured(bad.toFile(), Map.of(), "check", "-", "--root", root))).isEqualTo(1);
    assertThat(printed()).contains("1 feature, 1 complaint\n  bgp: field 'state' is '");
    assertThat(exitOf(featured(Map.of(), "check", "-", "--root", root))).isEqualTo(1);
    assertThat(log()).isEqualTo("standard input is empty\n");
    assertThat(exitOf(featured(Map.of(), "check"))).isEqualTo(2);
  }

  @Test
  void factsAreThoseOfTheFilesAndOfRedis() throws IOException, InterruptedException {
    configDb.hset("DEVICE_METADATA|localhost", "type", "SpineRouter");
    Process facts =
        featured(
            Map.of("PLATFORM", "x86_64-example_s64-r0"),
            "facts",
            "--root",
            TestResource.root("spine").toString(),
            "--db-config",
            folder.resolve("database_config.json").toString());

    assertThat(exitOf(facts)).isZero();
    assertThat(printed())
        .containsPattern("\nplatform +x86_64-example_s64-r0 +environment PLATFORM\n")
        .containsPattern("\ndevice type +SpineRouter +DEVICE_METADATA.localhost type\n");
    assertThat(log()).isEmpty();
  }

  @Test
  void helpGoesToStandardOutput() throws IOException, InterruptedException {
    assertThat(exitOf(featured(Map.of(), "help", "check"))).isZero();
    assertThat(printed()).startsWith("Usage: featured check ");
    assertThat(log()).isEmpty();
  }

  @Test
  void itDescribesTheMachineThatItRunsAsTheDocumentsDo() throws IOException, InterruptedException {
    Path documents = Path.of("..", "docs", "generated", "lifecycle.json");

    assertThat(exitOf(featured(Map.of(), "diagram", "--format", "json"))).isZero();
    assertThat(printed()).isEqualTo(Files.readString(documents));
    assertThat(exitOf(featured(Map.of(), "diagram", "--against", documents.toString()))).isZero();
    assertThat(log()).isEmpty();
  }
}
