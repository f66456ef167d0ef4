package dev.featured.adapters.device;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.Map;

/**
 * Finds out what the device is (SPEC section 2), from the files under a root folder, the
 * environment and DEVICE_METADATA.
 */
public final class DeviceFactsReader {
  private final Path root;
  private final ImmutableMap<String, String> environment;

  /**
   * Reads a switch's files.
   *
   * @param root the folder that is the switch's {@code /}; symbolic links are followed inside it,
   *     so that a copied file system reads as it did on its switch
   * @param environment the environment's variables, of which {@code PLATFORM} is used
   */
  public DeviceFactsReader(Path root, Map<String, String> environment) {
    this.root = root;
    this.environment = ImmutableMap.copyOf(environment);
  }

  /**
   * Reads everything anew. A file that is missing, broken or unreadable is no reason to fail: what
   * it would have told takes its default, and all but a missing one is complained of in the result.
   *
   * @param metadata the rows of DEVICE_METADATA by key, such as {@code localhost}
   */
  public DeviceFacts read(ImmutableMap<String, ImmutableMap<String, String>> metadata) {
    return new DeviceSurvey(new SwitchFiles(root), environment, metadata).facts();
  }
}
