package dev.featured.adapters.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.featured.engine.core.OperationResult;
import dev.featured.engine.core.OperationResult.Failed;
import dev.featured.engine.core.OperationResult.Succeeded;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final Failures failures = new Failures();

  @Test
  void nothingFailedIsSuccess() {
    assertThat(failures.result()).isEqualTo(new Succeeded());
  }

  @Test
  void tellsWhatFailedAndWhatItPrinted() {
    failures.add(new CommandFailed("start a: exit code 1", "no way\n"));
    failures.add(new CommandFailed("start b: exit code 5", ""));

    assertThat(failures.result())
        .isEqualTo(new Failed("start a: exit code 1: no way\nstart b: exit code 5"));
  }

  @Test
  void tellsTheSameFailureOnce() {
    failures.add(new CommandFailed("show a: exit code 1", "no"));
    failures.add(new CommandFailed("show a: exit code 1", "no"));

    assertThat(failures.result()).isEqualTo(new Failed("show a: exit code 1: no"));
  }

  @Test
  void sharesTheRoomBetweenFailuresWhenTheyPrintedTooMuch() {
    failures.add(new CommandFailed("start a", "x".repeat(4000) + "reason of a"));
    failures.add(new CommandFailed("start b", "\u20ac".repeat(4000) + "reason of b"));

    String message = message(failures.result());
    assertThat(message)
        .startsWith("start a: [...]xxx")
        .contains("reason of a\nstart b: [...]\u20ac")
        .endsWith("reason of b");
    assertThat(message.getBytes(UTF_8)).hasSizeBetween(4090, 4096);
  }

  @Test
  void isNeverLongerThanFourKibibytes() {
    for (int i = 0; i < 500; i++) {
      failures.add(new CommandFailed("stop \u20ac" + i, "y".repeat(100)));
    }

    assertThat(message(failures.result()).getBytes(UTF_8)).hasSizeBetween(4000, 4096);
  }

  private static String message(OperationResult result) {
    return ((Failed) result).message();
  }
}
