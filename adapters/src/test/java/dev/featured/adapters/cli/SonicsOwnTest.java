package dev.featured.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SonicsOwnTest {
  @TempDir Path proc;

  private void process(long pid, String... arguments) throws IOException {
    Path folder = Files.createDirectory(proc.resolve(Long.toString(pid)));
    Files.writeString(
        folder.resolve("cmdline"),
        arguments.length == 0 ? "" : String.join("\0", arguments) + "\0");
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
  void whereThereIsNoProcNobodyIsFound() {
    assertThat(SonicsOwn.runningIn(proc.resolve("missing"))).isEmpty();
  }
}
