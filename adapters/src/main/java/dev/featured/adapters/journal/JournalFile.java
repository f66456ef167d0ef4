package dev.featured.adapters.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The journal: a file with one JSON object a line, the newest last, and beside it, with {@code .1}
 * behind its name, the one before it. When the file would grow too large it takes that one's place.
 *
 * <p>It is opened for each line, so nobody minds if it is moved or removed. A line that was cut
 * short, by a full disk or a loss of power, is closed before the next one and skipped when it is
 * read. Nothing is forced to disk: a loss of power may cost the last lines, and flash memory lives
 * longer.
 */
public final class JournalFile {
  /** Where a switch has it, below its root. */
  public static final String DEFAULT = "var/lib/featured/journal.jsonl";

  /** Bytes; some thousand transitions. With the file before, twice as many at most. */
  public static final long LARGEST = 1 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final long largest;

  /** A journal in this file, which need not exist. */
  public JournalFile(Path file) {
    this(file, LARGEST);
  }

  JournalFile(Path file, long largest) {
    this.file = file;
    this.largest = largest;
  }

  /**
   * Adds a line; makes the file and its folder if they are missing.
   *
   * @throws IOException if not all of it can be written
   */
  public void append(JournalEntry entry) throws IOException {
    ByteBuffer line = UTF_8.encode(entry.json() + "\n");
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (Files.exists(file) && Files.size(file) + line.remaining() > largest) {
      Files.move(file, before(), ATOMIC_MOVE);
    }
    try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE)) {
      channel.position(channel.size());
      if (endsInTheMiddle(channel)) {
        channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
      }
      while (line.hasRemaining()) {
        channel.write(line);
      }
    }
  }

  private static boolean endsInTheMiddle(FileChannel channel) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
  }

  private Path before() {
    return file.resolveSibling(file.getFileName() + ".1");
  }

  /**
   * What is remembered of a feature, the oldest first. What is no entry is skipped.
   *
   * @throws IOException if a file is there and cannot be read
   */
  public ImmutableList<JournalEntry> of(String feature) throws IOException {
    ImmutableList.Builder<JournalEntry> entries = ImmutableList.builder();
    read(before(), feature, entries);
    read(file, feature, entries);
    return entries.build();
  }

  private static void read(Path path, String feature, ImmutableList.Builder<JournalEntry> entries)
      throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(path),
                UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        entry(line).filter(entry -> entry.feature().equals(feature)).ifPresent(entries::add);
      }
    } catch (NoSuchFileException e) {
      return; // nothing has been remembered there
    }
  }

  private static Optional<JournalEntry> entry(String line) {
    try {
      return JournalEntry.of(JSON.readTree(line));
    } catch (JsonProcessingException e) {
      return Optional.empty(); // cut short, which is no reason to hide the others
    }
  }
}
