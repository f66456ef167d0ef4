package dev.featured.adapters.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.featured.engine.feature.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a switch, by their paths there. What cannot be used is complained of, once, and then
 * is as good as missing.
 */
final class SwitchFiles {
  /** Bytes. The largest real file here, a platform.json, has a few hundred thousand. */
  static final int MAX_SIZE = 2 << 20;

  private static final int MAX_LINKS = 40;

  private final Path root;
  private final Set<Complaint> complaints = new LinkedHashSet<>();

  SwitchFiles(Path root) {
    this.root = root;
  }

  ImmutableList<Complaint> complaints() {
    return ImmutableList.copyOf(complaints);
  }

  void complain(String file, String problem) {
    complaints.add(new Complaint(file, problem));
  }

  boolean isFolder(String path) {
    return attributes(path).map(BasicFileAttributes::isDirectory).orElse(false);
  }

  /** Whether there is such a file; anything else under its name is complained of. */
  boolean isFile(String path) {
    Optional<BasicFileAttributes> found = attributes(path);
    // Reading a pipe or a device would wait for ever.
    if (found.isPresent() && !found.get().isRegularFile()) {
      complain(path, found.get().isDirectory() ? "is a folder" : "is not a regular file");
      return false;
    }
    return found.isPresent();
  }

  /** The text of a file, if it is there and is text. */
  Optional<String> read(String path) {
    if (!isFile(path)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(locate(path))) {
      byte[] bytes = in.readNBytes(MAX_SIZE + 1);
      if (bytes.length > MAX_SIZE) {
        complain(path, "is larger than " + MAX_SIZE + " bytes");
        return Optional.empty();
      }
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      complain(path, "is not UTF-8");
    } catch (IOException e) {
      complain(path, "cannot be read: " + reason(e));
    }
    return Optional.empty();
  }

  private Optional<BasicFileAttributes> attributes(String path) {
    try {
      return Optional.of(Files.readAttributes(locate(path), BasicFileAttributes.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      complain(path, "cannot be read: " + reason(e));
      return Optional.empty();
    }
  }

  /**
   * Follows symbolic links with the root folder as {@code /}. The system itself would take an
   * absolute link, as a switch's platform folder is one, out of the root folder.
   */
  private Path locate(String path) throws IOException {
    Deque<String> ahead = new ArrayDeque<>(names(path));
    Path here = root;
    int links = 0;
    while (!ahead.isEmpty()) {
      String name = ahead.removeFirst();
      if (name.equals("..")) {
        here = here.equals(root) ? root : here.getParent();
        continue;
      }
      Path next = here.resolve(name);
      if (!Files.isSymbolicLink(next)) {
        here = next;
        continue;
      }
      if (++links > MAX_LINKS) {
        throw new FileSystemLoopException(next.toString());
      }
      String target = Files.readSymbolicLink(next).toString();
      here = target.startsWith("/") ? root : here;
      Lists.reverse(names(target)).forEach(ahead::addFirst);
    }
    return here;
  }

  private static ImmutableList<String> names(String path) {
    return Splitter.on('/')
        .omitEmptyStrings()
        .splitToStream(path)
        .filter(name -> !name.equals("."))
        .collect(ImmutableList.toImmutableList());
  }

  private static String reason(IOException e) {
    String reason =
        e instanceof FileSystemException file && file.getReason() != null
            ? file.getReason()
            : e.getClass().getSimpleName();
    return Quoted.of(reason);
  }
}
