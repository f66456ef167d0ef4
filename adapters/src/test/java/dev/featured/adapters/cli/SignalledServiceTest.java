package dev.featured.adapters.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.AbstractExecutionThreadService;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What becomes of the process when its service fails; in a process of its own. */
class SignalledServiceTest {
  /** A program whose event loop dies. */
  static final class Dying {
    private Dying() {}

    /** Ends as {@code featured run} does. */
    public static void main(String[] arguments) {
      System.exit(
          new SignalledService(
                  new AbstractExecutionThreadService() {
                    @Override
                    protected void run() {
                      throw new AssertionError("planted");
                    }
                  })
              .run());
    }
  }

  @Test
  void aServiceThatFailsEndsTheProcessWith1AndSaysWhy() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Dying.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(output).isEqualTo(1);
    assertThat(output)
        .contains("ERROR the daemon failed", "java.lang.AssertionError: planted", "\tat ");
  }
}
