package dev.featured.adapters.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code featured generate}: what a package holds that follows from the command line. */
@Command(
    name = "generate",
    hidden = true,
    description = "Writes the manual page and the completions for bash and zsh.")
final class GenerateCommand implements Callable<Integer> {
  private static final String ZSH =
      """
      #compdef featured
      # The completion for bash, run by zsh's own stand-in for bash, which knows no compopt.
      (( $+functions[compopt] )) || compopt() { :; }
      autoload -U +X bashcompinit && bashcompinit
      source /usr/share/bash-completion/completions/featured
      _bash_complete -F _complete_featured
      """;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "Where to; it is made if it is missing.")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    CommandLine program = spec.root().commandLine();
    Files.createDirectories(folder);
    try (OutputStream page =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("featured.1.gz")))) {
      page.write(ManPage.of(program, new Version().getVersion()[0]).getBytes(UTF_8));
    }
    Files.writeString(folder.resolve("featured.bash"), AutoComplete.bash("featured", program));
    Files.writeString(folder.resolve("_featured"), ZSH);
    return 0;
  }
}
