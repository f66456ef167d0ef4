package dev.featured.adapters.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.Resources;
import dev.featured.adapters.demo.clients.SwitchDatabase;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.UnitName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is in CONFIG_DB when a switch has booted: the image's own configuration and, over it, the
 * one of the device.
 *
 * @param hashes CONFIG_DB's hashes, field by field, by key
 */
record SwitchConfiguration(ImmutableSortedMap<String, ImmutableSortedMap<String, String>> hashes) {
  private static final String IMAGE = "init_cfg.json";
  private static final String FEATURE = "FEATURE" + SwitchDatabase.CONFIG_DB.separator();
  private static final String LOCALHOST =
      "DEVICE_METADATA" + SwitchDatabase.CONFIG_DB.separator() + "localhost";
  private static final JsonMapper JSON = new JsonMapper();

  /** The configuration of a device, from the resources beside this class. */
  static SwitchConfiguration of(DemoDevice device) {
    return read(IMAGE).overlaidWith(read(device + ".json"));
  }

  /**
   * Reads a configuration in the form of {@code config_db.json}.
   *
   * @throws IllegalArgumentException if it has another form; the message says where
   */
  static SwitchConfiguration parse(String name, String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
    ImmutableSortedMap.Builder<String, ImmutableSortedMap<String, String>> hashes =
        ImmutableSortedMap.naturalOrder();
    root.properties()
        .forEach(
            table ->
                table
                    .getValue()
                    .properties()
                    .forEach(
                        row ->
                            hashes.put(
                                table.getKey()
                                    + SwitchDatabase.CONFIG_DB.separator()
                                    + row.getKey(),
                                fields(name, row))));
    return new SwitchConfiguration(hashes.buildOrThrow());
  }

  /** This configuration with the fields of another one put over it. */
  SwitchConfiguration overlaidWith(SwitchConfiguration other) {
    Map<String, ImmutableSortedMap<String, String>> merged = new TreeMap<>(hashes);
    other.hashes.forEach(
        (key, fields) ->
            merged.merge(
                key,
                fields,
                (below, above) -> {
                  Map<String, String> both = new TreeMap<>(below);
                  both.putAll(above);
                  return ImmutableSortedMap.copyOf(both);
                }));
    return new SwitchConfiguration(ImmutableSortedMap.copyOf(merged));
  }

  /** The features that have a row. */
  ImmutableSet<String> features() {
    return hashes.keySet().stream()
        .filter(key -> key.startsWith(FEATURE))
        .map(key -> key.substring(FEATURE.length()))
        .collect(ImmutableSet.toImmutableSet());
  }

  /** What the switch is: the fields of DEVICE_METADATA's {@code localhost}. */
  ImmutableSortedMap<String, String> localhost() {
    return hashes.getOrDefault(LOCALHOST, ImmutableSortedMap.of());
  }

  /** The units of these features on a switch with one ASIC. */
  Stream<UnitName> units() {
    return features().stream().map(FeatureName::new).map(UnitName::global);
  }

  private static ImmutableSortedMap<String, String> fields(
      String name, Map.Entry<String, JsonNode> row) {
    ImmutableSortedMap.Builder<String, String> fields = ImmutableSortedMap.naturalOrder();
    row.getValue()
        .properties()
        .forEach(
            field -> {
              if (!field.getValue().isTextual()) {
                throw new IllegalArgumentException(
                    name + ": " + row.getKey() + "." + field.getKey() + " is not a string");
              }
              fields.put(field.getKey(), field.getValue().textValue());
            });
    return fields.buildOrThrow();
  }

  private static SwitchConfiguration read(String resource) {
    try {
      return parse(
          resource,
          Resources.toString(
              Resources.getResource(SwitchConfiguration.class, resource), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
