package dev.featured.adapters.cli;

import dev.featured.adapters.journal.JournalFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --journal}, for the daemon and for every command that reads what it remembers. */
final class JournalOption {
  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description =
          "The file that transitions are remembered in. Default: "
              + JournalFile.DEFAULT
              + " below --root.")
  private Optional<Path> file;

  JournalFile file(Path root) {
    return new JournalFile(file.orElseGet(() -> root.resolve(JournalFile.DEFAULT)));
  }
}
