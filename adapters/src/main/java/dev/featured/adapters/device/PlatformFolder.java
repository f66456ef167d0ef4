package dev.featured.adapters.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.primitives.Ints;
import dev.featured.engine.feature.Quoted;
import java.util.Optional;

/** The folder that describes the platform, and what its files say. */
final class PlatformFolder {
  /** Every ASIC and DPU has units of its own, so a slip of the pen must not ask for millions. */
  static final int MAX_COUNT = 256;

  private final SwitchFiles files;
  private final String path;
  private final Optional<Settings> asics;
  private final Optional<Settings> environment;
  private final Optional<Document> description;

  /** Reads the folder at a path on the switch. */
  PlatformFolder(SwitchFiles files, String path) {
    this.files = files;
    this.path = path;
    this.asics = Settings.of(files, asicFile());
    this.environment = Settings.of(files, environmentFile());
    this.description = Document.json(files, descriptionFile());
  }

  private String asicFile() {
    return path + "/asic.conf";
  }

  private String environmentFile() {
    return path + "/platform_env.conf";
  }

  private String descriptionFile() {
    return path + "/platform.json";
  }

  Fact<Integer> asicCount() {
    if (asics.isEmpty()) {
      return Fact.assumed(1);
    }
    Optional<String> stated = asics.get().get("NUM_ASIC");
    Optional<Integer> count =
        stated.map(Ints::tryParse).filter(number -> number >= 1 && number <= MAX_COUNT);
    if (count.isEmpty()) {
      files.complain(
          asicFile(),
          stated
              .map(text -> "NUM_ASIC is no number from 1 to " + MAX_COUNT + ": " + Quoted.of(text))
              .orElse("tells no NUM_ASIC"));
    }
    return count.map(number -> new Fact<>(number, asicFile())).orElse(Fact.assumed(1));
  }

  /** A DPU has none of its own, whatever else the file says. */
  Fact<Integer> dpuCount() {
    Fact<Boolean> dpu = dpu();
    if (dpu.value()) {
      return new Fact<>(0, dpu.source());
    }
    return collection("DPUS").map(JsonNode::size).flatMap(this::plausible).orElse(Fact.assumed(0));
  }

  private Optional<Fact<Integer>> plausible(int dpus) {
    if (dpus > MAX_COUNT) {
      files.complain(descriptionFile(), "DPUS has " + dpus + " members, more than " + MAX_COUNT);
      return Optional.empty();
    }
    return Optional.of(new Fact<>(dpus, descriptionFile()));
  }

  Fact<Boolean> dpu() {
    return description.flatMap(json -> json.get("DPU")).isPresent()
        ? new Fact<>(true, descriptionFile())
        : Fact.assumed(false);
  }

  /** Whether a key of platform_env.conf is 1; 0 and a missing key are the same. */
  Fact<Boolean> flag(String key) {
    Optional<String> stated = environment.flatMap(settings -> settings.get(key));
    if (stated.isEmpty()) {
      return Fact.assumed(false);
    }
    String text = stated.get();
    if (!text.equals("0") && !text.equals("1")) {
      files.complain(environmentFile(), key + " is neither 0 nor 1: " + Quoted.of(text));
      return Fact.assumed(false);
    }
    return new Fact<>(text.equals("1"), environmentFile());
  }

  boolean hasChassisDatabase() {
    return files.isFile(path + "/chassisdb.conf");
  }

  Fact<Boolean> ethernetPorts(String hwsku, boolean multiAsic) {
    String hwskuPath = path + "/" + hwsku;
    String list = hwskuPath + (multiAsic ? "/0" : "") + "/port_config.ini";
    String layout = hwskuPath + "/hwsku.json";
    if (files.isFile(list)) {
      return new Fact<>(true, list);
    }
    boolean laidOut =
        files.isFile(layout) && collection("interfaces").map(JsonNode::size).orElse(0) > 0;
    return laidOut ? new Fact<>(true, layout) : Fact.assumed(false);
  }

  private Optional<JsonNode> collection(String field) {
    Optional<JsonNode> found = description.flatMap(json -> json.get(field));
    if (found.isPresent() && !found.get().isObject()) {
      files.complain(descriptionFile(), field + " is not an object");
      return Optional.empty();
    }
    return found;
  }
}
