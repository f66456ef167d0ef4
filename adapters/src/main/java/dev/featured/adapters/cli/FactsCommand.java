package dev.featured.adapters.cli;

import com.google.common.collect.ImmutableMap;
import dev.featured.adapters.device.DeviceFacts;
import dev.featured.adapters.device.DeviceFactsReader;
import dev.featured.adapters.redis.DatabaseConfigException;
import dev.featured.adapters.redis.FeatureStore;
import dev.featured.adapters.redis.RedisUnavailable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code featured facts}: what is known of the device, and from where. */
@Command(
    name = "facts",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Prints what is known of the device and which file, table or variable says so.",
      "",
      "DEVICE_METADATA is read from Redis. When Redis cannot be reached one line says so, and what"
          + " it would have told is missing. With a --root other than / Redis is asked only when"
          + " --db-config names it, since this machine's may know nothing of those files.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Nothing to complain of. A Redis that cannot be reached is no complaint.",
      "1:A file is broken. Below the facts it says which, and how.",
      "2:The command line cannot be understood."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  featured facts",
      "  featured facts --root /mnt/other-switch --json | jq .facts.platform.value"
    })
final class FactsCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;
  @Mixin private RootOption root;
  @Mixin private DatabaseOption databases;

  @Option(names = "--json", description = "Print JSON.", showDefaultValue = Help.Visibility.NEVER)
  private boolean json;

  /** What DEVICE_METADATA says, or why that is not known. */
  private record Metadata(
      ImmutableMap<String, ImmutableMap<String, String>> rows, Optional<String> problem) {
    static Metadata unknown(String problem) {
      return new Metadata(ImmutableMap.of(), Optional.of(problem));
    }
  }

  FactsCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Path folder = root.existing();
    Metadata metadata = metadata();
    DeviceFacts facts = new DeviceFactsReader(folder, environment).read(metadata.rows());
    FactsReport report = new FactsReport(facts, metadata.problem());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonText.of(report.json()));
    } else {
      report.lines().forEach(out::println);
    }
    out.flush();
    return facts.complaints().isEmpty() ? 0 : 1;
  }

  private Metadata metadata() {
    if (!root.isThisMachine() && !databases.isGiven()) {
      return Metadata.unknown(
          "--root names other files than this machine's, and no --db-config their Redis");
    }
    try (FeatureStore store = new FeatureStore(databases.read())) {
      return new Metadata(store.deviceMetadata(), Optional.empty());
    } catch (DatabaseConfigException | RedisUnavailable e) {
      return Metadata.unknown(e.getMessage());
    }
  }
}
