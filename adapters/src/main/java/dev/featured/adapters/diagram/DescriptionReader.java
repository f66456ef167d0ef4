package dev.featured.adapters.diagram;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.featured.engine.diagram.Description;
import dev.featured.engine.diagram.Outcome;
import dev.featured.engine.diagram.StateKind;
import dev.featured.engine.diagram.Way;
import dev.featured.engine.feature.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads what {@link DescriptionJson} writes of a table. */
public final class DescriptionReader {
  /** Bytes. A hundred times what the shipped table takes. */
  private static final int MAX_SIZE = 2 << 20;

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private final String source;

  private DescriptionReader(String source) {
    this.source = source;
  }

  /**
   * Reads a file.
   *
   * @throws UnreadableDescription if it cannot be read, or is not the JSON of a table in a version
   *     that is known
   */
  public static Description ofFile(Path file) throws UnreadableDescription {
    String source = file.toString();
    if (Files.isDirectory(file)) {
      throw new UnreadableDescription(source, "is a folder");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return ofStream(source, in);
    } catch (NoSuchFileException e) {
      throw new UnreadableDescription(source, "does not exist", e);
    } catch (AccessDeniedException e) {
      throw new UnreadableDescription(source, "may not be read by this user", e);
    } catch (IOException e) {
      throw new UnreadableDescription(source, "cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a stream to its end.
   *
   * @param source what to call it in messages
   * @param in the stream, which is left open
   * @throws UnreadableDescription if it cannot be read, or is not the JSON of a table in a version
   *     that is known
   */
  public static Description ofStream(String source, InputStream in) throws UnreadableDescription {
    byte[] bytes;
    try {
      bytes = in.readNBytes(MAX_SIZE + 1);
    } catch (IOException e) {
      throw new UnreadableDescription(source, "cannot be read: " + e.getMessage(), e);
    }
    if (bytes.length > MAX_SIZE) {
      throw new UnreadableDescription(source, "is larger than " + MAX_SIZE + " bytes");
    }
    JsonNode tree;
    try {
      tree = JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new UnreadableDescription(source, "is not JSON: " + fault(e), e);
    } catch (IOException e) {
      throw new UnreadableDescription(source, "is not UTF-8", e);
    }
    return new DescriptionReader(source).description(tree);
  }

  private static String fault(JsonProcessingException e) {
    JsonLocation place = e.getLocation();
    // What follows the parenthesis is the parser's own name for the file.
    return Quoted.of(Splitter.on(" (start marker").split(e.getOriginalMessage()).iterator().next())
        + (place == null
            ? ""
            : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")");
  }

  private Description description(JsonNode tree) throws UnreadableDescription {
    if (!tree.isObject()) {
      throw unreadable("holds no JSON object");
    }
    if (!tree.path("format").asText().equals(DescriptionJson.FORMAT)) {
      throw wrong("format", tree.path("format"), "\"" + DescriptionJson.FORMAT + "\"");
    }
    JsonNode version = tree.path("version");
    if (!version.isInt() || version.intValue() != DescriptionJson.VERSION) {
      throw wrong("version", version, DescriptionJson.VERSION + ", the only one known here");
    }
    ImmutableList.Builder<Description.State> states = ImmutableList.builder();
    int number = 0;
    for (JsonNode state : list("states", tree.path("states"))) {
      String where = "states[" + number++ + "]";
      states.add(
          new Description.State(
              text(where + ".name", state.path("name")),
              kind(where + ".kind", state.path("kind"))));
    }
    ImmutableList.Builder<Way> ways = ImmutableList.builder();
    number = 0;
    for (JsonNode way : list("ways", tree.path("ways"))) {
      ways.add(way("ways[" + number++ + "]", way));
    }
    try {
      return new Description(
          states.build(), texts("triggers", tree.path("triggers")), ways.build());
    } catch (IllegalArgumentException e) {
      throw new UnreadableDescription(source, "describes no table: " + e.getMessage(), e);
    }
  }

  private Way way(String where, JsonNode way) throws UnreadableDescription {
    return new Way(
        text(where + ".from", way.path("from")),
        text(where + ".trigger", way.path("trigger")),
        texts(where + ".guard", way.path("guard")),
        outcome(where, way));
  }

  private Outcome outcome(String where, JsonNode way) throws UnreadableDescription {
    long said = ImmutableList.of("to", "nothing", "never").stream().filter(way::has).count();
    if (said != 1) {
      throw unreadable(where + " must have one of 'to', 'nothing' and 'never', and has " + said);
    }
    if (way.has("nothing")) {
      return new Outcome.Nothing(text(where + ".nothing", way.path("nothing")));
    }
    if (way.has("never")) {
      return new Outcome.Never(text(where + ".never", way.path("never")));
    }
    return new Outcome.Goes(
        text(where + ".to", way.path("to")), texts(where + ".effects", way.path("effects")));
  }

  private StateKind kind(String where, JsonNode kind) throws UnreadableDescription {
    return Arrays.stream(StateKind.values())
        .filter(known -> known.toString().equals(kind.asText()))
        .findFirst()
        .orElseThrow(() -> wrong(where, kind, "one of " + Arrays.toString(StateKind.values())));
  }

  private JsonNode list(String where, JsonNode list) throws UnreadableDescription {
    if (!list.isArray()) {
      throw wrong(where, list, "a list");
    }
    return list;
  }

  private ImmutableList<String> texts(String where, JsonNode list) throws UnreadableDescription {
    ImmutableList.Builder<String> texts = ImmutableList.builder();
    int number = 0;
    for (JsonNode text : list(where, list)) {
      texts.add(text(where + "[" + number++ + "]", text));
    }
    return texts.build();
  }

  private String text(String where, JsonNode text) throws UnreadableDescription {
    if (!text.isTextual()) {
      throw wrong(where, text, "a text");
    }
    return text.textValue();
  }

  private UnreadableDescription wrong(String where, JsonNode value, String wanted) {
    return unreadable(
        where
            + " is "
            + (value.isMissingNode() ? "missing" : Quoted.of(value.toString()))
            + ": it must be "
            + wanted);
  }

  private UnreadableDescription unreadable(String problem) {
    return new UnreadableDescription(source + ":", problem);
  }
}
