package dev.featured.adapters.cli;

import dev.featured.adapters.operator.OwnChange;
import dev.featured.adapters.redis.DatabaseConfig;
import dev.featured.adapters.redis.FeatureChanges;
import dev.featured.adapters.redis.FencedWish;
import dev.featured.adapters.redis.StatusReader;
import dev.featured.adapters.redis.WishOutcome;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Quoted;
import dev.featured.engine.lifecycle.LifecycleState;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code featured set}: changes what a row wants. */
@Command(
    name = "set",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Has the row of a feature say that it shall be enabled or disabled.",
      "",
      "The row changes in one step, and only if it is there and is not always_enabled or"
          + " always_disabled. On a multi-ASIC switch the host's row is changed.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The row says so; with --wait, the units follow it.",
      "1:The row was not changed, or with --wait: the daemon failed. Why is said.",
      "2:The command line cannot be understood.",
      "3:There is no such feature, or with --wait: it was deleted meanwhile.",
      "4:The row says always_enabled or always_disabled.",
      "5:--wait: no daemon runs. The row was changed.",
      "6:--wait: somebody else has written another state meanwhile.",
      "7:--wait: the time is over."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  featured set snmp disabled", "  featured set bgp enabled --wait --timeout 120"})
final class SetCommand implements Callable<Integer> {
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
      paramLabel = "enabled|disabled",
      description = "What its row shall say.",
      converter = Converter.class,
      completionCandidates = WantedState.Wishes.class,
      showDefaultValue = Help.Visibility.NEVER)
  private LifecycleState state;

  @Option(
      names = "--wait",
      description = "Wait until what the daemon does about it has ended.",
      showDefaultValue = Help.Visibility.NEVER)
  private boolean wait;

  @Mixin private WaitOptions waiting;
  @Mixin private DatabaseOption databases;
  @Mixin private JsonOption json;

  /** Reads the second parameter. */
  static final class Converter implements ITypeConverter<LifecycleState> {
    @Override
    public LifecycleState convert(String value) {
      return WantedState.ofWish(value);
    }
  }

  SetCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    waiting.limit();
    return answer(databases.read()).print(spec.commandLine(), json.wanted());
  }

  private Answer answer(DatabaseConfig config) throws InterruptedException {
    if (wait) {
      return setAndWait(config);
    }
    try (FencedWish wish = new FencedWish(config)) {
      return answer(wish.set(name, state.toString()));
    }
  }

  /** Whoever listens before they ask cannot miss the answer. */
  private Answer setAndWait(DatabaseConfig config) throws InterruptedException {
    String token = UUID.randomUUID().toString();
    try (FeatureChanges changes = FeatureChanges.of(config);
        StatusReader reader = new StatusReader(config);
        FencedWish wish = new FencedWish(config)) {
      Answer written = answer(wish.setAndAsk(name, state.toString(), token));
      return written.exitCode() == ExitCodes.DONE
          ? Answer.of(
              name.value(),
              waiting.await(reader, changes, terminal, name, new OwnChange(state, token)))
          : written;
    }
  }

  private Answer answer(WishOutcome outcome) {
    if (outcome instanceof WishOutcome.Set set) {
      return answer(
          ExitCodes.DONE,
          "done",
          set.before().equals(state.toString())
              ? "the row said " + state + " already"
              : "the row says " + state + ", and said " + Quoted.of(set.before()));
    }
    if (outcome instanceof WishOutcome.Gone) {
      return answer(ExitCodes.NO_SUCH_FEATURE, "gone", "there is no such feature");
    }
    if (outcome instanceof WishOutcome.Immutable immutable) {
      return answer(
          ExitCodes.IMMUTABLE,
          "immutable",
          "its state is " + Quoted.of(immutable.state()) + " and may not be changed");
    }
    return answer(ExitCodes.FAILED, "failed", ((WishOutcome.Refused) outcome).reason());
  }

  private Answer answer(int exitCode, String outcome, String message) {
    return new Answer(name.value(), exitCode, outcome, message);
  }
}
