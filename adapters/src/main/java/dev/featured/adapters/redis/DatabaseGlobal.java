package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableSortedMap;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the databases of the host and of its namespaces are (SPEC section 1). Only a multi-ASIC
 * switch has namespaces.
 *
 * @param host the host's databases
 * @param namespaces each namespace's databases, by the namespace's name
 */
public record DatabaseGlobal(
    DatabaseConfig host, ImmutableSortedMap<String, DatabaseConfig> namespaces) {
  /** What the file is called. A switch has it beside its {@code database_config.json}. */
  public static final String FILE_NAME = "database_global.json";

  /** A switch without namespaces. */
  public static DatabaseGlobal of(DatabaseConfig host) {
    return new DatabaseGlobal(host, ImmutableSortedMap.of());
  }

  /**
   * Reads a database_global.json and all files that it names.
   *
   * @param file a database_global.json
   * @throws DatabaseConfigException if a file is missing or broken, or two namespaces are the same
   */
  public static DatabaseGlobal read(Path file) {
    DatabaseGlobalFile global = DatabaseGlobalFile.open(file);
    return global.databases(global.host());
  }

  /**
   * Reads a database_global.json and the files of its namespaces; the host's databases are those of
   * another file, whatever the first one says of them.
   *
   * @param file a database_global.json
   * @param host the host's database_config.json
   * @throws DatabaseConfigException if a file is missing or broken, or two namespaces are the same
   */
  public static DatabaseGlobal read(Path file, Path host) {
    return DatabaseGlobalFile.open(file).databases(DatabaseConfig.read(host));
  }

  /**
   * Reads the host's database_config.json, and the namespaces' files if there is a
   * database_global.json in its folder.
   *
   * @param host the host's database_config.json
   * @throws DatabaseConfigException if a file is missing or broken, or two namespaces are the same
   */
  public static DatabaseGlobal readBeside(Path host) {
    Path file = host.resolveSibling(FILE_NAME);
    return Files.exists(file) ? read(file, host) : of(DatabaseConfig.read(host));
  }
}
