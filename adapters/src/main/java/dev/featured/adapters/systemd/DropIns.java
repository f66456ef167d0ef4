package dev.featured.adapters.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.InvalidFeatureName;
import dev.featured.engine.feature.RestartPolicy;
import dev.featured.engine.feature.UnitName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The auto-restart drop-ins of the units: {@code <unit>.service.d/auto_restart.conf} (SPEC section
 * 3).
 *
 * <p>A file is replaced as a whole and only when its content changes, so systemd never reads half
 * of one, and a reload is only due when {@link #write} says so.
 */
public final class DropIns extends RestartPolicies {
  private static final Logger LOG = LoggerFactory.getLogger(DropIns.class);

  private static final String FILE = "auto_restart.conf";

  /** Bytes; what the daemon writes is shorter. */
  private static final long LONGEST_CONTENT = 100;

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
   * @throws DropInFault if the file cannot be read or written
   */
  @Override
  boolean write(UnitName unit, RestartPolicy policy) throws DropInFault {
    if (says(unit, policy)) {
      return false;
    }
    Path file = fileOf(unit);
    try {
      Files.createDirectories(file.getParent());
      replace(file, content(policy));
      return true;
    } catch (IOException e) {
      throw DropInFault.notWritten(file, e);
    }
  }

  /**
   * Whether the unit's drop-in is there and says exactly that policy.
   *
   * @throws DropInFault if the file cannot be read
   */
  @Override
  boolean says(UnitName unit, RestartPolicy policy) throws DropInFault {
    Path file = fileOf(unit);
    byte[] content = content(policy);
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(content.length + 1), content);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw DropInFault.notWritten(file, e);
    }
  }

  /**
   * Has the unit have no drop-in of ours, and no folder for drop-ins either if nothing else lies in
   * it.
   *
   * <p>A daemon that is killed on the way leaves an empty folder, which systemd ignores, or has not
   * reloaded systemd, which goes by the old policy until anybody does. Nobody comes back for
   * either; for the file itself see {@link #removeLeftovers}.
   *
   * @return whether there was a drop-in
   * @throws DropInFault if the file cannot be removed
   */
  @Override
  boolean remove(UnitName unit) throws DropInFault {
    Path file = fileOf(unit);
    try {
      Files.deleteIfExists(next(file));
      boolean wasThere = Files.deleteIfExists(file);
      if (wasThere && Files.isDirectory(file.getParent(), NOFOLLOW_LINKS)) {
        removeIfEmpty(file.getParent());
      }
      return wasThere;
    } catch (IOException e) {
      throw DropInFault.notRemoved(file, e);
    }
  }

  /**
   * Removes the drop-ins that were written for features which are gone by now: the daemon may have
   * been killed between a deregistration and the removal, or not have run at all. To be called
   * before any operation begins. What does not say exactly what the daemon writes is left alone.
   *
   * <p>systemd is not reloaded for it: these are units of nobody, and whoever brings them back
   * reloads it.
   *
   * @param keeps whose drop-ins stay
   */
  public void removeLeftovers(Predicate<FeatureName> keeps) {
    for (Path file : dropIns()) {
      try {
        if (removeIfLeftOver(file, keeps)) {
          LOG.info("{} removed: its feature is gone", file);
        }
      } catch (IOException e) {
        LOG.warn("{} is left behind and cannot be removed: {}", file, e.toString());
      }
    }
  }

  /**
   * The drop-ins that {@link #removeLeftovers} would remove.
   *
   * @param keeps whose drop-ins stay
   */
  public ImmutableList<Path> leftovers(Predicate<FeatureName> keeps) {
    return dropIns().stream()
        .filter(file -> featureOf(file).filter(keeps.negate()).isPresent())
        .filter(DropIns::isSurelyOurs)
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Removes one of them, if it is one still.
   *
   * @return whether it was removed
   */
  public boolean removeLeftover(Path file, Predicate<FeatureName> keeps) {
    try {
      return removeIfLeftOver(file, keeps);
    } catch (IOException e) {
      LOG.warn("{} is left behind and cannot be removed: {}", file, e.toString());
      return false;
    }
  }

  private ImmutableList<Path> dropIns() {
    ImmutableList.Builder<Path> files = ImmutableList.builder();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, "*.service.d")) {
      folders.forEach(unit -> files.add(unit.resolve(FILE)));
    } catch (NoSuchFileException e) {
      LOG.debug("{} does not exist, so there is no drop-in", folder);
    } catch (IOException | DirectoryIteratorException e) {
      LOG.warn(
          "{} cannot be searched for drop-ins that were left behind: {}", folder, e.toString());
    }
    return files.build();
  }

  private static boolean removeIfLeftOver(Path file, Predicate<FeatureName> keeps)
      throws IOException {
    if (featureOf(file).filter(keeps.negate()).isEmpty()) {
      return false;
    }
    boolean unfinished = Files.deleteIfExists(next(file));
    boolean ours = isOurs(file);
    if (ours) {
      Files.delete(file);
    }
    if (unfinished || ours) {
      removeIfEmpty(file.getParent());
    }
    return ours;
  }

  private static boolean isSurelyOurs(Path file) {
    try {
      return isOurs(file);
    } catch (IOException e) {
      LOG.debug("{} cannot be read: {}", file, e.toString());
      return false;
    }
  }

  private static boolean isOurs(Path file) throws IOException {
    if (!Files.isRegularFile(file, NOFOLLOW_LINKS) || Files.size(file) > LONGEST_CONTENT) {
      return false;
    }
    byte[] content = Files.readAllBytes(file);
    return Arrays.stream(RestartPolicy.values())
        .anyMatch(policy -> Arrays.equals(content(policy), content));
  }

  /** The feature whose unit this is a drop-in of; empty if no feature can have that name. */
  private static Optional<FeatureName> featureOf(Path file) {
    String unit = file.getParent().getFileName().toString();
    String stem = unit.substring(0, unit.length() - ".service.d".length());
    try {
      return Optional.of(new FeatureName(stem.replaceFirst("@.*", "")));
    } catch (InvalidFeatureName e) {
      LOG.debug("{} is of no feature: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  private static void removeIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      LOG.debug("{} holds drop-ins of somebody else", folder);
    }
  }

  private Path fileOf(UnitName unit) {
    return folder.resolve(unit.stem() + ".service.d").resolve(FILE);
  }

  private static byte[] content(RestartPolicy policy) {
    return ("[Service]\nRestart=" + policy.systemdValue() + "\n").getBytes(UTF_8);
  }

  /**
   * One fixed name, so that a daemon that is killed while it writes leaves at most this one behind;
   * systemd reads only names that end in .conf.
   */
  private static Path next(Path file) {
    return file.resolveSibling(file.getFileName() + ".new");
  }

  private static void replace(Path file, byte[] content) throws IOException {
    Path next = next(file);
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
