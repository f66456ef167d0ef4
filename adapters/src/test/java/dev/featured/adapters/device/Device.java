package dev.featured.adapters.device;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A device of the test resources: its files, its DEVICE_METADATA, and what is to be found out. */
record Device(String name, Path folder) {
  static ImmutableList<Device> all() {
    try (Stream<Path> folders = Files.list(resource("devices"))) {
      return folders
          .sorted()
          .map(folder -> new Device(folder.getFileName().toString(), folder))
          .collect(ImmutableList.toImmutableList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Device named(String name) {
    return new Device(name, resource("devices").resolve(name));
  }

  static Path resource(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(Device.class.getResource(name), "resource " + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  Path root() {
    return folder.resolve("root");
  }

  ImmutableList<String> expectedFacts() throws IOException {
    return ImmutableList.copyOf(Files.readAllLines(folder.resolve("facts.txt")));
  }

  ImmutableMap<String, ImmutableMap<String, String>> metadata() {
    try {
      Map<String, Map<String, String>> rows =
          JsonMapper.builder()
              .build()
              .readValue(folder.resolve("DEVICE_METADATA.json").toFile(), new TypeReference<>() {});
      return ImmutableMap.copyOf(Maps.transformValues(rows, ImmutableMap::copyOf));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  DeviceFacts facts() {
    return new DeviceFactsReader(root(), ImmutableMap.of()).read(metadata());
  }

  DeviceTemplates templates() {
    return new DeviceTemplates(facts(), metadata());
  }

  @Override
  public String toString() {
    return name;
  }
}
