package dev.featured.adapters.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page as it is printed, the completions as bash and zsh complete with them. */
class GenerateCommandTest {
  /** Completes as bash does when a key is pressed, but for {@code compopt}, which wants the key. */
  private static final String PRESS_TAB_IN_BASH =
      """
      compopt() { :; }
      . "$1"
      while read -ra COMP_WORDS; do
        # A word that is still to be begun is written as an underscore.
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        [ "${COMP_WORDS[COMP_CWORD]}" != _ ] || COMP_WORDS[COMP_CWORD]=
        COMPREPLY=()
        _complete_featured
        echo "${COMPREPLY[*]}" | tr '\\n' ' '
        echo
      done
      """;

  /** Types a line into a zsh on a terminal of its own, presses the key, and runs what is there. */
  private static final String PRESS_TAB_IN_ZSH =
      """
      zmodload zsh/zpty && zpty z 'zsh -f -i' || exit 1
      zpty -w z "fpath=($1 \\$fpath); autoload -U compinit; compinit -u -D; featured() { print -r -- \\"<\\$*>\\"; }; print rea''dy"
      zpty -r z out '*ready*'
      zpty -w z "$2"$'\\t'
      zpty -r z out '*<*>*'
      print -r -- "$out"
      zpty -d z
      """;

  @TempDir static Path folder;
  private static String manual;

  @BeforeAll
  static void generate() throws IOException {
    assertThat(CommandRun.of("generate", folder.toString()).exitCode()).isZero();
    try (InputStream page =
        new GZIPInputStream(Files.newInputStream(folder.resolve("featured.1.gz")))) {
      manual = new String(page.readAllBytes(), UTF_8);
    }
  }

  static Stream<CommandSpec> commands() {
    return Featured.commandLine(InputStream.nullInputStream(), ImmutableMap.of())
        .getSubcommands()
        .values()
        .stream()
        .map(picocli.CommandLine::getCommandSpec)
        .filter(command -> !command.usageMessage().hidden());
  }

  private static ImmutableList<String> longOptions(CommandSpec command) {
    return command.options().stream()
        .filter(option -> !option.hidden())
        .map(OptionSpec::longestName)
        .collect(toImmutableList());
  }

  private static List<String> completedByBash(String line) throws IOException {
    Path typed = Files.writeString(folder.resolve("typed"), line + "\n");
    String words =
        output(
            typed.toFile(),
            "bash",
            "-c",
            PRESS_TAB_IN_BASH,
            "bash",
            folder.resolve("featured.bash").toString());
    return Splitter.on(' ').trimResults().omitEmptyStrings().splitToList(words);
  }

  private static String output(File stdin, String... command) throws IOException {
    Path output = folder.resolve("output");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(stdin)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(JarProcess.LONG.toSeconds(), TimeUnit.SECONDS);
      process.destroyForcibly();
      assertThat(ended).as("ends").isTrue();
      assertThat(process.exitValue()).as(Files.readString(output)).isZero();
      return Files.readString(output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static boolean isOnPath(String program) {
    return Splitter.on(File.pathSeparatorChar)
        .splitToStream(System.getenv("PATH"))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theManualTellsEveryCommandAndEveryOptionOfIt(CommandSpec command) {
    assertThat(manual).contains("\n.SS featured " + command.name() + "\n");
    String section =
        Splitter.on("\n.SS ")
            .splitToStream(manual)
            .filter(part -> part.startsWith("featured " + command.name() + "\n"))
            .findFirst()
            .orElseThrow();

    assertThat(section)
        .contains(
            longOptions(command).stream()
                .map(option -> option.replace("-", "\\-"))
                .toArray(String[]::new));
  }

  @Test
  void theManualTellsWhatMayBeLeftOutAndWhatMayBeRepeated() {
    assertThat(manual)
        .contains("\n.B featured status\n[options] [NAME...]\n")
        .contains("\n.B featured history\n[options] NAME\n")
        .contains("\n.B \\-\\-exclude NAME,...\n");
  }

  @Test
  void theManualIsPrintedWithoutAComplaint() throws IOException {
    assumeTrue(isOnPath("groff"), "there is no groff");
    Path plain = Files.writeString(folder.resolve("featured.1"), manual);

    assertThat(output(new File("/dev/null"), "groff", "-man", "-Tutf8", "-ww", "-z", "" + plain))
        .isEmpty();
  }

  @Test
  void bashCompletesEveryCommand() throws IOException {
    assertThat(completedByBash("featured _"))
        .containsExactlyInAnyOrderElementsOf(commands().map(CommandSpec::name).toList());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void bashCompletesEveryOptionOfACommand(CommandSpec command) throws IOException {
    assertThat(completedByBash("featured " + command.name() + " --"))
        .containsExactlyInAnyOrderElementsOf(longOptions(command));
  }

  @ParameterizedTest
  @CsvSource({
    "featured hi, history",
    "featured set bgp _, enabled disabled",
    "featured wait bgp go, gone",
    "featured wait bgp --timeout 3 enabl, enabled enabling",
    "featured diagram --format p, plantuml"
  })
  void bashCompletesWhatACommandTakes(String line, String words) throws IOException {
    assertThat(completedByBash(line))
        .containsExactlyInAnyOrderElementsOf(Splitter.on(' ').split(words));
  }

  @ParameterizedTest
  @CsvSource({
    "featured hi, history",
    "featured run --par, run --parallel",
    "featured set bgp di, set bgp disabled"
  })
  void zshCompletesAsBashDoes(String line, String completed) throws IOException {
    assumeTrue(isOnPath("zsh"), "there is no zsh");
    Path completions = Files.createDirectories(folder.resolve("zsh"));
    Files.writeString(
        completions.resolve("_featured"),
        Files.readString(folder.resolve("_featured"))
            .replace(
                "/usr/share/bash-completion/completions/featured",
                folder.resolve("featured.bash").toString()));

    assertThat(
            output(
                new File("/dev/null"),
                "zsh",
                "-f",
                "-c",
                PRESS_TAB_IN_ZSH,
                "zsh",
                completions.toString(),
                line))
        .contains("<" + completed + ">")
        .doesNotContain("not found");
  }
}
