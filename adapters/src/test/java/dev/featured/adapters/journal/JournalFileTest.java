package dev.featured.adapters.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that transitions are remembered in. */
class JournalFileTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("lib/journal.jsonl");
  }

  private static JournalEntry entry(String feature, String detail) {
    return new JournalEntry(
        "2026-03-01T09:30:00.123Z",
        feature,
        "r1",
        "enabling",
        "operation failed",
        "as wished",
        "",
        "failed",
        ImmutableList.of("rewrite derived fields", "publish state"),
        "o1",
        "failed",
        detail,
        "0123456789ab");
  }

  @Test
  void whatWasAddedIsReadBackByFeature() throws IOException {
    JournalFile journal = new JournalFile(file());
    assertThat(journal.of("bgp")).isEmpty();

    journal.append(entry("bgp", "line one\nline \"two\" \u00e4"));
    journal.append(entry("lldp", ""));
    journal.append(entry("bgp", "again"));

    assertThat(new JournalFile(file()).of("bgp"))
        .containsExactly(entry("bgp", "line one\nline \"two\" \u00e4"), entry("bgp", "again"));
    assertThat(Files.readAllLines(file())).hasSize(3);
  }

  @Test
  void aLineThatWasCutShortCostsNoOther() throws IOException {
    JournalFile journal = new JournalFile(file());
    journal.append(entry("bgp", "first"));
    Files.writeString(file(), "{\"time\":\"2026\",\"featu", StandardOpenOption.APPEND);
    assertThat(journal.of("bgp")).containsExactly(entry("bgp", "first"));

    journal.append(entry("bgp", "second"));

    assertThat(journal.of("bgp")).containsExactly(entry("bgp", "first"), entry("bgp", "second"));
  }

  @Test
  void whatIsNoEntryIsSkipped() throws IOException {
    JournalFile journal = new JournalFile(file());
    journal.append(entry("bgp", ""));
    Files.write(
        file(),
        new byte[] {(byte) 0xFF, '\n', '[', ']', '\n', '{', '}', '\n', '\n', '7', '\n'},
        StandardOpenOption.APPEND);

    assertThat(journal.of("bgp")).containsExactly(entry("bgp", ""));
  }

  @Test
  void itNeverTakesMoreThanTwiceItsLargestSizeAndKeepsTheNewest() throws IOException {
    JournalFile journal = new JournalFile(file(), 2_000);
    for (int i = 0; i < 100; i++) {
      journal.append(entry("bgp", "number " + i));
      assertThat(Files.size(file())).isLessThanOrEqualTo(2_000);
    }

    assertThat(folder.resolve("lib")).isDirectoryContaining("glob:**/journal.jsonl.1");
    assertThat(Files.size(file().resolveSibling("journal.jsonl.1"))).isLessThanOrEqualTo(2_000);
    ImmutableList<JournalEntry> left = journal.of("bgp");
    assertThat(left).hasSizeBetween(5, 20);
    int oldest = 100 - left.size();
    for (int i = 0; i < left.size(); i++) {
      assertThat(left.get(i).detail()).isEqualTo("number " + (oldest + i));
    }
  }

  @Test
  void aFullDiskIsSaid() {
    JournalFile full = new JournalFile(Path.of("/dev/full"));

    assertThatThrownBy(() -> full.append(entry("bgp", "")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left on device");
  }
}
