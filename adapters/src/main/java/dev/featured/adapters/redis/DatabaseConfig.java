package dev.featured.adapters.redis;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the databases are that the daemon uses (SPEC section 1).
 *
 * @param configDb CONFIG_DB: what is wanted
 * @param stateDb STATE_DB: what has been done
 * @param applDb APPL_DB: whether the ports are initialised
 */
public record DatabaseConfig(Database configDb, Database stateDb, Database applDb) {
  /** Where a switch has its file. */
  public static final Path DEFAULT_FILE = Path.of("/var/run/redis/sonic-db/database_config.json");

  /**
   * Reads the file.
   *
   * @param file a database_config.json
   * @throws DatabaseConfigException if it is missing or broken, or lacks one of the databases
   */
  public static DatabaseConfig read(Path file) {
    return DatabaseConfigFile.open(file).databases();
  }

  /**
   * The same databases for somebody who only looks: no connection to one of these sends a command
   * that changes anything, whoever makes it (see {@link ReadOnlyConnection}).
   */
  public DatabaseConfig readOnly() {
    return new DatabaseConfig(configDb.readOnly(), stateDb.readOnly(), applDb.readOnly());
  }

  /** What may be done with a database. */
  public enum Access {
    /** It may be read and written. */
    FULL,
    /** It may be read. */
    READ_ONLY
  }

  /**
   * One database.
   *
   * @param id its number on its instance
   * @param separator what stands between a table's name and a key, {@code |} or {@code :}
   * @param instance the server that holds it
   * @param access what connections to it let through
   */
  public record Database(int id, String separator, Instance instance, Access access) {
    /** A database that may be read and written. */
    public Database(int id, String separator, Instance instance) {
      this(id, separator, instance, Access.FULL);
    }

    Database readOnly() {
      return new Database(id, separator, instance, Access.READ_ONLY);
    }

    /** Whether one script can reach both databases. */
    boolean sharesInstanceWith(Database other) {
      return instance.name().equals(other.instance.name());
    }
  }

  /**
   * One Redis server.
   *
   * @param name its name in the file
   * @param hostname where it listens for TCP
   * @param port its TCP port; 0 if it listens on its unix socket only
   * @param unixSocket its unix socket, which is tried first
   */
  public record Instance(String name, String hostname, int port, Optional<Path> unixSocket) {
    @Override
    public String toString() {
      return "Redis "
          + name
          + " ("
          + unixSocket.map(path -> path + ", ").orElse("")
          + hostname
          + ":"
          + port
          + ")";
    }
  }
}
