package dev.featured.adapters.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.featured.adapters.redis.RunningRedis;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** {@code featured run --dry-run}, in a process of its own that a signal ends. */
@Timeout(120)
class DryRunCommandTest {
  @TempDir Path folder;

  private Path systemctl() throws IOException {
    Path program =
        Files.createFile(
            folder.resolve("systemctl"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    return Files.writeString(
        program,
        "#!/bin/sh\n"
            + "printf 'LoadState=loaded\\nActiveState=inactive\\nSubState=dead\\n"
            + "UnitFileState=disabled\\nRestart=no\\n'\n");
  }

  private String files() throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith("redis"))
          .map(Path::toString)
          .sorted()
          .collect(Collectors.joining("\n"));
    }
  }

  @Test
  void besideOthersItTellsWhatDiffersAndEndsWithASummary() throws Exception {
    Path config = folder.resolve("database_config.json");
    Path root = Files.createDirectory(folder.resolve("root"));
    Path process812 = Files.createDirectories(root.resolve("proc/812"));
    Files.writeString(process812.resolve("cmdline"), "/usr/bin/python3\0/usr/local/bin/featured\0");
    Path lock = root.resolve("run/featured/featured.lock");
    try (RunningRedis redis = RunningRedis.startIn(folder);
        InstanceLock held = InstanceLock.take(lock);
        Jedis configDb = redis.client(4)) {
      assertThat(held).isNotNull();
      redis.writeDatabaseConfig(config);
      configDb.set("CONFIG_DB_INITIALIZED", "1");
      configDb.hset("FEATURE|bgp", Map.of("state", "enabled", "delayed", "False"));
      String systemctl = systemctl().toString();
      String before = files();
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:-UsePerfData",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Featured.class.getName(),
                  "run",
                  "--dry-run",
                  "--json",
                  "--settle",
                  "0",
                  "--db-config",
                  config.toString(),
                  "--root",
                  root.toString(),
                  "--systemctl",
                  systemctl)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (BufferedReader out =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
        JsonNode differs = new ObjectMapper().readTree(out.readLine());
        assertThat(out.readLine()).contains("would\":\"unmask, enable and start bgp.service");
        process.toHandle().destroy(); // SIGTERM, which leaves the pipe open
        JsonNode summary = new ObjectMapper().readTree(out.readLine());

        assertThat(process.waitFor()).isZero();
        assertThat(differs.path("event").asText()).isEqualTo("differs");
        assertThat(differs.path("about").asText()).isEqualTo("bgp");
        assertThat(differs.path("would").asText())
            .isEqualTo("write Restart=no to auto_restart.conf of bgp.service");
        assertThat(differs.path("because").asText()).isEqualTo("it does not say exactly that");
        assertThat(summary.path("event").asText()).isEqualTo("summary");
        assertThat(summary.path("followed").asInt()).isEqualTo(1);
        assertThat(summary.path("differing").path(0).path("about").asText()).isEqualTo("bgp");
      } finally {
        process.destroyForcibly();
      }
      assertThat(files()).isEqualTo(before);
      assertThat(configDb.keys("*"))
          .containsExactlyInAnyOrder("CONFIG_DB_INITIALIZED", "FEATURE|bgp");
    }
  }

  @Test
  void itsOptionsAreOfUseWithItOnly() {
    assertThat(CommandRun.of("run", "--settle", "5"))
        .isEqualTo(new CommandRun(2, "", "--settle is of use with --dry-run only\n"));
    assertThat(CommandRun.of("run", "--json").exitCode()).isEqualTo(2);
  }
}
