package dev.featured.adapters.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process of SONiC's own {@code featured}, which knows nothing of our lock: a Python that runs a
 * program of that name.
 *
 * @param pid the process
 * @param program the program, as it was named on the command line
 */
record SonicsOwn(long pid, String program) {
  private static final Logger LOG = LoggerFactory.getLogger(SonicsOwn.class);

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
      return arguments.stream()
          .skip(1)
          .filter(argument -> !argument.startsWith("-"))
          .findFirst()
          .filter(program -> lastPart(program).equals("featured"))
          .map(program -> new SonicsOwn(Long.parseLong(process.getFileName().toString()), program));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // it has ended meanwhile
    } catch (IOException e) {
      LOG.debug(
          "{} cannot be looked at", process, e); // so it says of a process that has just ended
      return Optional.empty();
    }
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
