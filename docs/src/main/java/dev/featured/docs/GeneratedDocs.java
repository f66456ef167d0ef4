package dev.featured.docs;

import com.google.common.collect.ImmutableMap;
import dev.featured.engine.diagram.MarkdownMatrix;
import dev.featured.engine.diagram.MermaidOverview;
import dev.featured.engine.lifecycle.FeatureLifecycle;
import dev.featured.engine.lifecycle.LifecycleTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The texts that are made from the lifecycle table and from runs of the model, and the program that
 * renews them: {@code mvn -Pgenerate process-classes -pl docs -am}.
 */
public final class GeneratedDocs {
  private static final String README = "README.md";

  private GeneratedDocs() {}

  /**
   * Writes what is stale.
   *
   * @param arguments the project's folder
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] arguments) throws IOException {
    Path project = Path.of(arguments[0]);
    for (Map.Entry<String, String> text : texts(project).entrySet()) {
      Path file = project.resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
    }
  }

  /** By path within the project, what each generated file should hold. */
  static ImmutableMap<String, String> texts(Path project) throws IOException {
    LifecycleTable table = FeatureLifecycle.table();
    String overview = MermaidOverview.of(table);
    String readme = Files.readString(project.resolve(README));
    return ImmutableMap.<String, String>builder()
        .put("docs/generated/lifecycle.mmd", overview)
        .put(
            "docs/generated/matrix.md",
            "# The lifecycle, cell by cell\n\nGenerated from `FeatureLifecycle.java`; do not edit.\n\n"
                + MarkdownMatrix.of(table).strip()
                + "\n")
        .put(README, MarkedText.with(readme, "lifecycle", MarkedText.mermaid(overview)))
        .putAll(SequenceTexts.of(project))
        .buildOrThrow();
  }
}
