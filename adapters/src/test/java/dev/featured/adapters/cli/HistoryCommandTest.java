package dev.featured.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import dev.featured.adapters.journal.JournalEntry;
import dev.featured.adapters.journal.JournalFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code featured history}. */
class HistoryCommandTest {
  @TempDir Path root;

  @BeforeEach
  void remember() throws IOException {
    JournalFile journal = new JournalFile(root.resolve(JournalFile.DEFAULT));
    journal.append(entry("bgp", "absent", "row wants enabled", "enabling", "may start", ""));
    journal.append(entry("lldp", "absent", "row wants disabled", "disabling", "", ""));
    journal.append(
        entry("bgp", "enabling", "operation failed", "failed", "as wished", "exit 1\nno image\n"));
  }

  private static JournalEntry entry(
      String feature, String from, String trigger, String to, String guard, String detail) {
    return new JournalEntry(
        "2026-03-01T09:30:00.123Z",
        feature,
        "r1",
        from,
        trigger,
        guard,
        "",
        to,
        ImmutableList.of(),
        "o3",
        "",
        detail,
        "");
  }

  private CommandRun history(String... arguments) {
    ImmutableList<String> all =
        ImmutableList.<String>builder()
            .add("history", "--root", root.toString())
            .add(arguments)
            .build();
    return CommandRun.of(all.toArray(String[]::new));
  }

  @Test
  void itPrintsTheTransitionsOfTheFeature() {
    CommandRun run = history("bgp");

    assertThat(run.exitCode()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines)
        .containsExactly(
            "2026-03-01T09:30:00.123Z  absent -> enabling  row wants enabled  o3  may start",
            "2026-03-01T09:30:00.123Z  enabling -> failed  operation failed   o3  exit 1; no image");
    assertThat(history("bgp", "--last", "1").out().lines())
        .singleElement()
        .asString()
        .contains("enabling -> failed");
  }

  @Test
  void itTellsProgramsInJson() throws IOException {
    JsonNode list = new ObjectMapper().readTree(history("bgp", "--json").out());

    assertThat(list).hasSize(2);
    assertThat(list.path(1).path("to").asText()).isEqualTo("failed");
    assertThat(list.path(1).path("detail").asText()).isEqualTo("exit 1\nno image\n");
  }

  @Test
  void whatItCannotTellIsOneLine() throws IOException {
    assertThat(history("gone"))
        .isEqualTo(new CommandRun(3, "", "gone: nothing is remembered of it\n"));
    assertThat(history("bgp", "--last", "0"))
        .isEqualTo(new CommandRun(2, "", "--last must be at least 1, not 0\n"));
    assertThat(history("../x").exitCode()).isEqualTo(2);
    Path journal = root.resolve(JournalFile.DEFAULT);
    Files.delete(journal);
    Files.createDirectory(journal);
    assertThat(history("bgp").exitCode()).isEqualTo(1);
    assertThat(history("bgp").err())
        .startsWith("the journal cannot be read: ")
        .containsOnlyOnce("\n");
  }
}
