package dev.featured.adapters.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit file, as systemd itself judges it. */
class UnitFileTest {
  private static final Path UNIT = Path.of("src/package/featured.service").toAbsolutePath();
  private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");
  private static final double MOST_EXPOSED = 3.0;

  @TempDir Path folder;

  private String analyze(String... arguments) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(ANALYZE), ANALYZE + " is missing");
    String[] command = new String[arguments.length + 1];
    command[0] = ANALYZE.toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Path output = folder.resolve("output");
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start()
        .waitFor();
    return Files.readString(output, UTF_8);
  }

  @Test
  void itsExposureIsLow() throws IOException, InterruptedException {
    String report = analyze("security", "--offline=true", "--no-pager", UNIT.toString());
    assumeTrue(!report.contains("--offline"), "systemd-analyze is too old to read a file");

    Matcher score =
        Pattern.compile("exposure level for featured.service: ([0-9.]+)").matcher(report);
    assertThat(score.find()).as(report).isTrue();
    assertThat(Double.parseDouble(score.group(1))).as(report).isLessThanOrEqualTo(MOST_EXPOSED);
  }

  @Test
  void systemdUnderstandsEveryLineOfIt() throws IOException, InterruptedException {
    // What it starts is not installed here; a line that is not understood is named by its number.
    assertThat(analyze("verify", "--man=no", UNIT.toString()))
        .doesNotContainPattern("featured\\.service:\\d+");
  }
}
