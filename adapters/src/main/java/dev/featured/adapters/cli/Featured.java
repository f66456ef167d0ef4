package dev.featured.adapters.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program. Exit codes: 0 when all went well, 1 when something failed, 2 when the command line
 * cannot be understood.
 */
@Command(
    name = "featured",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Turns the FEATURE table of a SONiC switch into running services.",
    subcommands = {RunCommand.class, DemoCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All went well.",
      "1:Something failed; the reason is on standard error.",
      "2:The command line cannot be understood."
    })
public final class Featured implements Runnable {
  @Spec private CommandSpec spec;

  private Featured() {}

  /** Runs the command that the arguments name and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Featured()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
