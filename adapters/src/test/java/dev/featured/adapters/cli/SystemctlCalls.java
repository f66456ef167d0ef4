package dev.featured.adapters.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program that does what a {@code systemctl} does and notes when a call begins and when it ends.
 * A call outlives the daemon that made it, as a systemctl does.
 */
final class SystemctlCalls {
  private final Path program;
  private final Path notes;

  private SystemctlCalls(Path program, Path notes) {
    this.program = program;
    this.notes = notes;
  }

  /**
   * Makes the program.
   *
   * @param folder where it lies
   * @param systemctl what does the work
   */
  static SystemctlCalls to(Path systemctl, Path folder) throws IOException {
    Path notes = Files.createFile(folder.resolve("systemctl-calls"));
    Path program =
        Files.writeString(
            folder.resolve("noting-systemctl"),
            String.format(
                """
                #!/bin/sh
                echo "begin $$ $1" >>'%2$s'
                '%1$s' "$@"
                code=$?
                echo "end $$ $1" >>'%2$s'
                exit $code
                """,
                systemctl, notes));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return new SystemctlCalls(program, notes);
  }

  Path program() {
    return program;
  }

  /** How many beginnings and ends there were so far. */
  int count() {
    return lines().size();
  }

  /** The verbs of the calls that have begun and not ended. */
  ImmutableList<String> underWay() {
    Map<String, String> verbs = new HashMap<>();
    for (String line : lines()) {
      List<String> words = Splitter.on(' ').splitToList(line);
      if (words.get(0).equals("begin")) {
        verbs.put(words.get(1), words.get(2));
      } else {
        verbs.remove(words.get(1));
      }
    }
    return verbs.values().stream().sorted().collect(toImmutableList());
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(notes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
