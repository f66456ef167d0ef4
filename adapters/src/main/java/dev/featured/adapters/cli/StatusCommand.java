package dev.featured.adapters.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.adapters.redis.DatabaseConfig;
import dev.featured.adapters.redis.FeatureChanges;
import dev.featured.adapters.redis.FeatureStatus;
import dev.featured.adapters.redis.StatusReader;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.InvalidFeatureName;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code featured status}: how features stand. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Prints how features stand: what their rows say, what others report of them, and what the"
          + " daemon is doing, since when, and why it failed.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Printed.",
      "1:Redis cannot be reached.",
      "2:The command line cannot be understood.",
      "3:A feature that was named has no row."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  featured status",
      "  featured status bgp swss --watch",
      "  featured status --json | jq '.features[].lifecycle.state'"
    })
final class StatusCommand implements Callable<Integer> {
  /** Something that was not announced is seen after this. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "The features; all of them if none is named.",
      showDefaultValue = Help.Visibility.NEVER)
  private List<String> names = List.of();

  @Option(
      names = "--watch",
      description = "Print anew whenever something has changed, until SIGINT.",
      showDefaultValue = Help.Visibility.NEVER)
  private boolean watch;

  @Mixin private DatabaseOption databases;
  @Mixin private JsonOption json;

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ImmutableSortedSet<FeatureName> wanted = wanted();
    DatabaseConfig config = databases.read();
    try (StatusReader reader = new StatusReader(config)) {
      if (watch) {
        return watch(config, reader, wanted);
      }
      StatusReport report = look(reader, wanted);
      Optional<FeatureName> missing = missing(report);
      if (missing.isPresent()) {
        spec.commandLine().getErr().println("there is no feature " + missing.get());
        return ExitCodes.NO_SUCH_FEATURE;
      }
      print("", text(report));
      return ExitCodes.DONE;
    }
  }

  private int watch(
      DatabaseConfig config, StatusReader reader, ImmutableSortedSet<FeatureName> wanted) {
    try (FeatureChanges changes = FeatureChanges.of(config)) {
      String printed = "";
      while (true) {
        String text = text(look(reader, wanted));
        if (!text.equals(printed)) {
          print(terminal.newPage(), text);
          printed = text;
        }
        changes.await(LONGEST_PAUSE);
      }
    } catch (InterruptedException e) {
      return ExitCodes.DONE;
    }
  }

  /** Picocli has no way to say what is wrong with one of many. */
  private ImmutableSortedSet<FeatureName> wanted() {
    try {
      return names.stream()
          .map(FeatureName::new)
          .collect(ImmutableSortedSet.toImmutableSortedSet(FeatureName::compareTo));
    } catch (InvalidFeatureName e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static StatusReport look(StatusReader reader, ImmutableSortedSet<FeatureName> wanted) {
    return new StatusReport(
        reader.read(wanted.isEmpty() ? reader.configured().names() : wanted), reader.isFollowed());
  }

  private Optional<FeatureName> missing(StatusReport report) {
    return names.isEmpty()
        ? Optional.empty()
        : report.features().stream()
            .filter(feature -> feature.row().isEmpty())
            .map(FeatureStatus::name)
            .findFirst();
  }

  private String text(StatusReport report) {
    ImmutableList<String> lines =
        json.wanted() ? ImmutableList.of(JsonText.of(report.json())) : report.lines(terminal);
    return String.join(System.lineSeparator(), lines);
  }

  private void print(String before, String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(before);
    out.println(text);
    out.flush();
  }
}
