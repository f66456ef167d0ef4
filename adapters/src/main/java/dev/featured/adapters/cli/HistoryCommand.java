package dev.featured.adapters.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.collect.ImmutableList;
import dev.featured.adapters.journal.JournalEntry;
import dev.featured.engine.feature.FeatureName;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code featured history}: what has become of a feature, across restarts. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Prints the transitions of a feature, the oldest first: when, from where to where, on what"
          + " trigger, and why.",
      "",
      "The daemon remembers the last few thousand transitions of all features, across restarts and"
          + " reboots.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Printed.",
      "1:The journal cannot be read.",
      "2:The command line cannot be understood.",
      "3:Nothing is remembered of such a feature."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  featured history bgp",
      "  featured history bgp --last 100 --json | jq '.[].detail'"
    })
final class HistoryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      description = "The feature.",
      showDefaultValue = Help.Visibility.NEVER)
  private FeatureName name;

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many of the newest transitions to print.")
  private int last;

  @Mixin private RootOption root;
  @Mixin private JournalOption journal;
  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    if (last < 1) {
      throw new ParameterException(spec.commandLine(), "--last must be at least 1, not " + last);
    }
    List<JournalEntry> entries;
    try {
      entries = journal.file(root.existing()).of(name.value());
    } catch (IOException e) {
      spec.commandLine().getErr().println(unreadable(e));
      return ExitCodes.FAILED;
    }
    if (entries.isEmpty()) {
      spec.commandLine().getErr().println(name + ": nothing is remembered of it");
      return ExitCodes.NO_SUCH_FEATURE;
    }
    print(entries.subList(Math.max(0, entries.size() - last), entries.size()));
    return ExitCodes.DONE;
  }

  private void print(List<JournalEntry> entries) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      entries.forEach(entry -> list.add(entry.json()));
      out.println(JsonText.of(list));
    } else {
      lines(entries).forEach(out::println);
    }
    out.flush();
  }

  static String unreadable(IOException e) {
    return "the journal cannot be read: " + Printable.of(e.toString());
  }

  /** For a person. */
  static ImmutableList<String> lines(List<JournalEntry> entries) {
    return Columns.of(
        entries.stream()
            .map(
                entry ->
                    ImmutableList.of(
                        Printable.of(entry.time()),
                        Printable.of(entry.from() + " -> " + entry.to()),
                        Printable.of(entry.trigger()),
                        entry.operation().isEmpty() ? "-" : Printable.of(entry.operation()),
                        Printable.of(entry.why())))
            .collect(ImmutableList.toImmutableList()));
  }
}
