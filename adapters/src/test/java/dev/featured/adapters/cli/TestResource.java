package dev.featured.adapters.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Files that the tests of the commands read: what they should print, and devices. */
final class TestResource {
  private static final String DEVICES = "/dev/featured/adapters/device/devices/";

  private TestResource() {}

  /** The text of a file beside the tests. */
  static String text(String name) {
    return read(at("/dev/featured/adapters/cli/" + name));
  }

  /** The files of a device. */
  static Path root(String device) {
    return at(DEVICES + device + "/root");
  }

  /** The DEVICE_METADATA of a device, as JSON. */
  static String metadata(String device) {
    return read(at(DEVICES + device + "/DEVICE_METADATA.json"));
  }

  private static Path at(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(TestResource.class.getResource(name), "resource " + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
