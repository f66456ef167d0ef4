package dev.featured.adapters.redis;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.featured.adapters.redis.DatabaseConfig.Database;
import dev.featured.adapters.redis.DatabaseConfig.Instance;
import dev.featured.engine.feature.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The text of a database_config.json. Only what is asked for is looked at: a database that the
 * daemon does not use may be described as it likes.
 */
final class DatabaseConfigFile {
  private static final int MAX_PORT = 65_535;

  private final Path file;
  private final JsonNode root;

  private DatabaseConfigFile(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  static DatabaseConfigFile open(Path file) {
    try {
      return new DatabaseConfigFile(
          file,
          new ObjectMapper()
              .reader()
              .with(FAIL_ON_TRAILING_TOKENS)
              .readTree(Files.readAllBytes(file)));
    } catch (NoSuchFileException e) {
      throw new DatabaseConfigException(file + " does not exist", e);
    } catch (JsonProcessingException e) {
      throw new DatabaseConfigException(
          file + " is not JSON: " + Quoted.of(e.getOriginalMessage()) + place(e), e);
    } catch (IOException e) {
      throw new DatabaseConfigException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
  }

  DatabaseConfig databases() {
    return new DatabaseConfig(database("CONFIG_DB"), database("STATE_DB"), database("APPL_DB"));
  }

  private Database database(String name) {
    String at = "DATABASES." + name;
    JsonNode node = object(object(root, "DATABASES", "DATABASES"), name, at);
    return new Database(
        number(node, "id", at, Integer.MAX_VALUE),
        text(node, "separator", at),
        instance(text(node, "instance", at)));
  }

  private Instance instance(String name) {
    String at = "INSTANCES." + name;
    JsonNode node = object(object(root, "INSTANCES", "INSTANCES"), name, at);
    return new Instance(
        name, text(node, "hostname", at), number(node, "port", at, MAX_PORT), socket(node, at));
  }

  private Optional<Path> socket(JsonNode node, String at) {
    String field = "unix_socket_path";
    if (!node.has(field)) {
      return Optional.empty();
    }
    String text = text(node, field, at);
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      DatabaseConfigException refused = refused(at + "." + field, "a path", node.get(field));
      refused.initCause(e);
      throw refused;
    }
  }

  private JsonNode object(JsonNode parent, String field, String at) {
    JsonNode node = parent.path(field);
    if (!node.isObject()) {
      throw refused(at, "an object", node);
    }
    return node;
  }

  private String text(JsonNode parent, String field, String at) {
    JsonNode node = parent.path(field);
    if (!node.isTextual() || node.textValue().isEmpty()) {
      throw refused(at + "." + field, "a text that is not empty", node);
    }
    return node.textValue();
  }

  private int number(JsonNode parent, String field, String at, int max) {
    JsonNode node = parent.path(field);
    if (!node.isInt() || node.intValue() < 0 || node.intValue() > max) {
      throw refused(at + "." + field, "a number from 0 to " + max, node);
    }
    return node.intValue();
  }

  private DatabaseConfigException refused(String field, String wanted, JsonNode found) {
    return new DatabaseConfigException(
        file
            + ": "
            + Quoted.of(field)
            + " must be "
            + wanted
            + (found.isMissingNode() ? " and is missing" : ", not " + Quoted.of(found.toString())));
  }
}
