package dev.featured.adapters.diagram;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.featured.engine.diagram.Description;
import dev.featured.engine.lifecycle.FeatureLifecycle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written is read as it was, and what is not a table is refused with one line. */
class DescriptionReaderTest {
  private static final Description SHIPPED = Description.of(FeatureLifecycle.table());
  private static final String SMALL =
      """
      {"format": "featured-lifecycle", "version": 1,
       "states": [{"name": "on", "kind": "reached"}], "triggers": ["press", "warm"],
       "ways": [{"from": "on", "trigger": "press", "guard": ["bright"], "to": "on", "effects": ["dim"]},
                {"from": "on", "trigger": "warm", "guard": [], "nothing": "why not"}]}
      """;

  private static Description read(String json) throws UnreadableDescription {
    return DescriptionReader.ofStream("old", new ByteArrayInputStream(json.getBytes(UTF_8)));
  }

  @Test
  void whatIsWrittenIsReadAsItWas() throws UnreadableDescription {
    assertThat(read(DescriptionJson.of(SHIPPED).toPrettyString())).isEqualTo(SHIPPED);
  }

  @Test
  void whatANewerWriterAddsIsPassedOver() throws UnreadableDescription {
    assertThat(read(SMALL.replace("{\"from\"", "{\"since\": 2027, \"from\"")))
        .isEqualTo(read(SMALL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "featured-lifecycle"       | "nonsense"        | old: format is '"nonsense"': it must be "featured-lifecycle"
          "format"                   | "form"            | old: format is missing: it must be "featured-lifecycle"
          "version": 1               | "version": 2      | old: version is '2': it must be 1, the only one known here
          "version": 1               | "version": "1"    | old: version is '"1"': it must be 1, the only one known here
          "version": 1,              | ``                | old: version is missing: it must be 1, the only one known here
          "reached"                  | "happy"           | old: states[0].kind is '"happy"': it must be one of [waiting, working, reached, failed, final]
          "name": "on"               | "name": 7         | old: states[0].name is '7': it must be a text
          ["press", "warm"]          | "press"           | old: triggers is '"press"': it must be a list
          ["press", "warm"]          | ["press", null]   | old: triggers[1] is 'null': it must be a text
          ["press", "warm"]          | ["press"]         | old describes no table: 'warm' is no trigger of the table
          ["press", "warm"]          | ["warm", "press", "x"] | old describes no table: no way is given for 'x' in 'on'
          ["bright"]                 | [["bright"]]      | old: ways[0].guard[0] is '["bright"]': it must be a text
          ["bright"]                 | ["br<b>ight"]     | old describes no table: the condition 'br<b>ight' is malformed
          "guard": [],               | ``                | old: ways[1].guard is missing: it must be a list
          "nothing": "why not"       | "to": "on"        | old: ways[1].effects is missing: it must be a list
          "nothing": "why not"       | "never": 0        | old: ways[1].never is '0': it must be a text
          "nothing": "why not"       | "x": "y"          | old: ways[1] must have one of 'to', 'nothing' and 'never', and has 0
          "nothing": "why not"       | "nothing": "a", "to": "on" | old: ways[1] must have one of 'to', 'nothing' and 'never', and has 2
          "why not"                  | "why\\u0007not"   | old describes no table: the reason 'why\u0007not' is malformed
          "from": "on", "trigger": "press" | "from": "off", "trigger": "press" | old describes no table: 'off' is no state of the table
          """)
  void whatIsNoTableIsRefusedByItsPlace(String good, String bad, String problem) {
    String json = SMALL.replace(good, bad);

    assertThat(json).isNotEqualTo(SMALL);
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(UnreadableDescription.class)
        .hasMessage(problem);
  }

  @Test
  void whatIsNoJsonIsRefused() {
    assertThatThrownBy(() -> read("")).hasMessage("old: holds no JSON object");
    assertThatThrownBy(() -> read("[]")).hasMessage("old: holds no JSON object");
    assertThatThrownBy(() -> read("{")).hasMessageStartingWith("old is not JSON: 'Unexpected");
    assertThatThrownBy(() -> read("{} {}")).hasMessageStartingWith("old is not JSON: ");
    assertThatThrownBy(() -> read("{\"a\": 1, \"a\": 2}"))
        .hasMessageStartingWith("old is not JSON: 'Duplicate field");
    assertThatThrownBy(() -> read("[".repeat(5000))).hasMessageStartingWith("old is not JSON: ");
    assertThatThrownBy(
            () ->
                DescriptionReader.ofStream(
                    "old", new ByteArrayInputStream("{\"ä\": 1}".getBytes(ISO_8859_1))))
        .hasMessageStartingWith("old is not ");
    assertThatThrownBy(() -> read(" ".repeat((2 << 20) + 1)))
        .hasMessage("old is larger than 2097152 bytes");
  }

  @Test
  void aFileThatCannotBeReadIsNamed(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("old.json");

    assertThatThrownBy(() -> DescriptionReader.ofFile(file)).hasMessage(file + " does not exist");
    assertThatThrownBy(() -> DescriptionReader.ofFile(folder)).hasMessage(folder + " is a folder");
    assertThat(DescriptionReader.ofFile(Files.writeString(file, SMALL)).states()).hasSize(1);
  }

  @Test
  void theCommittedJsonIsTheShippedTable() throws IOException {
    JsonNode committed =
        new JsonMapper().readTree(Files.readString(Path.of("../docs/generated/lifecycle.json")));

    assertThat(committed).isEqualTo(DescriptionJson.of(SHIPPED));
  }
}
