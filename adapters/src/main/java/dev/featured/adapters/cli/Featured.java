package dev.featured.adapters.cli;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.featured.engine.feature.FeatureName;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program. Exit codes: 0 when all went well, 1 when something failed or is to be complained of,
 * 2 when the command line cannot be understood, 8 when another daemon holds the switch.
 */
@Command(
    name = "featured",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Turns the FEATURE table of a SONiC switch into running services.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All went well.",
      "1:Something failed, or there is something to complain of.",
      "2:The command line cannot be understood.",
      "8:Another daemon holds the switch."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  featured status",
      "  featured set bgp enabled --wait",
      "  featured check /etc/sonic/config_db.json",
      "  featured help run"
    })
public final class Featured implements Runnable {
  @Spec private CommandSpec spec;

  private Featured() {}

  /** Runs the command that the arguments name and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLineFor(arguments).execute(arguments));
  }

  /**
   * The command line that these arguments need. To look at all commands takes time and memory that
   * the daemon would rather have.
   */
  private static CommandLine commandLineFor(String... arguments) {
    ImmutableMap<String, Supplier<Object>> all =
        commands(System.in, System.getenv(), terminal(System.getenv()));
    boolean isOneAlone = arguments.length > 0 && all.containsKey(arguments[0]);
    return commandLine(isOneAlone ? Maps.filterKeys(all, arguments[0]::equals) : all);
  }

  private static Terminal terminal(Map<String, String> environment) {
    return Terminal.ofThisProcess(!environment.containsKey("NO_COLOR"));
  }

  static CommandLine commandLine(InputStream stdin, Map<String, String> environment) {
    return commandLine(stdin, environment, terminal(environment));
  }

  static CommandLine commandLine(
      InputStream stdin, Map<String, String> environment, Terminal terminal) {
    return commandLine(commands(stdin, environment, terminal));
  }

  private static CommandLine commandLine(Map<String, Supplier<Object>> commands) {
    CommandLine program = new CommandLine(new Featured());
    commands.forEach((name, command) -> program.addSubcommand(name, command.get()));
    OneLineErrors errors = new OneLineErrors(program.getParameterExceptionHandler());
    return program
        .addSubcommand(new HelpCommand())
        .addSubcommand(new GenerateCommand())
        .registerConverter(FeatureName.class, new NameConverter())
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Each command that does not need to know the others. */
  private static ImmutableMap<String, Supplier<Object>> commands(
      InputStream stdin, Map<String, String> environment, Terminal terminal) {
    return ImmutableMap.<String, Supplier<Object>>builder()
        .put("run", () -> new RunCommand(environment))
        .put("status", () -> new StatusCommand(terminal))
        .put("set", () -> new SetCommand(terminal))
        .put("wait", () -> new WaitCommand(terminal))
        .put("history", HistoryCommand::new)
        .put("explain", () -> new ExplainCommand(environment))
        .put("audit", () -> new AuditCommand(stdin, environment))
        .put("check", () -> new CheckCommand(stdin, environment))
        .put("facts", () -> new FactsCommand(environment))
        .put("diagram", () -> new DiagramCommand(stdin))
        .put("demo", () -> new DemoCommand(terminal))
        .buildOrThrow();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
