package dev.featured.adapters.cli;

import com.google.common.base.Ticker;
import dev.featured.adapters.operator.Question;
import dev.featured.adapters.operator.Verdict;
import dev.featured.adapters.operator.Waiting;
import dev.featured.adapters.redis.FeatureChanges;
import dev.featured.adapters.redis.StatusReader;
import dev.featured.engine.feature.FeatureName;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --timeout}, and the wait that it limits; what is awaited is shown on a terminal. */
final class WaitOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "How long to wait at most.")
  private int timeout;

  /**
   * How long to wait at most.
   *
   * @throws ParameterException if it is negative
   */
  Duration limit() {
    if (timeout < 0) {
      throw new ParameterException(
          command.commandLine(), "--timeout must be at least 0, not " + timeout);
    }
    return Duration.ofSeconds(timeout);
  }

  Verdict await(
      StatusReader reader,
      FeatureChanges changes,
      Terminal terminal,
      FeatureName name,
      Question question)
      throws InterruptedException {
    PrintWriter err = command.commandLine().getErr();
    boolean shown = terminal.error().getAsBoolean();
    return new Waiting(
            reader,
            changes,
            Ticker.systemTicker(),
            limit(),
            pending -> {
              if (shown) {
                err.println(name + ": " + Printable.of(pending));
                err.flush();
              }
            })
        .until(name, question);
  }
}
