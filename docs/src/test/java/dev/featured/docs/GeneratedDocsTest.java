package dev.featured.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is generated from the table is committed, and fresh. */
class GeneratedDocsTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void nothingGeneratedIsStale() throws IOException {
    for (Map.Entry<String, String> text : GeneratedDocs.texts(PROJECT).entrySet()) {
      Path file = PROJECT.resolve(text.getKey());
      assertThat(Files.exists(file) ? Files.readString(file) : "")
          .as(
              "%s is stale; renew it with: mvn -Pgenerate process-classes -pl docs -am",
              text.getKey())
          .isEqualTo(text.getValue());
    }
  }
}
