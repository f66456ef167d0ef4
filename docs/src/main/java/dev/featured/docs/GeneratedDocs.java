package dev.featured.docs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.featured.engine.diagram.Description;
import dev.featured.engine.lifecycle.FeatureLifecycle;
import dev.featured.model.explored.Explored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The files that are made from the lifecycle table and from runs of the model, and the program that
 * renews them: {@code mvn -Pgenerate process-classes -pl docs -am}. What the searches come to is
 * renewed with {@code -Dexplore=true} beside it, and is checked where they are run anyway.
 */
public final class GeneratedDocs {
  private static final String TO_DRAW = ".puml";

  private GeneratedDocs() {}

  /**
   * Writes what is stale.
   *
   * @param arguments the project's folder, and whether to search before, which takes minutes
   * @throws IOException if a file cannot be read or written
   * @throws InterruptedException if it is interrupted while searching
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path project = Path.of(arguments[0]);
    if (Boolean.parseBoolean(arguments[1])) {
      Files.writeString(project.resolve(Explored.FILE), Explored.search(System.out).json());
    }
    write(project, texts(project));
  }

  static void write(Path project, Map<String, String> texts) throws IOException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path file = project.resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
      for (String picture : picturesOf(text.getKey())) {
        DrawnPicture.renew(project.resolve(picture), text.getValue());
      }
    }
  }

  /** By path within the project, what each generated file should hold. */
  static ImmutableMap<String, String> texts(Path project) throws IOException {
    return ImmutableMap.<String, String>builder()
        .putAll(ofTheTable())
        .putAll(SequenceTexts.of(project))
        .buildOrThrow();
  }

  static ImmutableMap<String, String> ofTheTable() {
    return LifecycleTexts.of(Description.of(FeatureLifecycle.table()));
  }

  /** The paths of the pictures that are drawn from a text, which is of the table. */
  static ImmutableList<String> picturesOf(String text) {
    if (!text.startsWith(LifecycleTexts.FOLDER) || !text.endsWith(TO_DRAW)) {
      return ImmutableList.of();
    }
    String name = text.substring(0, text.length() - TO_DRAW.length());
    return ImmutableList.of(name + ".svg", name + ".png");
  }
}
