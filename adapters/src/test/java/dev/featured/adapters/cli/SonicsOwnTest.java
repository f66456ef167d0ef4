package dev.featured.adapters.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SonicsOwnTest {
  @TempDir Path proc;

  private void process(long pid, String... arguments) throws IOException {
    Path folder = Files.createDirectory(proc.resolve(Long.toString(pid)));
    Files.writeString(
        folder.resolve("cmdline"),
        arguments.length == 0 ? "" : String.join("\0", arguments) + "\0");
    status(pid, "NSpid:\t" + pid);
  }

  private void status(long pid, String line) throws IOException {
    Files.write(
        proc.resolve(pid + "/status"),
        ("Name:\t\u00ff\n" + line + "\nNSpgid:\t1\t1\n").getBytes(ISO_8859_1));
  }

  @Test
  void aPythonThatRunsFeaturedIsFound() throws IOException {
    process(2);
    process(700, "/usr/bin/python3", "/usr/local/bin/hostcfgd");
    process(812, "/usr/bin/python3.11", "-u", "/usr/local/bin/featured", "--verbose");

    assertThat(SonicsOwn.runningIn(proc)).contains(new SonicsOwn(812, "/usr/local/bin/featured"));
  }

  @Test
  void whoOnlyMentionsFeaturedIsNot() throws IOException {
    process(1, "/sbin/init");
    process(10, "/bin/sh", "/usr/bin/featured", "run");
    process(11, "/usr/bin/java", "-jar", "/usr/share/featured/featured.jar", "run");
    process(12, "vim", "/usr/local/bin/featured");
    process(13, "/usr/bin/python3", "/usr/bin/backup", "/usr/local/bin/featured");
    process(14, "/usr/bin/python3", "/usr/local/bin/featured_extra");

    assertThat(SonicsOwn.runningIn(proc)).isEmpty();
  }

  @Test
  void aProcessThatEndsMeanwhileIsPassedOver() throws IOException {
    Files.createDirectory(proc.resolve("9"));
    process(812, "python", "featured");

    assertThat(SonicsOwn.runningIn(proc)).isPresent();
  }

  @Test
  void oneInAContainerIsAnotherSwitchsAffair() throws IOException {
    process(812, "/usr/bin/python3", "/usr/local/bin/featured");
    status(812, "NSpid:\t812\t7");
    process(900, "/usr/bin/python3", "/usr/local/bin/featured");

    assertThat(SonicsOwn.runningIn(proc)).contains(new SonicsOwn(900, "/usr/local/bin/featured"));
  }

  @Test
  void whereTheKernelDoesNotTellOfNamespacesItIsFound() throws IOException {
    process(812, "/usr/bin/python3", "/usr/local/bin/featured");
    status(812, "Tgid:\t812");

    assertThat(SonicsOwn.runningIn(proc)).isPresent();
  }

  @Test
  void aRealProcessIsFoundUnlessItIsInAPidNamespaceOfItsOwn() throws Exception {
    assumeTrue(
        new ProcessBuilder("unshare", "--pid", "--fork", "true").start().waitFor() == 0,
        "a PID namespace can be made by root only");
    // What waits for a file that never comes has the command line of a Python that runs featured.
    ImmutableList<String> pretender =
        ImmutableList.of("bash", "-c", "exec -a python3 tail -f --retry /nowhere/featured");

    try (Started here = Started.of(proc, pretender)) {
      assertThat(SonicsOwn.runningIn(proc))
          .contains(new SonicsOwn(here.pid(), "/nowhere/featured"));
    }
    ImmutableList<String> contained =
        ImmutableList.<String>builder()
            .add("unshare", "--pid", "--fork", "--kill-child")
            .addAll(pretender)
            .build();
    try (Started inContainer = Started.of(proc, contained)) {
      assertThat(SonicsOwn.runningIn(proc)).as("%s", inContainer).isEmpty();
    }
  }

  /** A real process, alone in a folder of processes: others may do the same on this machine. */
  private record Started(Process first, long pid, Path link) implements AutoCloseable {
    static Started of(Path proc, List<String> command) throws IOException {
      Process first =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      long pid =
          await()
              .atMost(Duration.ofMinutes(2))
              .until(
                  () ->
                      Stream.concat(Stream.of(first.toHandle()), first.descendants())
                          .map(ProcessHandle::pid)
                          .filter(Started::isPretender)
                          .findFirst(),
                  Optional::isPresent)
              .orElseThrow();
      Path link = proc.resolve(Long.toString(pid));
      return new Started(
          first, pid, Files.createSymbolicLink(link, Path.of("/proc", Long.toString(pid))));
    }

    private static boolean isPretender(long pid) {
      try {
        return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
            .startsWith("python3\0");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      first.destroyForcibly();
      Files.delete(link);
    }
  }

  @Test
  void whereThereIsNoProcNobodyIsFound() {
    assertThat(SonicsOwn.runningIn(proc.resolve("missing"))).isEmpty();
  }
}
