package dev.featured.adapters.systemd;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A drop-in that could not be compared or written; the message names the file and the reason. */
final class DropInNotWritten extends Exception {
  private static final long serialVersionUID = 1;

  DropInNotWritten(Path file, IOException cause) {
    super("cannot write " + file + ": " + reason(cause), cause);
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
    if (e instanceof FileSystemException other && other.getReason() != null) {
      return other.getReason();
    }
    return String.valueOf(e.getMessage());
  }
}
