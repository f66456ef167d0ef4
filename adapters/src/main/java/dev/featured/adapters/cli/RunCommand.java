package dev.featured.adapters.cli;

import com.google.common.collect.ImmutableList;
import dev.featured.adapters.daemon.DaemonOptions;
import dev.featured.adapters.daemon.FeaturedDaemon;
import dev.featured.adapters.daemon.TransitionJournal;
import dev.featured.adapters.dryrun.DryRun;
import dev.featured.adapters.dryrun.DryRunOptions;
import dev.featured.adapters.dryrun.LogReport;
import dev.featured.adapters.redis.DatabaseConfigException;
import dev.featured.adapters.redis.DatabaseGlobal;
import dev.featured.adapters.systemd.SystemctlProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code featured run}: the daemon, until SIGTERM. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Runs the daemon until SIGTERM or SIGINT.",
      "",
      "With --dry-run it may run beside SONiC's own daemon, or any other: it writes nothing, neither"
          + " to Redis nor to systemd nor to files, follows what the other one does, and tells where"
          + " it would act. It ends with a summary. 'featured audit' looks once.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:It was stopped by a signal.",
      "1:It could not start, or it failed; the reason is on standard error.",
      "2:The command line cannot be understood.",
      "8:Another featured runs, this one or SONiC's own, or that cannot be known."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  featured run --exclude telemetry,frr_bmp --port-init-timeout 300",
      "  featured run --dry-run --settle 60"
    })
final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  /** For a systemctl that is only asked. */
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Mixin private DatabaseOption databaseConfig;

  @Option(
      names = "--db-global",
      paramLabel = "FILE",
      description =
          "Where the databases of the host and of its namespaces are (multi-ASIC). The host's are"
              + " those of --db-config if that is given too. Default: database_global.json beside"
              + " --db-config, if there is one.")
  private Optional<Path> databaseGlobal;

  @Option(
      names = "--systemctl",
      paramLabel = "PROGRAM",
      defaultValue = "systemctl",
      description = "The systemctl to run: a path, or a name that is looked up on PATH.")
  private String systemctl;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "16",
      description = "How many features may be started or stopped at the same time.")
  private int parallel;

  @Mixin private ExcludeOption exclude;

  @Option(
      names = "--operation-timeout",
      paramLabel = "SECONDS",
      defaultValue = "900",
      description = "How long one systemctl may take.")
  private int operationTimeout;

  @Option(
      names = "--port-init-timeout",
      paramLabel = "SECONDS",
      defaultValue = "180",
      description = "How long delayed features wait for the ports at most.")
  private int portInitTimeout;

  @Option(
      names = "--resync",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How often all rows are compared with what is known of them.")
  private int resync;

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long operations at work get to end after SIGTERM.")
  private int grace;

  @Option(
      names = "--lock",
      paramLabel = "FILE",
      description =
          "The file that one daemon at a time holds. Default: run/featured/featured.lock below"
              + " --root.")
  private Optional<Path> lock;

  @Mixin private RootOption root;
  @Mixin private JournalOption journal;

  @Option(
      names = "--dry-run",
      description = "Write nothing; tell where it would act, beside a daemon that does.",
      showDefaultValue = Help.Visibility.NEVER)
  private boolean dryRun;

  @Option(
      names = "--settle",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "With --dry-run: how long a difference must last to be told.")
  private int settle;

  @Option(
      names = "--json",
      description = "With --dry-run: print what is told as JSON, one object a line.",
      showDefaultValue = Help.Visibility.NEVER)
  private boolean json;

  RunCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    if (dryRun) {
      return dryRun();
    }
    for (String option : ImmutableList.of("--settle", "--json")) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(spec.commandLine(), option + " is of use with --dry-run only");
      }
    }
    FeaturedDaemon.warmUp();
    DaemonOptions options =
        new DaemonOptions(
            atLeast(1, "--parallel", parallel),
            exclude.names(),
            seconds(1, "--resync", resync),
            seconds(0, "--port-init-timeout", portInitTimeout),
            seconds(0, "--grace", grace),
            root.path());
    Duration limit = seconds(1, "--operation-timeout", operationTimeout);
    try {
      DatabaseGlobal databases = databases();
      Optional<SonicsOwn> other = SonicsOwn.runningIn(root.path().resolve("proc"));
      if (other.isPresent()) {
        throw LockRefused.sonics(other.get());
      }
      try (InstanceLock held = InstanceLock.take(lockFile());
          TransitionJournal remembered = TransitionJournal.into(journal.file(root.path()))) {
        LOG.debug("{}", held);
        return new SignalledService(
                FeaturedDaemon.create(
                    options,
                    databases,
                    new SystemctlProcess(systemctl, limit),
                    environment,
                    taken -> {},
                    remembered::add))
            .run();
      }
    } catch (DatabaseConfigException e) {
      LOG.error("{}", e.getMessage());
      return 1;
    } catch (LockRefused e) {
      LOG.error("{}", e.getMessage());
      return ExitCodes.NOT_ALONE;
    }
  }

  /** Without a lock, a journal or a word to systemd: those are the daemon's. */
  private int dryRun() {
    DryRunOptions options =
        new DryRunOptions(
            exclude.names(),
            seconds(1, "--resync", resync),
            seconds(0, "--port-init-timeout", portInitTimeout),
            seconds(0, "--settle", settle),
            root.existing());
    try {
      return new SignalledService(
              DryRun.create(
                  options,
                  databases().host(),
                  new SystemctlProcess(systemctl, LONGEST_LOOK),
                  environment,
                  json
                      ? new JsonReport(spec.commandLine().getOut(), InstantSource.system())
                      : new LogReport()))
          .run();
    } catch (DatabaseConfigException e) {
      LOG.error("{}", e.getMessage());
      return ExitCodes.FAILED;
    }
  }

  private Path lockFile() {
    return lock.orElseGet(() -> root.path().resolve("run/featured/featured.lock"));
  }

  private DatabaseGlobal databases() {
    if (databaseGlobal.isEmpty()) {
      return DatabaseGlobal.readBeside(databaseConfig.file());
    }
    return databaseConfig.isGiven()
        ? DatabaseGlobal.read(databaseGlobal.get(), databaseConfig.file())
        : DatabaseGlobal.read(databaseGlobal.get());
  }

  private Duration seconds(int least, String option, int value) {
    return Duration.ofSeconds(atLeast(least, option, value));
  }

  private int atLeast(int least, String option, int value) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(), option + " must be at least " + least + ", not " + value);
    }
    return value;
  }
}
