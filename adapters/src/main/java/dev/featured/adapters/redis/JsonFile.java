package dev.featured.adapters.redis;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.featured.engine.feature.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A JSON file that says where databases are. What is asked of it and is not there, or is something
 * else, is refused with a message that names the file and the field.
 *
 * @param file where it lies
 * @param root its content
 */
record JsonFile(Path file, JsonNode root) {
  /**
   * Reads a file.
   *
   * @throws DatabaseConfigException if it is missing, cannot be read, or is not JSON
   */
  static JsonFile open(Path file) {
    try {
      return new JsonFile(
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

  JsonNode object(JsonNode parent, String field, String at) {
    JsonNode node = parent.path(field);
    if (!node.isObject()) {
      throw refused(at, "an object", node);
    }
    return node;
  }

  String text(JsonNode parent, String field, String at) {
    JsonNode node = parent.path(field);
    if (!node.isTextual() || node.textValue().isEmpty()) {
      throw refused(at + "." + field, "a text that is not empty", node);
    }
    return node.textValue();
  }

  int number(JsonNode parent, String field, String at, int max) {
    JsonNode node = parent.path(field);
    if (!node.isInt() || node.intValue() < 0 || node.intValue() > max) {
      throw refused(at + "." + field, "a number from 0 to " + max, node);
    }
    return node.intValue();
  }

  Path path(JsonNode parent, String field, String at) {
    String text = text(parent, field, at);
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      DatabaseConfigException refused = refused(at + "." + field, "a path", parent.get(field));
      refused.initCause(e);
      throw refused;
    }
  }

  DatabaseConfigException refused(String field, String wanted, JsonNode found) {
    return new DatabaseConfigException(
        file
            + ": "
            + Quoted.of(field)
            + " must be "
            + wanted
            + (found.isMissingNode() ? " and is missing" : ", not " + Quoted.of(found.toString())));
  }
}
