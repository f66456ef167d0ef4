package dev.featured.adapters.cli;

import dev.featured.adapters.redis.DatabaseConfig;
import dev.featured.adapters.redis.DatabaseConfigException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --db-config}, for every command that asks Redis. */
final class DatabaseOption {
  private static final String NAME = "--db-config";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = NAME,
      paramLabel = "FILE",
      defaultValue = "/var/run/redis/sonic-db/database_config.json",
      description = "Where the databases are.")
  private Path file;

  Path file() {
    return file;
  }

  /**
   * Reads the file.
   *
   * @throws DatabaseConfigException if it cannot be used
   */
  DatabaseConfig read() {
    return DatabaseConfig.read(file);
  }

  /** Whether the operator has named the file. */
  boolean isGiven() {
    return command.commandLine().getParseResult().hasMatchedOption(NAME);
  }
}
