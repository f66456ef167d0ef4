package dev.featured.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is generated is committed, and fresh. */
class GeneratedDocsTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final String STALE =
      "%s is stale; renew it with: mvn -Pgenerate process-classes -pl docs -am";

  @Test
  void nothingGeneratedIsStale() throws IOException {
    ImmutableMap<String, String> texts = GeneratedDocs.texts(PROJECT);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      assertThat(committed(text.getKey())).as(STALE, text.getKey()).isEqualTo(text.getValue());
      for (String picture : GeneratedDocs.picturesOf(text.getKey())) {
        assertThat(DrawnPicture.source(PROJECT.resolve(picture)))
            .as(STALE, picture)
            .contains(text.getValue());
      }
    }
    assertThat(committed(ReviewPage.FILE))
        .as(STALE, ReviewPage.FILE)
        .isEqualTo(GeneratedDocs.review(PROJECT, texts));
  }

  private static String committed(String path) throws IOException {
    Path file = PROJECT.resolve(path);
    return Files.exists(file) ? Files.readString(file) : "";
  }

  @Test
  void nothingElseLiesAmongThePictures() throws IOException {
    List<String> expected =
        Stream.of(GeneratedDocs.ofTheTable(), GeneratedDocs.ofTheSearches(PROJECT))
            .flatMap(texts -> texts.keySet().stream())
            .flatMap(text -> Stream.concat(Stream.of(text), pictures(text)))
            .filter(path -> path.startsWith(LifecycleTexts.FOLDER))
            .toList();

    try (Stream<Path> files = Files.list(PROJECT.resolve(LifecycleTexts.FOLDER))) {
      assertThat(files.map(file -> PROJECT.relativize(file).toString()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static Stream<String> pictures(String text) {
    return GeneratedDocs.picturesOf(text).stream();
  }

  @Test
  void whatIsWrittenIsFresh(@TempDir Path project) throws IOException {
    GeneratedDocs.write(project, GeneratedDocs.ofTheTable());

    for (Map.Entry<String, String> text : GeneratedDocs.ofTheTable().entrySet()) {
      assertThat(project.resolve(text.getKey())).hasContent(text.getValue());
      for (String picture : GeneratedDocs.picturesOf(text.getKey())) {
        assertThat(DrawnPicture.source(project.resolve(picture))).contains(text.getValue());
      }
    }
  }

  @Test
  void aPictureOfAnotherTextIsDrawnAnew(@TempDir Path folder) throws IOException {
    Path picture = folder.resolve("a.png");
    String one = "@startuml\nstate one\n@enduml\n";
    String two = "@startuml\nstate two\n@enduml\n";

    DrawnPicture.renew(picture, one);
    byte[] first = Files.readAllBytes(picture);
    DrawnPicture.renew(picture, two);

    assertThat(DrawnPicture.source(picture)).contains(two);
    assertThat(picture)
        .exists()
        .satisfies(file -> assertThat(Files.readAllBytes(file)).isNotEqualTo(first));
    assertThat(DrawnPicture.source(folder.resolve("none.svg"))).isEmpty();
    assertThat(DrawnPicture.source(Files.writeString(folder.resolve("b.svg"), "<svg/>"))).isEmpty();
  }
}
