package dev.featured.adapters.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process of SONiC's own {@code featured}, which knows nothing of our lock: a Python that runs a
 * program of that name, and not in a container, where it has other units than the switch's.
 *
 * @param pid the process
 * @param program the program, as it was named on the command line
 */
record SonicsOwn(long pid, String program) {
  private static final Logger LOG = LoggerFactory.getLogger(SonicsOwn.class);

  /** More than one pid: the second one is in a PID namespace below that of {@code /proc}. */
  private static final Pattern IN_CONTAINER = Pattern.compile("NSpid:\\s*\\d+\\s+\\d.*");

  /**
   * Looks for one.
   *
   * @param proc the kernel's folder of processes; if it is missing, nobody is found
   */
  static Optional<SonicsOwn> runningIn(Path proc) {
    if (!Files.isDirectory(proc)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        Optional<SonicsOwn> found = in(process);
        if (found.isPresent()) {
          return found;
        }
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be searched for SONiC's own featured: {}", proc, e.toString());
    }
    return Optional.empty();
  }

  private static Optional<SonicsOwn> in(Path process) {
    try {
      String commandLine = new String(Files.readAllBytes(process.resolve("cmdline")), UTF_8);
      List<String> arguments = Splitter.on('\0').splitToList(commandLine);
      if (!lastPart(arguments.get(0)).startsWith("python")) {
        return Optional.empty();
      }
      Optional<String> program =
          arguments.stream()
              .skip(1)
              .filter(argument -> !argument.startsWith("-"))
              .findFirst()
              .filter(argument -> lastPart(argument).equals("featured"));
      if (program.isEmpty() || isInContainer(process)) {
        return Optional.empty();
      }
      return program.map(
          name -> new SonicsOwn(Long.parseLong(process.getFileName().toString()), name));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // it has ended meanwhile
    } catch (IOException e) {
      LOG.debug(
          "{} cannot be looked at", process, e); // so it says of a process that has just ended
      return Optional.empty();
    }
  }

  /** Asks the status, which everybody may read; the link ns/pid is closed to our unit's sandbox. */
  private static boolean isInContainer(Path process) throws IOException {
    // The name in it may be of any bytes.
    try (Stream<String> lines = Files.lines(process.resolve("status"), ISO_8859_1)) {
      return lines.anyMatch(line -> IN_CONTAINER.matcher(line).matches());
    }
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
