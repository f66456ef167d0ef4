package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import dev.featured.adapters.journal.JournalEntry;
import dev.featured.adapters.journal.JournalFile;
import dev.featured.adapters.log.TroubleLog;
import dev.featured.adapters.redis.DatabaseGlobal;
import dev.featured.engine.core.Taken;
import dev.featured.engine.lifecycle.LifecycleState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the daemon remembers, and what becomes of that when the disk does not play along. */
class TransitionJournalTest extends DaemonOnSharedRedis {
  @TempDir Path folder;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<JournalEntry> entries = new CopyOnWriteArrayList<>();

  private TransitionJournal into(Path file) {
    return TransitionJournal.into(
        new JournalFile(file),
        new TroubleLog(Ticker.systemTicker(), lines::add, () -> lines.add("over")),
        Duration.ofMillis(1));
  }

  private static JournalEntry entry(String detail) {
    return new JournalEntry(
        "2026-03-01T09:30:00.123Z",
        "bgp",
        "r1",
        "absent",
        "row unusable",
        "",
        "",
        "failed",
        ImmutableList.of(),
        "",
        "",
        detail,
        "");
  }

  @Test
  void whatIsStillToBeWrittenWhenItEndsIsWritten() throws IOException {
    Path file = folder.resolve("journal");
    TransitionJournal journal = into(file);
    for (int i = 0; i < 500; i++) {
      journal.add(entry("number " + i));
    }
    journal.close();

    assertThat(new JournalFile(file).of("bgp")).hasSize(500);
  }

  @Test
  void itKeepsNoThreadWhileThereIsNothingToWrite() throws IOException {
    Path file = folder.resolve("journal");
    try (TransitionJournal journal = into(file)) {
      for (int i = 1; i <= 2; i++) {
        journal.add(entry("number " + i));
        Awaitility.await().atMost(LONG).until(() -> threadsNamed("journal") == 0);
      }
    }

    assertThat(new JournalFile(file).of("bgp")).hasSize(2);
  }

  private static long threadsNamed(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .count();
  }

  @Test
  void whatComesFasterThanItCanBeWrittenIsNotRememberedAndThatIsSaidUntilItIsOver() {
    try (TransitionJournal journal = into(folder.resolve("journal"))) {
      Awaitility.await()
          .atMost(LONG)
          .until(
              () -> {
                for (int i = 0; i < 20_000; i++) {
                  journal.add(entry(""));
                }
                return !lines.isEmpty();
              });
    }
    assertThat(lines).startsWith("the disk is too slow").endsWith("over");
  }

  @Test
  void aFullDiskIsSaidOnceAndHoldsUpNobody() {
    TransitionJournal journal = into(Path.of("/dev/full"));
    for (int i = 0; i < 500; i++) {
      journal.add(entry("number " + i));
    }
    journal.close();

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).contains("No space left on device");
  }

  @Test
  void itGoesOnWhenTheDiskTakesSomethingAgain() throws IOException {
    Path blocked = Files.createFile(folder.resolve("lib"));
    Path file = blocked.resolve("journal");
    TransitionJournal journal = into(file);
    journal.add(entry("lost"));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> lines.size() == 1);

    Files.delete(blocked);
    journal.add(entry("kept"));
    journal.close();

    assertThat(lines).hasSize(2).endsWith("over");
    assertThat(new JournalFile(file).of("bgp")).containsExactly(entry("kept"));
  }

  @Test
  void transitionsOfTheWholeDaemonAreRememberedWithTheirOperations() throws IOException {
    configurationIsLoaded();
    row("bgp", "state", "enabled");
    FeaturedDaemon daemon = daemon();
    daemon.startAsync().awaitRunning();
    awaitPublished("bgp", "enabled");
    configDb.del("FEATURE|bgp");
    Awaitility.await().atMost(LONG).until(() -> !stateDb.exists("FEATURE|bgp"));
    daemon.stopAsync().awaitTerminated();

    assertThat(entries)
        .extracting(JournalEntry::from, JournalEntry::to, JournalEntry::result)
        .containsSubsequence(
            tuple("absent", "enabling", ""),
            tuple("enabling", "enabled", "succeeded"),
            tuple("enabled", "deregistered", ""));
    JournalEntry start = entries.get(0);
    assertThat(start.trigger()).isEqualTo("row wants enabled");
    assertThat(start.guard()).isEqualTo("may start");
    assertThat(start.effects()).containsExactly("start units");
    assertThat(start.operation()).isEqualTo(entries.get(1).operation()).matches("o\\d+");
    assertThat(entries).extracting(JournalEntry::row).containsOnly(start.row());
    assertThat(start.row()).matches("[0-9a-f]{12}");
  }

  @Test
  void whatIsLeftOfNoRowIsForgottenAndNotRemembered() throws IOException {
    configurationIsLoaded();
    stateDb.hset("FEATURE|gone", "state", "enabled");
    FeaturedDaemon daemon = daemon();
    daemon.startAsync().awaitRunning();
    Awaitility.await().atMost(LONG).until(() -> !stateDb.exists("FEATURE|gone"));
    daemon.stopAsync().awaitTerminated();

    assertThat(taken).extracting(Taken::to).contains(LifecycleState.DEREGISTERED);
    assertThat(entries).isEmpty();
  }

  private FeaturedDaemon daemon() throws IOException {
    return FeaturedDaemon.create(
        withRoot(options()),
        DatabaseGlobal.of(redis.databases()),
        systemctl,
        Map.of(),
        taken::add,
        entries::add);
  }
}
