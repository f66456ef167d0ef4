package dev.featured.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one process can show of the lock; that a second one is refused takes two of them. */
class InstanceLockTest {
  @TempDir private Path folder;

  @Test
  void signsTheFileWithThePidWhateverWasInIt() throws Exception {
    Path file = folder.resolve("a/b/featured.lock");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "123456789 of a daemon that was killed\n");

    try (InstanceLock lock = InstanceLock.take(file)) {
      assertThat(lock).hasToString("the lock on " + file);
      assertThat(Files.readString(file)).isEqualTo(ProcessHandle.current().pid() + "\n");
    }
    assertThat(file).exists();
  }

  @Test
  void makesTheFolder() throws Exception {
    Path file = folder.resolve("a/b/featured.lock");

    InstanceLock.take(file).close();

    assertThat(file).exists();
  }

  @Test
  void isFreeOnceItIsClosed() throws Exception {
    Path file = folder.resolve("featured.lock");
    InstanceLock.take(file).close();

    InstanceLock.take(file).close();
  }

  @Test
  void holdsTheKernelsLockOnTheFile() throws Exception {
    Path file = folder.resolve("featured.lock");
    try (InstanceLock lock = InstanceLock.take(file);
        FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
      assertThatThrownBy(other::tryLock).as("%s", lock).isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void namesThePathAndTheReasonWhenAFileStandsForTheFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("run"));

    assertThatThrownBy(() -> InstanceLock.take(file.resolve("featured.lock")))
        .isInstanceOf(LockRefused.class)
        .hasMessage("cannot lock " + file + "/featured.lock: " + file + " is not a folder");
  }

  @Test
  void namesThePathAndTheReasonWhenAFolderStandsForTheFile() throws IOException {
    Path file = Files.createDirectory(folder.resolve("featured.lock"));

    assertThatThrownBy(() -> InstanceLock.take(file))
        .isInstanceOf(LockRefused.class)
        .hasMessage("cannot lock " + file + ": it is a folder");
  }

  @Test
  void aHolderWithoutAPidIsAnotherProcess() {
    assertThat(LockRefused.held(Path.of("/l"), "4711"))
        .hasMessage("featured runs already: pid 4711 holds /l");
    assertThat(LockRefused.held(Path.of("/l"), ""))
        .hasMessage("featured runs already: another process holds /l");
    assertThat(LockRefused.held(Path.of("/l"), "1\n2"))
        .hasMessage("featured runs already: another process holds /l");
  }
}
