package dev.featured.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of faults names tests that there are, and all tests of faults. */
class FaultsTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern NAMED =
      Pattern.compile("\\| `(\\w+)\\.(\\w+)`( \\*soak\\*)? \\|$", Pattern.MULTILINE);
  private static final Pattern TEST =
      Pattern.compile(
          "^ {2}@(?:Parameterized)?Test\\n((?: {2}@.*\\n)*) {2}void (\\w+)\\(", Pattern.MULTILINE);
  private static final Pattern SOAK_CLASS =
      Pattern.compile("^@Tag\\(\"soak\"\\)$", Pattern.MULTILINE);

  /** Each test method of the project, and whether it takes minutes. */
  private static Map<String, Boolean> tests() throws IOException {
    Map<String, Boolean> tests = new TreeMap<>();
    for (String module : new String[] {"engine", "adapters", "model-tests"}) {
      try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve("src/test/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> addTests(file, tests));
      }
    }
    return tests;
  }

  private static void addTests(Path file, Map<String, Boolean> tests) {
    String source;
    try {
      source = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String testClass = file.getFileName().toString().replace(".java", "");
    boolean soakClass = SOAK_CLASS.matcher(source).find();
    Matcher test = TEST.matcher(source);
    while (test.find()) {
      tests.put(
          testClass + "." + test.group(2), soakClass || test.group(1).contains("@Tag(\"soak\")"));
    }
  }

  @Test
  void theTableOfFaultsAndTheTestsAgree() throws IOException {
    Map<String, Boolean> tests = tests();
    Map<String, Boolean> named = new TreeMap<>();
    Matcher row = NAMED.matcher(Files.readString(PROJECT.resolve("docs/faults.md")));
    while (row.find()) {
      named.put(row.group(1) + "." + row.group(2), row.group(3) != null);
    }

    assertThat(tests)
        .as("each test of the table is there, and is a soak or none")
        .containsAllEntriesOf(named);
    Set<String> ofFaults = new TreeSet<>(tests.keySet());
    ofFaults.removeIf(test -> !test.matches("\\w*Faults(Soak)?(Test|IT)\\.\\w+"));
    Set<String> leftOut = new HashSet<>(ofFaults);
    leftOut.removeAll(named.keySet());
    assertThat(leftOut).as("tests of faults that the table leaves out").isEmpty();
    assertThat(ofFaults).hasSizeGreaterThan(50);
  }
}
