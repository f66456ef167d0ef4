package dev.featured.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.featured.engine.diagram.Description;
import dev.featured.engine.diagram.WeightedPicture;
import dev.featured.engine.lifecycle.FeatureLifecycle;
import dev.featured.model.explored.Explored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each way in the committed picture is a link, and no other picture is taken for it. */
class ClickableDiagramTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Description TABLE = Description.of(FeatureLifecycle.table());
  private static final Pattern LINK = Pattern.compile("data-way=\"([^\"]*)\"");

  private static String committed(String path) throws IOException {
    return Files.readString(PROJECT.resolve(path));
  }

  private static String svg() throws IOException {
    return committed(GeneratedDocs.picturesOf(ExploredTexts.PUML).get(0));
  }

  private static WeightedPicture picture() throws IOException {
    return ExploredTexts.picture(TABLE, Explored.parse(committed(Explored.FILE)));
  }

  @Test
  void eachWayIsALinkOnce() throws IOException {
    List<String> links =
        LINK.matcher(ClickableDiagram.of(svg(), picture()))
            .results()
            .map((MatchResult link) -> link.group(1))
            .toList();

    assertThat(links)
        .hasSizeGreaterThan(40)
        .containsExactlyInAnyOrderElementsOf(
            picture().all().stream()
                .flatMap(edge -> edge.labels().stream())
                .map(WeightedPicture.Label::way)
                .toList());
  }

  @Test
  void aPictureWithOtherWordsIsRefused() throws IOException {
    String other = svg().replaceFirst("row unusable", "row not usable");

    assertThatThrownBy(() -> ClickableDiagram.of(other, picture()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the picture says 'row not usable");
  }

  @Test
  void aPictureOfOtherCountsIsRefused() throws IOException {
    assertThatThrownBy(() -> ClickableDiagram.of(svg(), WeightedPicture.of(TABLE, way -> 7)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void nothingInTheDataEndsItsScript() throws IOException {
    String page =
        ReviewPage.of(
            TABLE,
            Explored.parse(committed(Explored.FILE)),
            svg(),
            "[\"</script><script>alert(1)</script><!--\"]");

    assertThat(page)
        .contains("\\u003c/script>\\u003cscript>alert(1)")
        .doesNotContain("<script>alert");
  }
}
