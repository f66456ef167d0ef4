package dev.featured.adapters.cli;

import dev.featured.adapters.operator.Arrival;
import dev.featured.adapters.redis.DatabaseConfig;
import dev.featured.adapters.redis.FeatureChanges;
import dev.featured.adapters.redis.StatusReader;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.lifecycle.LifecycleState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code featured wait}: until a feature stands in a state. */
@Command(
    name = "wait",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Waits until a feature stands in a state, whoever wanted it there.",
      "",
      "What the daemon has said of an earlier row does not count, and a failure only if it is newer"
          + " than this command. To wait for what a change of your own comes to, use featured set"
          + " --wait.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:It stands there.",
      "1:The daemon has failed meanwhile, or Redis cannot be reached.",
      "2:The command line cannot be understood.",
      "3:There is no such feature, or it was deleted meanwhile.",
      "5:No daemon runs.",
      "7:The time is over."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  featured wait bgp enabled --timeout 180", "  featured wait macsec gone"})
final class WaitCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "The feature.",
      showDefaultValue = Help.Visibility.NEVER)
  private FeatureName name;

  @Parameters(
      index = "1",
      paramLabel = "STATE",
      description =
          "absent, enabling, enabled, disabling, disabled, failed, or gone for a feature without a"
              + " row.",
      converter = Converter.class,
      completionCandidates = WantedState.States.class,
      showDefaultValue = Help.Visibility.NEVER)
  private LifecycleState state;

  @Mixin private WaitOptions waiting;
  @Mixin private DatabaseOption databases;
  @Mixin private JsonOption json;

  /** Reads the second parameter. */
  static final class Converter implements ITypeConverter<LifecycleState> {
    @Override
    public LifecycleState convert(String value) {
      return WantedState.ofState(value);
    }
  }

  WaitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    waiting.limit();
    DatabaseConfig config = databases.read();
    try (FeatureChanges changes = FeatureChanges.of(config);
        StatusReader reader = new StatusReader(config)) {
      return Answer.of(
              name.value(), waiting.await(reader, changes, terminal, name, new Arrival(state)))
          .print(spec.commandLine(), json.wanted());
    }
  }
}
