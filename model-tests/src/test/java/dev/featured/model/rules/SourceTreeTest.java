package dev.featured.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every folder of sources must have, and what no source may hold. */
class SourceTreeTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern VAGUE_NAME =
      Pattern.compile(".*(Util|Utils|Helper|(?<!Package)Manager|Impl)\\.java");

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT)) {
      List<Path> sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !PROJECT.relativize(file).toString().contains("target/"))
              .toList();
      assertThat(sources).as("sources below %s", PROJECT).hasSizeGreaterThan(50);
      return sources;
    }
  }

  @Test
  void everyPackageSaysWhatLivesThere() throws IOException {
    Set<String> packages = new TreeSet<>();
    Set<String> described = new TreeSet<>();
    for (Path source : sources()) {
      String name = source.getParent().toString().replaceFirst(".*/src/(main|test)/java/", "");
      packages.add(name);
      if (source.endsWith("package-info.java")) {
        described.add(name);
        String text = Files.readString(source).replaceAll("\\s+\\*?\\s*", " ");
        assertThat(text)
            .as("%s says what lives there, what may come in and what may not", name)
            .contains("Lives here:", "May come in:")
            .containsAnyOf("May not:", "may not:");
      }
    }
    assertThat(described).isEqualTo(packages);
  }

  @Test
  void noClassIsNamedForWhatItIsNot() throws IOException {
    assertThat(sources()).noneMatch(source -> VAGUE_NAME.matcher(source.toString()).matches());
  }
}
