package dev.featured.adapters.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON for standard output: pure ASCII, so that no locale can break it. */
final class JsonText {
  private static final ObjectWriter ONE_LINE =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build().writer();
  private static final ObjectWriter INDENTED = ONE_LINE.withDefaultPrettyPrinter();

  private JsonText() {}

  /** Indented. */
  static String of(JsonNode tree) {
    return text(INDENTED, tree);
  }

  /** In one line. */
  static String line(JsonNode tree) {
    return text(ONE_LINE, tree);
  }

  private static String text(ObjectWriter writer, JsonNode tree) {
    try {
      return writer.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a tree of JSON nodes is always JSON", e);
    }
  }
}
