package dev.featured.docs;

import com.google.common.collect.ImmutableMap;
import dev.featured.adapters.diagram.DescriptionJson;
import dev.featured.engine.diagram.Description;
import dev.featured.engine.diagram.Dot;
import dev.featured.engine.diagram.MarkdownMatrix;
import dev.featured.engine.diagram.Mermaid;
import dev.featured.engine.diagram.Picture;
import dev.featured.engine.diagram.PlantUml;
import dev.featured.engine.diagram.View;
import java.util.Optional;

/** The files that are made from the table, but for the pictures made from some of them. */
final class LifecycleTexts {
  /** The folder that holds nothing but what is drawn of the table. */
  static final String FOLDER = "docs/generated/lifecycle/";

  private static final String MADE = "Generated from `FeatureLifecycle.java`; do not edit.\n\n";

  private LifecycleTexts() {}

  /** By path within the project. */
  static ImmutableMap<String, String> of(Description table) {
    Picture overview = Picture.of(table, View.TRIGGERS);
    Picture whole = Picture.of(table, View.WHOLE);
    ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
    texts.put("docs/generated/lifecycle.json", DescriptionJson.of(table).toPrettyString() + "\n");
    texts.put(
        "docs/generated/matrix.md",
        "# The lifecycle, cell by cell\n\n" + MADE + MarkdownMatrix.of(table, Optional.empty()));
    texts.put("docs/generated/matrix.html", HtmlMatrix.of(table));
    texts.put(FOLDER + "overview.mmd", Mermaid.of(overview));
    texts.put(FOLDER + "overview.puml", PlantUml.of(overview));
    texts.put(FOLDER + "whole.mmd", Mermaid.of(whole));
    texts.put(FOLDER + "whole.dot", Dot.of(whole));
    texts.put(FOLDER + "whole.puml", PlantUml.of(whole));
    for (Description.State state : table.states()) {
      Picture around = Picture.of(table, View.around(state.name()));
      texts.put(FOLDER + state.name().replace(' ', '-') + ".puml", PlantUml.of(around));
    }
    return texts.buildOrThrow();
  }
}
