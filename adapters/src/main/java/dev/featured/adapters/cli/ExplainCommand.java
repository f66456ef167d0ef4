package dev.featured.adapters.cli;

import com.google.common.collect.ImmutableMap;
import dev.featured.adapters.device.DeviceFactsReader;
import dev.featured.adapters.device.KnownDevice;
import dev.featured.adapters.journal.JournalEntry;
import dev.featured.adapters.operator.Explanation;
import dev.featured.adapters.redis.DatabaseConfig;
import dev.featured.adapters.redis.FeatureStatus;
import dev.featured.adapters.redis.FeatureStore;
import dev.featured.adapters.redis.StatusReader;
import dev.featured.adapters.rows.Names;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Wish;
import dev.featured.engine.feature.WishReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code featured explain}: why a feature is in its state. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Prints why a feature is in its state, and what it waits for: its row, what its templates come"
          + " to, what it wants, the facts of the device that this depends on, and its last"
          + " transitions.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Printed.",
      "1:Redis cannot be reached.",
      "2:The command line cannot be understood.",
      "3:There is no such feature."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  featured explain snmp", "  featured explain mux --json | jq '.because, .wish'"})
final class ExplainCommand implements Callable<Integer> {
  private static final int TRANSITIONS = 5;

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      description = "The feature.",
      showDefaultValue = Help.Visibility.NEVER)
  private FeatureName name;

  @Mixin private DatabaseOption databases;
  @Mixin private RootOption root;
  @Mixin private ExcludeOption exclude;
  @Mixin private JournalOption journal;
  @Mixin private JsonOption json;

  ExplainCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Path folder = root.existing();
    DatabaseConfig config = databases.read();
    try (StatusReader reader = new StatusReader(config);
        FeatureStore store = new FeatureStore(config)) {
      FeatureStatus status = reader.read(name);
      if (status.row().isEmpty()) {
        spec.commandLine().getErr().println("there is no feature " + name);
        return ExitCodes.NO_SUCH_FEATURE;
      }
      print(report(status, reader.isFollowed(), folder, store.deviceMetadata()));
      return ExitCodes.DONE;
    }
  }

  private ExplainReport report(
      FeatureStatus status,
      boolean followed,
      Path folder,
      ImmutableMap<String, ImmutableMap<String, String>> metadata) {
    KnownDevice device = KnownDevice.read(new DeviceFactsReader(folder, environment), metadata);
    RenderedRow rendered = device.render(status.row().orElseThrow());
    Optional<Wish> wish = WishReader.read(name, rendered, Optional.empty());
    boolean managed = new Names(exclude.names()).managed(name);
    return new ExplainReport(
        status,
        Explanation.of(status, wish, managed, followed),
        rendered,
        wish,
        device.facts(),
        lastTransitions(folder));
  }

  private List<JournalEntry> lastTransitions(Path folder) {
    try {
      List<JournalEntry> all = journal.file(folder).of(name.value());
      return all.subList(Math.max(0, all.size() - TRANSITIONS), all.size());
    } catch (IOException e) {
      spec.commandLine().getErr().println(HistoryCommand.unreadable(e));
      return List.of();
    }
  }

  private void print(ExplainReport report) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted()) {
      out.println(JsonText.of(report.json()));
    } else {
      report.lines().forEach(out::println);
    }
    out.flush();
  }
}
