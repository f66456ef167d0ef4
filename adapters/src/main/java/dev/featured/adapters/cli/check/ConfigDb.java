package dev.featured.adapters.cli.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.feature.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a config_db.json says of features and of the device. Other tables are passed over.
 *
 * @param features the entries of FEATURE by key, whatever they are
 * @param metadata the rows of DEVICE_METADATA by key, as far as they are rows
 * @param problems what is wrong with the tables as such
 */
public record ConfigDb(
    ImmutableSortedMap<String, JsonNode> features,
    ImmutableMap<String, ImmutableMap<String, String>> metadata,
    ImmutableList<Problem> problems) {
  private static final String FEATURE = "FEATURE";
  private static final String DEVICE_METADATA = "DEVICE_METADATA";
  private static final ImmutableSet<String> TABLES = ImmutableSet.of(FEATURE, DEVICE_METADATA);

  /** A key that is there twice is refused: which one counts is up to whoever loads the file. */
  private static final JsonFactory JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build()
          .getFactory();

  /**
   * Reads a file.
   *
   * @throws UnreadableConfig if it cannot be read, or is not one JSON object
   */
  public static ConfigDb ofFile(Path file) throws UnreadableConfig {
    return of(ConfigText.ofFile(file));
  }

  /**
   * Reads a stream to its end.
   *
   * @param source what to call it in messages
   * @param in the stream, which is left open
   * @throws UnreadableConfig if it cannot be read, or is not one JSON object
   */
  public static ConfigDb ofStream(String source, InputStream in) throws UnreadableConfig {
    return of(ConfigText.ofStream(source, in));
  }

  private static ConfigDb of(ConfigText config) throws UnreadableConfig {
    return new TableReader(config.source()).read(tables(config));
  }

  private static Map<String, JsonNode> tables(ConfigText config) throws UnreadableConfig {
    try (JsonParser json = JSON.createParser(config.text())) {
      return tables(config.source(), json);
    } catch (IOException e) {
      throw new AssertionError("a text is read without I/O", e);
    }
  }

  private static Map<String, JsonNode> tables(String source, JsonParser json)
      throws UnreadableConfig, IOException {
    Map<String, JsonNode> tables = new HashMap<>();
    try {
      JsonToken first = json.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw new UnreadableConfig(source, first == null ? "is empty" : "holds no JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String table = json.currentName();
        json.nextToken();
        if (TABLES.contains(table)) {
          tables.put(table, json.readValueAsTree());
        } else {
          json.skipChildren();
        }
      }
      if (json.nextToken() != null) {
        throw new UnreadableConfig(
            source, "goes on after its JSON object" + place(json.currentTokenLocation()));
      }
      return tables;
    } catch (StreamConstraintsException e) {
      throw new UnreadableConfig(
          source,
          "is nested too deeply, or holds too long a text or number"
              + place(json.currentLocation()),
          e);
    } catch (JsonProcessingException e) {
      throw new UnreadableConfig(source, "is not JSON: " + fault(e) + place(e.getLocation()), e);
    }
  }

  private static String fault(JsonProcessingException e) {
    // What follows the parenthesis is the parser's own name for the file.
    return Quoted.of(Splitter.on(" (start marker").split(e.getOriginalMessage()).iterator().next());
  }

  private static String place(JsonLocation location) {
    return " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }

  /** Why a value of a row is not what CONFIG_DB holds, which knows only texts. */
  static String notText(String field, JsonNode value) {
    return "field " + Quoted.of(field) + " is " + shown(value) + ": it must be a text" + not(value);
  }

  /** Why an entry of a table is not a row. */
  static String notRow(JsonNode value) {
    return "the row is " + shown(value) + ": it must be an object" + not(value);
  }

  private static String shown(JsonNode value) {
    return Quoted.of(value.toString());
  }

  private static String not(JsonNode value) {
    return ", not a JSON " + value.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  /** Reads the tables, and notes what is wrong with them. */
  private static final class TableReader {
    private final String source;
    private final ImmutableList.Builder<Problem> problems = ImmutableList.builder();

    TableReader(String source) {
      this.source = source;
    }

    ConfigDb read(Map<String, JsonNode> tables) {
      if (!tables.containsKey(FEATURE)) {
        problems.add(new Problem(source, "has no table FEATURE"));
      }
      ImmutableSortedMap<String, JsonNode> features = entries(tables, FEATURE);
      ImmutableMap.Builder<String, ImmutableMap<String, String>> metadata = ImmutableMap.builder();
      entries(tables, DEVICE_METADATA)
          .forEach((key, entry) -> metadata.put(key, texts(DEVICE_METADATA + "|" + key, entry)));
      return new ConfigDb(features, metadata.buildOrThrow(), problems.build());
    }

    private ImmutableSortedMap<String, JsonNode> entries(
        Map<String, JsonNode> tables, String name) {
      ImmutableSortedMap.Builder<String, JsonNode> entries = ImmutableSortedMap.naturalOrder();
      JsonNode table = tables.get(name);
      if (table != null && table.isObject()) {
        table.properties().forEach(entries::put);
      } else if (table != null) {
        problems.add(
            new Problem(
                source, name + " is " + shown(table) + ": it must be an object" + not(table)));
      }
      return entries.buildOrThrow();
    }

    private ImmutableMap<String, String> texts(String about, JsonNode row) {
      ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
      if (!row.isObject()) {
        problems.add(new Problem(about, notRow(row)));
      }
      row.properties()
          .forEach(
              field -> {
                if (field.getValue().isTextual()) {
                  texts.put(field.getKey(), field.getValue().textValue());
                } else {
                  problems.add(new Problem(about, notText(field.getKey(), field.getValue())));
                }
              });
      return texts.buildOrThrow();
    }
  }
}
