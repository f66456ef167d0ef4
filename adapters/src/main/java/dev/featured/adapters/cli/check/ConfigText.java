package dev.featured.adapters.cli.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The text of a config_db.json, wherever it comes from.
 *
 * @param source where it comes from, for messages
 * @param text all of it
 */
record ConfigText(String source, String text) {
  /** Bytes. Ten times what the largest switches have, and little enough for a switch's memory. */
  static final int MAX_SIZE = 16 << 20;

  static ConfigText ofFile(Path file) throws UnreadableConfig {
    String source = file.toString();
    if (Files.isDirectory(file)) {
      throw new UnreadableConfig(source, "is a folder");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return of(source, in.readNBytes(MAX_SIZE + 1));
    } catch (NoSuchFileException e) {
      throw new UnreadableConfig(source, "does not exist", e);
    } catch (AccessDeniedException e) {
      throw new UnreadableConfig(source, "may not be read by this user", e);
    } catch (IOException e) {
      throw new UnreadableConfig(source, "cannot be read: " + e.getMessage(), e);
    }
  }

  static ConfigText ofStream(String source, InputStream in) throws UnreadableConfig {
    try {
      return of(source, in.readNBytes(MAX_SIZE + 1));
    } catch (IOException e) {
      throw new UnreadableConfig(source, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static ConfigText of(String source, byte[] bytes) throws UnreadableConfig {
    if (bytes.length > MAX_SIZE) {
      throw new UnreadableConfig(source, "is larger than " + MAX_SIZE + " bytes");
    }
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
    String decoded = text.flip().toString();
    if (result.isError()) {
      throw new UnreadableConfig(source, "is not UTF-8 " + endOf(decoded));
    }
    return new ConfigText(source, decoded);
  }

  private static String endOf(String text) {
    long line = text.chars().filter(c -> c == '\n').count() + 1;
    int column = text.length() - text.lastIndexOf('\n');
    return "(line " + line + ", column " + column + ")";
  }
}
