package dev.featured.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import dev.featured.adapters.diagram.DescriptionJson;
import dev.featured.engine.diagram.Description;
import dev.featured.model.explored.Explored;
import dev.featured.model.explored.NeverTaken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The page for whoever reviews a change to the machine: the diagram, what is known of each way
 * through the table, the matrix, and a player of the recorded sequences. It is one file that needs
 * nothing else, so it opens from disk.
 */
final class ReviewPage {
  static final String FILE = "docs/generated/review.html";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ReviewPage() {}

  /**
   * The page's text.
   *
   * @param svg the committed picture: how it lies depends on the fonts of the machine that draws,
   *     so it is not drawn anew
   * @param sequences the text of the recorded sequences' file
   */
  static String of(Description table, Explored explored, String svg, String sequences)
      throws IOException {
    Map<String, String> parts =
        ImmutableMap.of(
            "/* style */",
            resource("review.css"),
            "/* script */",
            resource("review.js"),
            "<!-- diagram -->",
            ClickableDiagram.of(svg, ExploredTexts.picture(table, explored)),
            "<!-- matrix -->",
            HtmlMatrix.linkedTable(table),
            "/* data */",
            data(table, explored, sequences));
    String page = resource("review.html");
    for (Map.Entry<String, String> part : parts.entrySet()) {
      page = page.replace(part.getKey(), part.getValue());
    }
    return page;
  }

  private static String resource(String name) throws IOException {
    return Resources.toString(
        Resources.getResource(ReviewPage.class, name), StandardCharsets.UTF_8);
  }

  /** Without a {@code <}, nothing within a script can end it. */
  private static String data(Description table, Explored explored, String sequences)
      throws JsonProcessingException {
    ObjectNode data = MAPPER.createObjectNode();
    data.set("lifecycle", DescriptionJson.of(table));
    data.set("explored", MAPPER.readTree(explored.json()));
    data.set("neverTaken", MAPPER.valueToTree(NeverTaken.reasons()));
    data.set("sequences", MAPPER.readTree(sequences));
    return MAPPER.writeValueAsString(data).replace("<", "\\u003c");
  }
}
