package dev.featured.adapters.cli;

import dev.featured.engine.feature.FeatureName;
import java.io.InputStream;
import java.util.Map;
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
    System.exit(commandLine(System.in, System.getenv()).execute(arguments));
  }

  static CommandLine commandLine(InputStream stdin, Map<String, String> environment) {
    return commandLine(
        stdin, environment, Terminal.ofThisProcess(!environment.containsKey("NO_COLOR")));
  }

  static CommandLine commandLine(
      InputStream stdin, Map<String, String> environment, Terminal terminal) {
    CommandLine all = new CommandLine(new Featured());
    OneLineErrors errors = new OneLineErrors(all.getParameterExceptionHandler());
    return all.addSubcommand(new RunCommand(environment))
        .addSubcommand(new StatusCommand(terminal))
        .addSubcommand(new SetCommand(terminal))
        .addSubcommand(new WaitCommand(terminal))
        .addSubcommand(new HistoryCommand())
        .addSubcommand(new ExplainCommand(environment))
        .addSubcommand(new AuditCommand(stdin, environment))
        .addSubcommand(new CheckCommand(stdin, environment))
        .addSubcommand(new FactsCommand(environment))
        .addSubcommand(new DiagramCommand(stdin))
        .addSubcommand(new DemoCommand(terminal))
        .addSubcommand(new HelpCommand())
        .addSubcommand(new GenerateCommand())
        .registerConverter(FeatureName.class, new NameConverter())
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
