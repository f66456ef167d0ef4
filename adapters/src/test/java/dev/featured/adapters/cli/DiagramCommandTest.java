package dev.featured.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code featured diagram}: what is printed, what is compared, what is refused. */
class DiagramCommandTest {
  private static final Path COMMITTED = Path.of("../docs/generated");

  @TempDir private Path folder;

  private static CommandRun diagram(String... options) {
    return CommandRun.of(arguments(options));
  }

  private static String[] arguments(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "diagram";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return arguments;
  }

  private static String shipped() {
    return diagram("--format", "json").out();
  }

  private Path old(String json) throws IOException {
    return Files.writeString(folder.resolve("old.json"), json);
  }

  @ParameterizedTest
  @CsvSource({
    "lifecycle/whole.mmd,    ''",
    "lifecycle/whole.mmd,    --format mermaid",
    "lifecycle/overview.mmd, --triggers-only",
    "lifecycle/whole.dot,    --format dot",
    "lifecycle/whole.puml,   --format plantuml",
    "lifecycle/enabling.puml,--format PlantUML --focus enabling",
    "lifecycle.json,         --format json"
  })
  void printsWhatIsCommittedForReaders(String file, String options) throws IOException {
    CommandRun run = diagram(options.isEmpty() ? new String[0] : options.split(" ", -1));

    assertThat(run.out()).isEqualTo(Files.readString(COMMITTED.resolve(file)));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void theMatrixHasEachStateOrTheOneInFocus() throws IOException {
    assertThat(Files.readString(COMMITTED.resolve("matrix.md")))
        .endsWith(diagram("--format", "matrix").out());
    assertThat(diagram("--format", "matrix", "--focus", "failed").out())
        .startsWith("## failed\n")
        .containsOnlyOnce("## ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mermaid", "plantuml", "dot", "matrix", "json"})
  void theSameTableIsNoChange(String format) throws IOException {
    CommandRun run = diagram("--against", old(shipped()).toString(), "--format", format);

    assertThat(run.out()).contains("no change").doesNotContain("before", "#1A7F37,bold");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mermaid", "plantuml", "dot", "matrix", "json"})
  void aChangedGuardIsShownBeforeAndNowInEveryFormat(String format) throws IOException {
    Path old = old(shipped().replace("\"worth a try\", \"may start\"", "\"was touched\""));

    CommandRun run = diagram("--against", old.toString(), "--format", format);

    assertThat(run.out())
        .contains("1 guard changed", "before", "was touched", "worth a try", "now");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void theSummaryIsMarkdownAlone() throws IOException {
    Path old = old(shipped().replace("\"worth a try\", \"may start\"", "\"was touched\""));

    CommandRun run = diagram("--against", old.toString(), "--summary");

    assertThat(run.out())
        .isEqualTo(
            """
            **The lifecycle: 1 guard changed**

            - changed: **failed**, row wants enabled: [was touched] enabling / start units -> [worth a try, may start] enabling / start units
            """);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(diagram("--against", old(shipped()).toString(), "--summary"))
        .isEqualTo(new CommandRun(0, "**The lifecycle: no change**\n", ""));
  }

  @Test
  void theOlderTableMayComeFromStandardInputAndHaveOtherStates() {
    String old = shipped().replace("\"deregistered\"", "\"forgotten\"");

    CommandRun run =
        CommandRun.withInput(
            old, arguments("--against", "-", "--focus", "forgotten", "--format", "dot"));

    assertThat(run.out())
        .contains("label=\"+1 state, -1 state, ", "  forgotten [label=\"- forgotten")
        .contains("  anyStateBefore -> forgotten [style=\"dashed\", color=\"#CF222E\"")
        .doesNotContain("  deregistered [");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void anOlderTableThatCannotBeReadIsOneLineAndExits2() throws IOException {
    CommandRun gone = diagram("--against", folder.resolve("none.json").toString());
    CommandRun future =
        diagram(
            "--against", old(shipped().replace("\"version\" : 1", "\"version\" : 2")).toString());
    CommandRun foreign =
        diagram("--against", old(shipped().replace("may start", "may\\nstart")).toString());

    assertThat(gone)
        .isEqualTo(new CommandRun(2, "", folder.resolve("none.json") + " does not exist\n"));
    assertThat(future)
        .isEqualTo(
            new CommandRun(
                2,
                "",
                folder.resolve("old.json")
                    + ": version is '2': it must be 1, the only one known here\n"));
    assertThat(foreign)
        .isEqualTo(
            new CommandRun(
                2,
                "",
                folder.resolve("old.json")
                    + " describes no table: the condition 'may\\u000astart' is malformed\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --focus nowhere                    | --focus is 'nowhere': it must be one of absent, enabling, enabled, disabling, disabled, failed, deregistered
          --focus Enabled                    | --focus is 'Enabled': it must be one of absent, enabling, enabled, disabling, disabled, failed, deregistered
          --format svg                       | Invalid value for option '--format': expected one of
          --summary                          | --summary is of a change: name the older version with --against
          --summary --against x --focus x    | --summary is of the whole change, without --focus and --triggers-only
          --format json --focus failed       | --format json is always the whole, without --focus and --triggers-only
          --format json --triggers-only      | --format json is always the whole, without --focus and --triggers-only
          --format matrix --triggers-only    | --format matrix has all guards and effects, so no --triggers-only
          """)
  void whatDoesNotGoTogetherIsRefused(String options, String problem) {
    CommandRun run = diagram(options.split(" ", -1));

    assertThat(run.err()).startsWith(problem);
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(2);
  }
}
