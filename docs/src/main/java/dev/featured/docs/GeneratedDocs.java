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
import java.util.Objects;

/**
 * The files that are made from the lifecycle table and from runs of the model, and the program that
 * renews them: {@code mvn -Pgenerate process-classes -pl docs -am}. What the searches come to is
 * renewed with {@code -Dexplore=true} beside it, and is checked where they are run anyway.
 */
public final class GeneratedDocs {
  private static final String TO_DRAW = ".puml";
  private static final Description TABLE = Description.of(FeatureLifecycle.table());

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
    ImmutableMap<String, String> texts = texts(project);
    write(project, texts);
    Files.writeString(project.resolve(ReviewPage.FILE), review(project, texts));
  }

  /** What the page for reviewers should hold, which has a picture within: so those come before. */
  static String review(Path project, Map<String, String> texts) throws IOException {
    Path picture = project.resolve(picturesOf(ExploredTexts.PUML).get(0));
    return ReviewPage.of(
        TABLE,
        explored(project),
        Files.readString(picture),
        Objects.requireNonNull(texts.get(SequenceTexts.DATA)));
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
        .putAll(ofTheSearches(project))
        .putAll(SequenceTexts.of(project))
        .buildOrThrow();
  }

  static ImmutableMap<String, String> ofTheSearches(Path project) throws IOException {
    return ExploredTexts.of(TABLE, explored(project));
  }

  private static Explored explored(Path project) throws IOException {
    return Explored.parse(Files.readString(project.resolve(Explored.FILE)));
  }

  static ImmutableMap<String, String> ofTheTable() {
    return LifecycleTexts.of(TABLE);
  }

  /** The paths of the pictures that are drawn from a text. */
  static ImmutableList<String> picturesOf(String text) {
    if (!text.endsWith(TO_DRAW)) {
      return ImmutableList.of();
    }
    String name = text.substring(0, text.length() - TO_DRAW.length());
    return ImmutableList.of(name + ".svg", name + ".png");
  }
}
