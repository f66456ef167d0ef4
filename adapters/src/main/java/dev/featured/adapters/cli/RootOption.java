package dev.featured.adapters.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --root}, for every command that looks at a switch's files. */
final class RootOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      defaultValue = "/",
      description = "The folder that holds the switch's files.")
  private Path root;

  Path path() {
    return root;
  }

  /**
   * The folder, for a command that only reads: every file may be missing, so a slip of the pen
   * would look like a switch about which nothing is known.
   *
   * @throws ParameterException if there is no such folder
   */
  Path existing() {
    if (!Files.isDirectory(root)) {
      throw new ParameterException(command.commandLine(), "--root is no folder: " + root);
    }
    return root;
  }

  /** Whether the files are those of this machine. */
  boolean isThisMachine() {
    return root.toAbsolutePath().normalize().equals(Path.of("/"));
  }
}
