package dev.featured.adapters.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The jar as a process of its own, in a JVM that is quick to start, and what it logs. */
record JarProcess(Process process, Path logFile) implements AutoCloseable {
  /** Only a guard against hanging; nothing takes this long. */
  static final Duration LONG = Duration.ofMinutes(2);

  static JarProcess start(Path logFile, String... arguments) throws IOException {
    return start(ImmutableList.of(), logFile, arguments);
  }

  static JarProcess start(ImmutableList<String> jvmOptions, Path logFile, String... arguments)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                ImmutableList.<String>builder().addAll(command(jvmOptions)).add(arguments).build())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(new File("/dev/null"))
            .redirectError(logFile.toFile());
    builder.environment().remove("JOURNAL_STREAM");
    return new JarProcess(builder.start(), logFile);
  }

  /** What runs the jar; the arguments are still to come. */
  static ImmutableList<String> command(ImmutableList<String> jvmOptions) {
    return ImmutableList.<String>builder()
        .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
        .add("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
        .add("-Xshare:auto", "-XX:SharedArchiveFile=" + archive())
        .add("-Xlog:disable", "-Xlog:all=error:stderr")
        .addAll(jvmOptions)
        .add("-jar", System.getProperty("featured.jar"))
        .build();
  }

  /** The archive of the jar's classes; without it all works as well, only later. */
  static Path archive() {
    return Path.of(System.getProperty("featured.jar")).resolveSibling("featured.jsa");
  }

  long pid() {
    return process.pid();
  }

  String log() {
    try {
      return Files.readString(logFile, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void signal(String name) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor())
        .isZero();
  }

  /** SIGKILL; it is gone when this returns. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    exitCode();
  }

  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).as("ends").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
