package dev.featured.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class DemoCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine featured =
      Featured.commandLine(InputStream.nullInputStream(), Map.of())
          .setOut(new PrintWriter(out))
          .setErr(new PrintWriter(err));

  @Test
  void aDeviceThatThereIsNotIsNamedWithThoseThatThereAre() {
    int code = featured.execute("demo", "--device", "core");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("--device", "core", "TOR, SPINE, DUALTOR");
  }

  @Test
  void aNumberOfRacesOutOfItsRangeIsRefused() {
    int code = featured.execute("demo", "--races", "1");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).startsWith("--races 1: takes 2 to 10000");
  }

  @Test
  void theHelpListsTheDevices() {
    assertThat(featured.execute("demo", "--help")).isZero();
    assertThat(out.toString()).contains("tor, spine, dualtor", "--stay", "--races");
  }
}
