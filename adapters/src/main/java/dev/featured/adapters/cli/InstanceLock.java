package dev.featured.adapters.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sees to it that one daemon runs at a time: two would undo each other's work. The file tells the
 * pid of the one that has the lock.
 *
 * <p>The kernel keeps the lock, so it is free as soon as its holder is gone, however that went. The
 * file stays: were it removed while it is locked, a second daemon could lock the next file of that
 * name.
 */
final class InstanceLock implements AutoCloseable {
  private static final int LONGEST_PID = 20;

  private final Path file;
  private final FileChannel channel;

  private InstanceLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock. The file and its folder are made if they are missing.
   *
   * @throws LockRefused if another process has it, or it cannot be had at all
   */
  static InstanceLock take(Path file) throws LockRefused {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
      if (channel.tryLock() == null) {
        try (channel) {
          throw LockRefused.held(file, content(channel));
        }
      }
      channel.truncate(0);
      channel.write(US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
      return new InstanceLock(file, channel);
    } catch (IOException e) {
      throw LockRefused.impossible(file, reason(file, e), e);
    }
  }

  private static String content(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_PID);
    channel.read(bytes);
    return US_ASCII.decode(bytes.flip()).toString().strip();
  }

  private static String reason(Path file, IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException taken) {
      return taken.getFile() + " is not a folder";
    }
    if (Files.isDirectory(file)) {
      return "it is a folder";
    }
    if (e instanceof FileSystemException other && other.getReason() != null) {
      return other.getReason();
    }
    return String.valueOf(e.getMessage());
  }

  @Override
  public String toString() {
    return "the lock on " + file;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
