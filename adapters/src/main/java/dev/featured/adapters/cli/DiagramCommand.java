package dev.featured.adapters.cli;

import dev.featured.adapters.diagram.DescriptionJson;
import dev.featured.adapters.diagram.DescriptionReader;
import dev.featured.adapters.diagram.UnreadableDescription;
import dev.featured.engine.diagram.ChangeSummary;
import dev.featured.engine.diagram.Comparison;
import dev.featured.engine.diagram.Description;
import dev.featured.engine.diagram.Dot;
import dev.featured.engine.diagram.MarkdownMatrix;
import dev.featured.engine.diagram.Mermaid;
import dev.featured.engine.diagram.Picture;
import dev.featured.engine.diagram.PlantUml;
import dev.featured.engine.diagram.View;
import dev.featured.engine.feature.Quoted;
import dev.featured.engine.lifecycle.FeatureLifecycle;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code featured diagram}: the lifecycle table of this version, drawn. */
@Command(
    name = "diagram",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Prints the life of a feature as this version of the daemon knows it: its states, and for"
          + " each trigger the guard, the target and the effects.",
      "",
      "With --against it prints one picture of what has changed since an older version, whose JSON"
          + " is at hand: what is new in green, what is gone in red and dashed, what is there"
          + " otherwise in amber with before and now. The title counts the changes.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Printed; with --against, nothing has changed.",
      "1:With --against, something has changed.",
      "2:The command line cannot be understood, or the older version's JSON cannot be read."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  featured diagram --triggers-only",
      "  featured diagram --format plantuml --focus enabling",
      "  featured diagram --format json > lifecycle.json",
      "  featured diagram --against lifecycle.json --summary",
      "  git show main:docs/generated/lifecycle.json | featured diagram --against -"
    })
final class DiagramCommand implements Callable<Integer> {
  private static final Path STDIN = Path.of("-");

  private final InputStream stdin;

  @Spec private CommandSpec spec;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "mermaid",
      description = "One of ${COMPLETION-CANDIDATES}.")
  private DiagramFormat format;

  @Option(
      names = "--focus",
      paramLabel = "STATE",
      description = "Only this state, with all ways in and out.",
      showDefaultValue = Help.Visibility.NEVER)
  private Optional<String> focus;

  @Option(
      names = "--triggers-only",
      description = "No guards, no effects, no ways that stay in a state.",
      showDefaultValue = Help.Visibility.NEVER)
  private boolean triggersOnly;

  @Option(
      names = "--against",
      paramLabel = "OLD",
      description = "What an older version printed with --format json; - for standard input.",
      showDefaultValue = Help.Visibility.NEVER)
  private Optional<Path> against;

  @Option(
      names = "--summary",
      description = "With --against: no picture but Markdown for a pull request's description.",
      showDefaultValue = Help.Visibility.NEVER)
  private boolean summary;

  DiagramCommand(InputStream stdin) {
    this.stdin = stdin;
  }

  @Override
  public Integer call() {
    refuseWhatDoesNotGoTogether();
    Description now = Description.of(FeatureLifecycle.table());
    if (against.isEmpty()) {
      refuseUnlessKnown(now.states().stream());
      print(drawn(now));
      return 0;
    }
    Description old;
    try {
      old = read(against.get());
    } catch (UnreadableDescription e) {
      spec.commandLine().getErr().println(Printable.of(e.getMessage()));
      return 2;
    }
    refuseUnlessKnown(Stream.concat(now.states().stream(), old.states().stream()));
    Comparison comparison = Comparison.of(old, now);
    print(summary ? String.join("\n", ChangeSummary.lines(comparison)) + "\n" : drawn(comparison));
    return comparison.isChange() ? 1 : 0;
  }

  private void refuseWhatDoesNotGoTogether() {
    if (summary && against.isEmpty()) {
      throw refused("--summary is of a change: name the older version with --against");
    }
    if (summary && (focus.isPresent() || triggersOnly)) {
      throw refused("--summary is of the whole change, without --focus and --triggers-only");
    }
    if (format == DiagramFormat.JSON && (focus.isPresent() || triggersOnly)) {
      throw refused("--format json is always the whole, without --focus and --triggers-only");
    }
    if (format == DiagramFormat.MATRIX && triggersOnly) {
      throw refused("--format matrix has all guards and effects, so no --triggers-only");
    }
  }

  private void refuseUnlessKnown(Stream<Description.State> states) {
    List<String> names = states.map(Description.State::name).distinct().toList();
    focus
        .filter(state -> !names.contains(state))
        .ifPresent(
            state -> {
              throw refused(
                  "--focus is "
                      + Quoted.of(state)
                      + ": it must be one of "
                      + String.join(", ", names));
            });
  }

  private ParameterException refused(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  private Description read(Path file) throws UnreadableDescription {
    return file.equals(STDIN)
        ? DescriptionReader.ofStream("standard input", stdin)
        : DescriptionReader.ofFile(file);
  }

  private String drawn(Description description) {
    View view = new View(focus, triggersOnly);
    return switch (format) {
      case MERMAID -> Mermaid.of(Picture.of(description, view));
      case PLANTUML -> PlantUml.of(Picture.of(description, view));
      case DOT -> Dot.of(Picture.of(description, view));
      case MATRIX -> MarkdownMatrix.of(description, focus);
      case JSON -> JsonText.of(DescriptionJson.of(description)) + "\n";
    };
  }

  private String drawn(Comparison comparison) {
    View view = new View(focus, triggersOnly);
    return switch (format) {
      case MERMAID -> Mermaid.of(Picture.of(comparison, view));
      case PLANTUML -> PlantUml.of(Picture.of(comparison, view));
      case DOT -> Dot.of(Picture.of(comparison, view));
      case MATRIX -> MarkdownMatrix.of(comparison, focus);
      case JSON -> JsonText.of(DescriptionJson.of(comparison)) + "\n";
    };
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }
}
