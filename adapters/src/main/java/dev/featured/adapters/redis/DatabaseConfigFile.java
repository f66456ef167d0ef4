package dev.featured.adapters.redis;

import com.fasterxml.jackson.databind.JsonNode;
import dev.featured.adapters.redis.DatabaseConfig.Database;
import dev.featured.adapters.redis.DatabaseConfig.Instance;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The text of a database_config.json. Only what is asked for is looked at: a database that the
 * daemon does not use may be described as it likes.
 */
final class DatabaseConfigFile {
  private static final int MAX_PORT = 65_535;

  private final JsonFile file;

  private DatabaseConfigFile(JsonFile file) {
    this.file = file;
  }

  static DatabaseConfigFile open(Path file) {
    return new DatabaseConfigFile(JsonFile.open(file));
  }

  DatabaseConfig databases() {
    Database configDb = database("CONFIG_DB");
    Database stateDb = database("STATE_DB");
    if (configDb.sharesInstanceWith(stateDb) && configDb.id() == stateDb.id()) {
      throw file.refused(
          "DATABASES.STATE_DB.id",
          "another number than that of CONFIG_DB, which is on the same instance",
          file.root().path("DATABASES").path("STATE_DB").path("id"));
    }
    return new DatabaseConfig(configDb, stateDb, database("APPL_DB"));
  }

  private Database database(String name) {
    String at = "DATABASES." + name;
    JsonNode node = file.object(file.object(file.root(), "DATABASES", "DATABASES"), name, at);
    return new Database(
        file.number(node, "id", at, Integer.MAX_VALUE),
        file.text(node, "separator", at),
        instance(file.text(node, "instance", at)));
  }

  private Instance instance(String name) {
    String at = "INSTANCES." + name;
    JsonNode node = file.object(file.object(file.root(), "INSTANCES", "INSTANCES"), name, at);
    return new Instance(
        name,
        file.text(node, "hostname", at),
        file.number(node, "port", at, MAX_PORT),
        socket(node, at));
  }

  private Optional<Path> socket(JsonNode node, String at) {
    String field = "unix_socket_path";
    return node.has(field) ? Optional.of(file.path(node, field, at)) : Optional.empty();
  }
}
