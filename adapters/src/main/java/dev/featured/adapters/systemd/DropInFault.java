package dev.featured.adapters.systemd;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A drop-in that could not be compared, written or removed; the message names the file and the
 * reason.
 */
final class DropInFault extends Exception {
  private static final long serialVersionUID = 1;

  private DropInFault(String verb, Path file, IOException cause) {
    super("cannot " + verb + " " + file + ": " + reason(cause), cause);
  }

  static DropInFault notWritten(Path file, IOException cause) {
    return new DropInFault("write", file, cause);
  }

  static DropInFault notRemoved(Path file, IOException cause) {
    return new DropInFault("remove", file, cause);
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException gone) {
      return gone.getFile() + " does not exist";
    }
    if (e instanceof FileAlreadyExistsException taken) {
      return taken.getFile() + " is not a folder";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return "it is a folder";
    }
    if (e instanceof FileSystemException other && other.getReason() != null) {
      return other.getReason();
    }
    return String.valueOf(e.getMessage());
  }
}
