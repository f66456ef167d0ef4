package dev.featured.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;
import net.sourceforge.plantuml.core.DiagramDescription;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The recorded sequences are well formed in each of their languages, and always the same. */
class SequenceTextsTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern MERMAID =
      Pattern.compile("```mermaid\nsequenceDiagram\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern PARTICIPANT = Pattern.compile("    participant (\\w+) as [\\w ]+");
  private static final Pattern ARROW = Pattern.compile("    (\\w+)(?:->>|-->>|-x)(\\w+): (.+)");
  private static final Pattern NOTE = Pattern.compile(" {4,8}Note over (\\w+): (.+)");
  private static final Pattern OBEYED = Pattern.compile("[;{}%<>#]");

  private static ImmutableMap<String, String> texts;

  @BeforeAll
  static void record() throws IOException {
    texts = SequenceTexts.of(PROJECT);
  }

  private static List<Map.Entry<String, String>> endingIn(String end) {
    return texts.entrySet().stream().filter(text -> text.getKey().endsWith(end)).toList();
  }

  @Test
  void theyAreTheSameEachTime() throws IOException {
    assertThat(SequenceTexts.of(PROJECT)).isEqualTo(texts);
  }

  @Test
  void noneIsLeftOfASequenceThatIsNotRecordedAnyMore() throws IOException {
    try (Stream<Path> files = Files.list(PROJECT.resolve("docs/generated/sequences"))) {
      assertThat(files.map(file -> PROJECT.relativize(file).toString()))
          .isSubsetOf(
              Stream.concat(
                      texts.keySet().stream(),
                      texts.keySet().stream()
                          .flatMap(text -> GeneratedDocs.picturesOf(text).stream()))
                  .toList())
          .hasSizeGreaterThan(60);
    }
  }

  @Test
  void plantUmlDrawsEachOfThem() throws IOException {
    assertThat(endingIn(".puml")).hasSizeGreaterThan(10);
    for (Map.Entry<String, String> text : endingIn(".puml")) {
      ByteArrayOutputStream svg = new ByteArrayOutputStream();
      DiagramDescription description =
          new SourceStringReader(text.getValue())
              .outputImage(svg, new FileFormatOption(FileFormat.SVG));

      assertThat(description.getDescription())
          .as(text.getKey())
          .matches("\\([567] participants\\)");
      assertThat(svg.toString(UTF_8))
          .as(text.getKey())
          .contains("package manager", ">1. ")
          .doesNotContain("Syntax Error", "U+00");
    }
  }

  @Test
  void plantUmlWouldSayWhatIsWrong() throws IOException {
    DiagramDescription description =
        new SourceStringReader("@startuml\nparticipant A\nA -> : 1.\nsomething else\n@enduml\n")
            .outputImage(new ByteArrayOutputStream(), new FileFormatOption(FileFormat.SVG));

    assertThat(description.getDescription()).isEqualTo("(Error)");
  }

  @Test
  void inMermaidEverybodyIsDeclaredAndNothingIsObeyed() {
    int diagrams = 0;
    for (Map.Entry<String, String> text : endingIn(".md")) {
      Matcher diagram = MERMAID.matcher(text.getValue());
      while (diagram.find()) {
        diagrams++;
        assertThat(whatIsWrongIn(diagram.group(1))).as(text.getKey()).isEmpty();
      }
    }
    assertThat(diagrams).isGreaterThan(15);
  }

  @Test
  void whatMermaidWouldNotTakeIsSeen() {
    assertThat(whatIsWrongIn("    participant A as a\n    A->>B: 1. text\n"))
        .isEqualTo("    A->>B: 1. text");
    assertThat(whatIsWrongIn("    participant A as a\n    A->>A: 1. a; b\n"))
        .isEqualTo("    A->>A: 1. a; b");
  }

  /** The first line that Mermaid would not take as it is meant; empty if it takes them all. */
  private static String whatIsWrongIn(String diagram) {
    Set<String> declared = new HashSet<>();
    for (String line : diagram.split("\n", -1)) {
      Matcher participant = PARTICIPANT.matcher(line);
      Matcher arrow = ARROW.matcher(line);
      Matcher note = NOTE.matcher(line);
      boolean right = line.isEmpty() || line.strip().equals("end") || line.contains("rect rgba(");
      if (participant.matches()) {
        right = declared.add(participant.group(1));
      } else if (arrow.matches()) {
        right =
            declared.contains(arrow.group(1))
                && declared.contains(arrow.group(2))
                && isPlain(arrow.group(3));
      } else if (note.matches()) {
        right = declared.contains(note.group(1)) && isPlain(note.group(2));
      }
      if (!right) {
        return line;
      }
    }
    return "";
  }

  private static boolean isPlain(String text) {
    String plain = text.replace("<br/>", "").replaceAll("#\\d+;", "");
    return !OBEYED.matcher(plain).find();
  }

  @Test
  void theDataHasTheTransitionsOfEachStep() throws IOException {
    JsonNode sequences = new JsonMapper().readTree(texts.get("docs/generated/sequences.json"));
    JsonNode enable = sequences.get(1);

    assertThat(sequences.size()).isEqualTo(endingIn(".puml").size());
    assertThat(enable.get("name").asText()).isEqualTo("enable");
    assertThat(enable.get("steps").findValues("transitions").stream().filter(t -> !t.isEmpty()))
        .map(transitions -> transitions.get(0).get("from").asText())
        .containsExactly("disabled", "enabling");
    JsonNode ended =
        enable.get("steps").findValues("transitions").stream()
            .filter(t -> !t.isEmpty())
            .toList()
            .get(1)
            .get(0);
    assertThat(ended.get("trigger").asText()).isEqualTo("operation succeeded");
    assertThat(ended.get("guard").asText()).isEqualTo("as wished");
    assertThat(ended.get("to").asText()).isEqualTo("enabled");
    assertThat(ended.get("effects"))
        .map(JsonNode::asText)
        .containsExactly("rewrite derived fields", "publish state");
  }

  @Test
  void aDocumentThatHasLostItsMarksIsNamedByThem() {
    String document = "<!-- generated: one -->\nold\n<!-- end of generated -->\nrest\n";

    assertThat(MarkedText.with(document, "one", "new\n"))
        .isEqualTo("<!-- generated: one -->\nnew\n<!-- end of generated -->\nrest\n");
    assertThatThrownBy(() -> MarkedText.with(document, "two", "new\n"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a document has lost the marks around 'two'");
  }
}
