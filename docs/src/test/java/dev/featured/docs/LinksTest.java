package dev.featured.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link of the documents leads to a file that is there, and to the name that it tells. */
class LinksTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
  private static final Pattern SYMBOL =
      Pattern.compile("\\[`?(\\w+)#(\\w+)(?:\\(\\))?`?\\]\\(([^)]+)\\)");

  private static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT.resolve("docs"))) {
      return Stream.concat(Stream.of(PROJECT.resolve("README.md")), files)
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !PROJECT.relativize(file).toString().contains("target/"))
          .toList();
    }
  }

  @Test
  void everyLinkResolves() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path document : documents()) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        links++;
        if (!Files.exists(document.resolveSibling(link.group(1)))) {
          broken.add(PROJECT.relativize(document) + " -> " + link.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(20);
  }

  @Test
  void everyNamedMemberIsInTheClassThatTheLinkLeadsTo() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path document : documents()) {
      Matcher link = SYMBOL.matcher(Files.readString(document));
      while (link.find()) {
        links++;
        Path file = document.resolveSibling(link.group(3));
        if (!isDeclared(file, link.group(1), link.group(2))) {
          broken.add(PROJECT.relativize(document) + " -> " + link.group(1) + "#" + link.group(2));
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(20);
  }

  /** A member's declaration begins a line; what is merely called follows a dot, or nothing. */
  private static boolean isDeclared(Path file, String type, String member) throws IOException {
    return file.endsWith(type + ".java")
        && Pattern.compile(
                "^  (?:[\\w@][\\w<>?,.\\[\\] ]* )" + member + "(?:\\(| =)", Pattern.MULTILINE)
            .matcher(Files.readString(file))
            .find();
  }
}
