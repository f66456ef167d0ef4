package dev.featured.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.featured.adapters.daemon.DaemonOptions;
import dev.featured.adapters.redis.DatabaseConfig;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What all commands have in common: their help, and options that mean the same everywhere. */
class FeaturedTest {
  private static CommandLine commandLine() {
    return Featured.commandLine(InputStream.nullInputStream(), ImmutableMap.of());
  }

  static Stream<CommandSpec> commands() {
    return commandLine().getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(command -> !command.name().equals("help"))
        .filter(command -> !command.usageMessage().hidden());
  }

  @Test
  void helpListsTheCommands() {
    CommandRun run = CommandRun.of("help");

    assertThat(run.out()).contains("Usage: featured ", "  run ", "  check ", "  facts ");
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpOfACommandTellsItsExitCodesAndAnExample(CommandSpec command) {
    CommandRun run = CommandRun.of("help", command.name());

    assertThat(run.out())
        .startsWith("Usage: featured " + command.name() + " ")
        .containsPattern("\nExit codes:\n  0 .*\n(.*\n)*  1 .*\n(.*\n)*  2 .*\n")
        .containsPattern("\nExamples?:\n(.*\n)*  .*featured " + command.name() + " ");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(run.exitCode()).isZero();
    assertThat(CommandRun.of(command.name(), "--help")).isEqualTo(run);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anOptionOfTheDaemonHasTheDaemonsDefaultEverywhere(CommandSpec command) {
    if (command.findOption("--root") != null) {
      assertThat(command.findOption("--root").defaultValue())
          .isEqualTo(DaemonOptions.DEFAULT.root().toString());
    }
    if (command.findOption("--exclude") != null) {
      assertThat(command.findOption("--exclude").defaultValue())
          .isEqualTo(String.join(",", DaemonOptions.DEFAULT.exclude()));
    }
    if (command.findOption("--db-config") != null) {
      assertThat(command.findOption("--db-config").defaultValue())
          .isEqualTo(DatabaseConfig.DEFAULT_FILE.toString());
    }
  }

  @Test
  void aCommandThatIsMissingOrUnknownExitsWith2() {
    assertThat(CommandRun.of().exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("fly").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("help", "fly").exitCode()).isEqualTo(2);
  }
}
