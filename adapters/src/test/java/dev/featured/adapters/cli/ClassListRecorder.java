package dev.featured.adapters.cli;

import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.featured.adapters.redis.RunningRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import redis.clients.jedis.Jedis;

/**
 * A step of the build: lets the daemon of the jar do its work once, on a real Redis and a systemctl
 * that has nothing to do, and notes which classes that took. From the list the package makes its
 * archive of classes on the switch, and tests start the jar with one of their own.
 */
public final class ClassListRecorder {
  private static final String SYSTEMCTL =
      """
      #!/bin/sh
      if [ "$1" = show ]; then
        echo LoadState=loaded
        echo ActiveState=inactive
        echo SubState=dead
        echo UnitFileState=masked
        echo Restart=no
      fi
      """;

  private final Path folder;

  private ClassListRecorder(Path folder) {
    this.folder = folder;
  }

  /** Takes the file to write. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("classes");
    try {
      Files.deleteIfExists(JarProcess.archive()); // it is of another jar
      Path classes = Path.of(arguments[0]);
      new ClassListRecorder(folder).record(classes);
      keepWhatEveryJavaUnderstands(classes);
      archive(classes);
    } finally {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  /**
   * The switch may have an older Java than the build; Java 17 refuses a list with a tag it lacks.
   */
  private static void keepWhatEveryJavaUnderstands(Path classes) throws IOException {
    Files.write(
        classes,
        Files.readAllLines(classes).stream()
            .filter(line -> !line.startsWith("@") || line.startsWith("@lambda-"))
            .toList());
  }

  /** Makes the archive with which tests start the jar, as the package does with its own. */
  private static void archive(Path classes) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder(
                ImmutableList.<String>builder()
                    .addAll(
                        JarProcess.command(
                            ImmutableList.of(
                                "-Xshare:dump",
                                "-XX:SharedClassListFile=" + classes,
                                "-XX:-UsePerfData")))
                    .build())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    if (code != 0) {
      throw new IllegalStateException("the archive could not be made: " + code);
    }
  }

  private void record(Path classes) throws IOException, InterruptedException {
    Path systemctl = Files.writeString(folder.resolve("systemctl"), SYSTEMCTL);
    Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwx------"));
    Path root = Files.createDirectories(folder.resolve("root"));
    Path databases = folder.resolve("database_config.json");
    try (RunningRedis redis = RunningRedis.startIn(folder);
        Jedis configDb = redis.client(4);
        Jedis stateDb = redis.client(6)) {
      redis.writeDatabaseConfig(databases);
      configDb.hset("DEVICE_METADATA|localhost", "type", "ToRRouter");
      configDb.hset("FEATURE|bgp", Map.of("state", "enabled", "auto_restart", "enabled"));
      configDb.hset("FEATURE|lldp", "state", "disabled");
      configDb.hset("FEATURE|pmon", "state", "enabeld");
      configDb.set("CONFIG_DB_INITIALIZED", "1");
      try (JarProcess daemon =
          JarProcess.start(
              ImmutableList.of("-XX:DumpLoadedClassList=" + classes),
              folder.resolve("log"),
              "run",
              "--db-config",
              databases.toString(),
              "--systemctl",
              systemctl.toString(),
              "--root",
              root.toString())) {
        for (String name : ImmutableList.of("bgp", "lldp", "pmon")) {
          await().atMost(JarProcess.LONG).until(() -> stateDb.hexists("FEATURE|" + name, "state"));
        }
        configDb.del("FEATURE|bgp");
        await().atMost(JarProcess.LONG).until(() -> !stateDb.exists("FEATURE|bgp"));
        daemon.signal("TERM");
        if (daemon.exitCode() != 0) {
          throw new IllegalStateException("the daemon failed:\n" + daemon.log());
        }
      }
    }
  }
}
