package dev.featured.adapters.systemd;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RestartPolicy;
import dev.featured.engine.feature.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DropInsTest {
  private static final UnitName BGP = UnitName.global(new FeatureName("bgp"));

  @TempDir Path folder;
  private DropIns dropIns;
  private Path file;

  @BeforeEach
  void make() {
    dropIns = new DropIns(folder);
    file = folder.resolve("bgp.service.d/auto_restart.conf");
  }

  @Test
  void writesExactlyThePolicy() throws Exception {
    assertThat(dropIns.write(BGP, RestartPolicy.ALWAYS)).isTrue();
    assertThat(file).hasContent("[Service]\nRestart=always\n");

    assertThat(dropIns.write(BGP, RestartPolicy.NO)).isTrue();
    assertThat(Files.readString(file)).isEqualTo("[Service]\nRestart=no\n");
  }

  @Test
  void leavesFileAloneThatSaysSoAlready() throws Exception {
    dropIns.write(BGP, RestartPolicy.NO);
    Object before = Files.getAttribute(file, "unix:ino");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));

    assertThat(dropIns.write(BGP, RestartPolicy.NO)).isFalse();

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.fromMillis(1_000));
    assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(before);
  }

  @Test
  void replacesTheFileAsWhole() throws Exception {
    Path other = folder.resolve("other-name-of-the-old-file");
    dropIns.write(BGP, RestartPolicy.NO);
    Files.createLink(other, file);

    dropIns.write(BGP, RestartPolicy.ALWAYS);

    assertThat(other).hasContent("[Service]\nRestart=no\n");
  }

  @Test
  void noReaderFindsTheFileMissingOrUnfinishedWhileItIsReplaced() throws Exception {
    dropIns.write(BGP, RestartPolicy.NO);
    try (WatchService kernel = watch(file.getParent())) {
      dropIns.write(BGP, RestartPolicy.ALWAYS);

      assertThat(whatHappenedTo(file, kernel)).containsExactly(ENTRY_CREATE);
    }
    assertThat(file).hasContent("[Service]\nRestart=always\n");
  }

  @Test
  void noReaderFindsTheFileUnfinishedWhenItIsWrittenForTheFirstTime() throws Exception {
    Files.createDirectories(file.getParent());
    try (WatchService kernel = watch(file.getParent())) {
      dropIns.write(BGP, RestartPolicy.NO);

      assertThat(whatHappenedTo(file, kernel)).containsExactly(ENTRY_CREATE);
    }
  }

  private static WatchService watch(Path watched) throws IOException {
    WatchService kernel = watched.getFileSystem().newWatchService();
    watched.register(kernel, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY);
    return kernel;
  }

  /**
   * What the kernel tells of that name, in order: a file that is put there whole is a creation and
   * nothing else, be there an older one or not.
   */
  private static List<WatchEvent.Kind<?>> whatHappenedTo(Path file, WatchService kernel)
      throws IOException, InterruptedException {
    Path end = Files.createFile(file.resolveSibling("end"));
    List<WatchEvent.Kind<?>> happened = new ArrayList<>();
    while (true) {
      WatchKey key = kernel.take();
      for (WatchEvent<?> event : key.pollEvents()) {
        if (file.endsWith((Path) event.context())) {
          happened.add(event.kind());
        } else if (end.endsWith((Path) event.context())) {
          return happened;
        }
      }
      key.reset();
    }
  }

  @Test
  void replacesFileOfTheSameLengthThatSaysSomethingElse() throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "[Service]\nRestart=on\n");

    assertThat(dropIns.write(BGP, RestartPolicy.NO)).isTrue();

    assertThat(Files.readString(file)).isEqualTo("[Service]\nRestart=no\n");
  }

  @Test
  void replacesFileThatSaysMore() throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "[Service]\nRestart=no\nRestartSec=1\n");

    assertThat(dropIns.says(BGP, RestartPolicy.NO)).isFalse();
    assertThat(dropIns.write(BGP, RestartPolicy.NO)).isTrue();

    assertThat(Files.readString(file)).isEqualTo("[Service]\nRestart=no\n");
  }

  @Test
  void getsOverWhatKilledDaemonLeftBehind() throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file.resolveSibling("auto_restart.conf.new"), "[Ser");

    dropIns.write(BGP, RestartPolicy.ALWAYS);

    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
    assertThat(Files.readString(file)).isEqualTo("[Service]\nRestart=always\n");
  }

  @Test
  void namesFileAndReasonWhenTheFolderCannotBeWritten() throws Exception {
    Path taken = Files.writeString(folder.resolve("taken"), "");

    assertThatThrownBy(() -> new DropIns(taken).write(BGP, RestartPolicy.NO))
        .isInstanceOf(DropInFault.class)
        .hasMessage(
            "cannot write "
                + taken
                + "/bgp.service.d/auto_restart.conf: "
                + taken
                + " is not a folder");
  }

  @Test
  void namesFileAndReasonWhenFileStandsForTheFolder() throws Exception {
    Files.writeString(folder.resolve("bgp.service.d"), "");

    assertThatThrownBy(() -> dropIns.write(BGP, RestartPolicy.NO))
        .isInstanceOf(DropInFault.class)
        .hasMessage("cannot write " + file + ": " + file.getParent() + " is not a folder");
  }

  @Test
  void namesFileAndReasonWhenFolderStandsForTheFile() throws Exception {
    Files.createDirectories(file.resolve("x"));

    assertThatThrownBy(() -> dropIns.write(BGP, RestartPolicy.NO))
        .isInstanceOf(DropInFault.class)
        .hasMessage("cannot write " + file + ": it is a folder");
  }

  @Test
  void removesTheFileAndTheFolder() throws Exception {
    dropIns.write(BGP, RestartPolicy.NO);
    Files.writeString(file.resolveSibling("auto_restart.conf.new"), "[Ser");

    assertThat(dropIns.remove(BGP)).isTrue();

    assertThat(folder).isEmptyDirectory();
    assertThat(dropIns.remove(BGP)).as("again").isFalse();
  }

  @Test
  void leavesFolderThatHoldsSomethingElse() throws Exception {
    dropIns.write(BGP, RestartPolicy.NO);
    Path other = Files.writeString(file.resolveSibling("limits.conf"), "[Service]\n");

    assertThat(dropIns.remove(BGP)).isTrue();

    assertThat(file.getParent()).isDirectoryContaining(other::equals);
    assertThat(file).doesNotExist();
  }

  @Test
  void leavesFolderThatIsLinkToElsewhere() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.createSymbolicLink(file.getParent(), elsewhere);
    dropIns.write(BGP, RestartPolicy.NO);

    assertThat(dropIns.remove(BGP)).isTrue();

    assertThat(elsewhere).isEmptyDirectory();
    assertThat(file.getParent()).isSymbolicLink();
  }

  @Test
  void namesFileAndReasonWhenItCannotBeRemoved() throws Exception {
    Files.createDirectories(file.resolve("x"));

    assertThatThrownBy(() -> dropIns.remove(BGP))
        .isInstanceOf(DropInFault.class)
        .hasMessage("cannot remove " + file + ": it is a folder");
  }

  private Path leftover(String unit, String content) throws IOException {
    Path leftover = folder.resolve(unit + ".service.d/auto_restart.conf");
    Files.createDirectories(leftover.getParent());
    return Files.writeString(leftover, content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gone", "gone@3", "gone@dpu0", "dhcp.relay"})
  void removesWhatAKilledDaemonHasLeftOfFeaturesThatAreGone(String unit) throws Exception {
    Path gone = leftover(unit, "[Service]\nRestart=always\n");
    Path unfinished = Files.writeString(gone.resolveSibling("auto_restart.conf.new"), "[Ser");
    dropIns.write(BGP, RestartPolicy.NO);

    dropIns.removeLeftovers(name -> name.value().equals("bgp"));

    assertThat(gone.getParent()).doesNotExist();
    assertThat(unfinished).doesNotExist();
    assertThat(file).hasContent("[Service]\nRestart=no\n");
  }

  @Test
  void leavesAloneWhatItHasNotWritten() throws Exception {
    Path other = leftover("gone", "[Service]\nRestart=always\nRestartSec=3\n");
    Path noName = leftover("-h", "[Service]\nRestart=no\n");
    Path beside = leftover("beside", "[Service]\nRestart=no\n");
    Path neighbour = Files.writeString(beside.resolveSibling("user.conf"), "");

    dropIns.removeLeftovers(name -> false);

    assertThat(other).exists();
    assertThat(noName).exists();
    assertThat(beside).doesNotExist();
    assertThat(neighbour).exists();
  }

  @Test
  void whereThereIsNoFolderNothingIsLeft() {
    new DropIns(folder.resolve("none")).removeLeftovers(name -> false);

    assertThat(folder.resolve("none")).doesNotExist();
  }
}
