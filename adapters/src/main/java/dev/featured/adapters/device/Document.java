package dev.featured.adapters.device;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Optional;

/**
 * The top-level fields of a JSON or YAML file. Their names are equal without regard to case.
 *
 * <p>Both are read as plain trees: no YAML tag makes an object and no alias is expanded, so a file
 * costs no more than its size.
 */
record Document(ImmutableMap<String, JsonNode> fields) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final ObjectMapper YAML = new YAMLMapper();

  static Optional<Document> json(SwitchFiles files, String path) {
    return of(files, path, JSON, "JSON");
  }

  static Optional<Document> yaml(SwitchFiles files, String path) {
    return of(files, path, YAML, "YAML");
  }

  private static Optional<Document> of(
      SwitchFiles files, String path, ObjectMapper mapper, String format) {
    return files.read(path).flatMap(text -> parse(text, files, path, mapper, format));
  }

  private static Optional<Document> parse(
      String text, SwitchFiles files, String path, ObjectMapper mapper, String format) {
    try {
      JsonNode tree = mapper.readTree(text);
      if (!tree.isObject()) {
        files.complain(path, "holds no " + format + " object");
        return Optional.empty();
      }
      ImmutableMap.Builder<String, JsonNode> fields = ImmutableMap.builder();
      tree.properties().forEach(field -> fields.put(key(field.getKey()), field.getValue()));
      return Optional.of(new Document(fields.buildKeepingLast()));
    } catch (JsonProcessingException e) {
      files.complain(path, "is not " + format + place(e.getLocation()));
      return Optional.empty();
    }
  }

  private static String place(JsonLocation location) {
    return location == null ? "" : " (line " + location.getLineNr() + ")";
  }

  Optional<JsonNode> get(String field) {
    return Optional.ofNullable(fields.get(key(field)));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
