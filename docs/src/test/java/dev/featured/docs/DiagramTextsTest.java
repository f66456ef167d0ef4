package dev.featured.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.featured.engine.diagram.Comparison;
import dev.featured.engine.diagram.Description;
import dev.featured.engine.diagram.Dot;
import dev.featured.engine.diagram.Outcome;
import dev.featured.engine.diagram.Picture;
import dev.featured.engine.diagram.PlantUml;
import dev.featured.engine.diagram.View;
import dev.featured.engine.diagram.Way;
import dev.featured.engine.lifecycle.FeatureLifecycle;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;
import net.sourceforge.plantuml.core.DiagramDescription;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.nio.dot.DOTImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Others' readers understand the texts that are made from the shipped table. */
class DiagramTextsTest {
  private static final Description SHIPPED = Description.of(FeatureLifecycle.table());

  /** The shipped table as it would be without the repeated effects, and with a state renamed. */
  private static Description another() {
    ImmutableList.Builder<Way> ways = ImmutableList.builder();
    for (Way way : SHIPPED.ways()) {
      Outcome outcome = way.outcome();
      if (outcome instanceof Outcome.Goes goes) {
        outcome = new Outcome.Goes(renamed(goes.to()), goes.effects().subList(0, 1));
      }
      ways.add(new Way(renamed(way.from()), way.trigger(), way.guard(), outcome));
    }
    ImmutableList<Description.State> states =
        SHIPPED.states().stream()
            .map(state -> new Description.State(renamed(state.name()), state.kind()))
            .collect(ImmutableList.toImmutableList());
    return new Description(states, SHIPPED.triggers(), ways.build());
  }

  private static String renamed(String state) {
    return state.equals("absent") ? "not-there yet" : state;
  }

  static Stream<Picture> pictures() {
    Comparison change = Comparison.of(another(), SHIPPED);
    return Stream.concat(
        Stream.of(
            Picture.of(SHIPPED, View.TRIGGERS),
            Picture.of(SHIPPED, View.WHOLE),
            Picture.of(change, View.TRIGGERS),
            Picture.of(change, View.WHOLE),
            Picture.of(change, View.around("not-there yet"))),
        SHIPPED.states().stream().map(state -> Picture.of(SHIPPED, View.around(state.name()))));
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void plantUmlDrawsWithoutComplaint(Picture picture) throws IOException {
    DiagramDescription drawn =
        new SourceStringReader(PlantUml.of(picture))
            .outputImage(OutputStream.nullOutputStream(), 0, new FileFormatOption(FileFormat.SVG));

    assertThat(drawn.getDescription()).matches("\\(\\d+ entities\\)");
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void aReaderOfDotFindsTheNodesAndEdgesThatPlantUmlGets(Picture picture) {
    DirectedPseudograph<String, DefaultEdge> graph =
        new DirectedPseudograph<>(null, DefaultEdge::new, false);
    DOTImporter<String, DefaultEdge> importer = new DOTImporter<>();
    importer.setVertexFactory(id -> id);
    // Graphviz's marks for the end of a line are unknown to this reader.
    String dot = Dot.of(picture).replaceAll("\\\\[ln]", " ");

    importer.importGraph(graph, new StringReader(dot));

    String plantUml = PlantUml.of(picture);
    assertThat(graph.vertexSet().stream().filter(id -> !id.matches("Begin|Legend\\d+")))
        .containsExactlyInAnyOrderElementsOf(found("(?m)^state \".*\" as (\\w+) ", plantUml));
    assertThat(
            graph.edgeSet().stream().map(edge -> ends(graph, edge)).filter(e -> !e.startsWith("B")))
        .containsExactlyInAnyOrderElementsOf(
            Pattern.compile("(?m)^(\\w+) -\\[.*]-> (\\w+) :")
                .matcher(plantUml)
                .results()
                .map(edge -> edge.group(1) + ">" + edge.group(2))
                .toList());
    assertThat(graph.vertexSet()).contains("Legend0");
  }

  private static String ends(DirectedPseudograph<String, DefaultEdge> graph, DefaultEdge edge) {
    return graph.getEdgeSource(edge) + ">" + graph.getEdgeTarget(edge);
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }

  @Test
  void noCellOfTheMatricesIsEmpty() {
    ImmutableMap<String, String> texts = LifecycleTexts.of(SHIPPED);
    String html = texts.get("docs/generated/matrix.html");
    String markdown = texts.get("docs/generated/matrix.md");

    assertThat(found("(?s)<td>(.*?)</td>", html)).hasSize(49).allMatch(cell -> cell.contains("<p"));
    assertThat(html).doesNotContainPattern("<p[^>]*>\\s*</p>");
    assertThat(markdown).doesNotContainPattern("\\| *\\|");
    assertThat(found("(?m)^\\| (.*) \\|$", markdown)).hasSize(7 + SHIPPED.ways().size());
  }

  @Test
  void theSameTableGivesTheSameBytes() {
    assertThat(LifecycleTexts.of(Description.of(FeatureLifecycle.table())))
        .isEqualTo(LifecycleTexts.of(SHIPPED));
  }
}
