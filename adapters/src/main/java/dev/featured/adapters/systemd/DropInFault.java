package dev.featured.adapters.systemd;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A drop-in that could not be compared, written or removed; the message names the file and the
 * reason.
 */
final class DropInFault extends Exception {
  private static final long serialVersionUID = 1;

  private DropInFault(String verb, Path file, IOException cause) {
    super("cannot " + verb + " " + file + ": " + reason(file, cause), cause);
  }

  static DropInFault notWritten(Path file, IOException cause) {
    return new DropInFault("write", file, cause);
  }

  static DropInFault notRemoved(Path file, IOException cause) {
    return new DropInFault("remove", file, cause);
  }

  /** From what is there, as far as can be: which exception tells of it depends on the Java. */
  private static String reason(Path file, IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof DirectoryNotEmptyException || Files.isDirectory(file)) {
      return "it is a folder";
    }
    Path above = file.getParent();
    while (above != null && !Files.exists(above, NOFOLLOW_LINKS)) {
      above = above.getParent();
    }
    if (above != null && !Files.isDirectory(above)) {
      return above + " is not a folder";
    }
    if (e instanceof NoSuchFileException gone) {
      return gone.getFile() + " does not exist";
    }
    if (e instanceof FileSystemException other && other.getReason() != null) {
      return other.getReason();
    }
    return String.valueOf(e.getMessage());
  }
}
