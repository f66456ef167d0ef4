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
 * The texts that are made from the lifecycle table, and the program that renews them: {@code mvn
 * -Pgenerate process-classes -pl docs -am}.
 */
public final class GeneratedDocs {
  private static final String README = "README.md";
  private static final String BEGIN = "<!-- generated: lifecycle -->\n";
  private static final String END = "<!-- end of generated -->\n";

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
    return ImmutableMap.of(
        "docs/generated/lifecycle.mmd",
        MermaidOverview.of(table),
        "docs/generated/matrix.md",
        "# The lifecycle, cell by cell\n\nGenerated from `FeatureLifecycle.java`; do not edit.\n\n"
            + MarkdownMatrix.of(table).strip()
            + "\n",
        README,
        withPicture(Files.readString(project.resolve(README)), MermaidOverview.of(table)));
  }

  private static String withPicture(String readme, String picture) {
    int begin = readme.indexOf(BEGIN);
    int end = readme.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException(README + " has lost the marks around its picture");
    }
    return readme.substring(0, begin + BEGIN.length())
        + "```mermaid\n"
        + picture
        + "```\n"
        + readme.substring(end);
  }
}
