package dev.featured.adapters.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.featured.engine.feature.RestartPolicy;
import dev.featured.engine.feature.UnitName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The auto-restart drop-ins of the units: {@code <unit>.service.d/auto_restart.conf} (SPEC section
 * 3).
 *
 * <p>A file is replaced as a whole and only when its content changes, so systemd never reads half
 * of one, and a reload is only due when {@link #write} says so.
 */
public final class DropIns {
  private final Path folder;

  /**
   * Writes below a folder.
   *
   * @param folder where units are configured; on a switch {@code /etc/systemd/system}
   */
  public DropIns(Path folder) {
    this.folder = folder;
  }

  /**
   * Has the unit's drop-in say that policy.
   *
   * @return whether the file had to be changed
   * @throws DropInNotWritten if the file cannot be read or written
   */
  boolean write(UnitName unit, RestartPolicy policy) throws DropInNotWritten {
    if (says(unit, policy)) {
      return false;
    }
    Path file = fileOf(unit);
    try {
      Files.createDirectories(file.getParent());
      replace(file, content(policy));
      return true;
    } catch (IOException e) {
      throw new DropInNotWritten(file, e);
    }
  }

  /**
   * Whether the unit's drop-in is there and says exactly that policy.
   *
   * @throws DropInNotWritten if the file cannot be read
   */
  boolean says(UnitName unit, RestartPolicy policy) throws DropInNotWritten {
    Path file = fileOf(unit);
    byte[] content = content(policy);
    try {
      return Files.size(file) == content.length && Arrays.equals(Files.readAllBytes(file), content);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new DropInNotWritten(file, e);
    }
  }

  private Path fileOf(UnitName unit) {
    return folder.resolve(unit.stem() + ".service.d").resolve("auto_restart.conf");
  }

  private static byte[] content(RestartPolicy policy) {
    return ("[Service]\nRestart=" + policy.systemdValue() + "\n").getBytes(UTF_8);
  }

  private static void replace(Path file, byte[] content) throws IOException {
    // One fixed name, so that a daemon that is killed here leaves at most this one behind; systemd
    // reads only names that end in .conf.
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    try (FileChannel channel = FileChannel.open(next, CREATE_NEW, WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(next, file, ATOMIC_MOVE);
  }
}
