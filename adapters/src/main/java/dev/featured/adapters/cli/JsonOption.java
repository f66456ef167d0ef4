package dev.featured.adapters.cli;

import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** {@code --json}, for every command that a program may want to read. */
final class JsonOption {
  @Option(names = "--json", description = "Print JSON.", showDefaultValue = Help.Visibility.NEVER)
  private boolean json;

  boolean wanted() {
    return json;
  }
}
