package dev.featured.adapters.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.featured.adapters.device.Chassis.ChassisType;
import dev.featured.adapters.device.Chassis.ModuleType;
import dev.featured.engine.feature.Quoted;
import java.util.Optional;

/** One reading of everything that describes the device. */
final class DeviceSurvey {
  private static final String METADATA = "DEVICE_METADATA|localhost";
  private static final String PLATFORM_VARIABLE = "PLATFORM";
  private static final String MACHINE_CONF = "/host/machine.conf";
  private static final String VERSION_FILE = "/etc/sonic/sonic_version.yml";
  private static final String MOUNTED_FOLDER = "/usr/share/sonic/platform";
  private static final String DEVICE_FOLDERS = "/usr/share/sonic/device/";
  private static final ImmutableSet<String> VIRTUAL_CHASSIS_TYPES =
      ImmutableSet.of("dummy-sup", "voq", "chassis-packet");

  private final SwitchFiles files;
  private final ImmutableMap<String, String> environment;
  private final ImmutableMap<String, String> localhost;

  DeviceSurvey(
      SwitchFiles files,
      ImmutableMap<String, String> environment,
      ImmutableMap<String, ImmutableMap<String, String>> metadata) {
    this.files = files;
    this.environment = environment;
    this.localhost = metadata.getOrDefault("localhost", ImmutableMap.of());
  }

  DeviceFacts facts() {
    Optional<Fact<String>> platform = platform();
    Optional<Fact<String>> path = folder(platform);
    Optional<PlatformFolder> folder = path.map(found -> new PlatformFolder(files, found.value()));
    Fact<Integer> asicCount = folder.map(PlatformFolder::asicCount).orElse(Fact.assumed(1));
    Optional<Fact<String>> asicType = asicType();
    return new DeviceFacts(
        platform,
        path,
        asicCount,
        folder.map(PlatformFolder::dpuCount).orElse(Fact.assumed(0)),
        folder.map(PlatformFolder::dpu).orElse(Fact.assumed(false)),
        chassis(folder, asicType.map(Fact::value)),
        flag(folder, "macsec_enabled"),
        ethernetPorts(folder, asicCount.value() > 1),
        asicType,
        metadata("type"),
        files.complaints());
  }

  private Optional<Fact<String>> platform() {
    return variable().or(this::machinePlatform).or(() -> metadata("platform"));
  }

  private Optional<Fact<String>> variable() {
    return nonEmpty(environment.get(PLATFORM_VARIABLE))
        .map(name -> new Fact<>(name, "environment " + PLATFORM_VARIABLE));
  }

  private Optional<Fact<String>> machinePlatform() {
    return Settings.of(files, MACHINE_CONF).flatMap(this::machinePlatform);
  }

  private Optional<Fact<String>> machinePlatform(Settings machine) {
    Optional<String> name =
        machine
            .get("onie_platform")
            .filter(onie -> !onie.isEmpty())
            .or(() -> machine.get("aboot_platform").filter(aboot -> !aboot.isEmpty()));
    if (name.isEmpty()) {
      files.complain(MACHINE_CONF, "names no platform (onie_platform or aboot_platform)");
    }
    return name.map(platform -> new Fact<>(platform, MACHINE_CONF));
  }

  private Optional<Fact<String>> folder(Optional<Fact<String>> platform) {
    if (files.isFolder(MOUNTED_FOLDER)) {
      return Optional.of(new Fact<>(MOUNTED_FOLDER, MOUNTED_FOLDER));
    }
    return platform
        .filter(name -> isFolderName(name.value(), name.source()))
        .map(name -> DEVICE_FOLDERS + name.value())
        .filter(files::isFolder)
        .map(path -> new Fact<>(path, path));
  }

  private Fact<Boolean> ethernetPorts(Optional<PlatformFolder> folder, boolean multiAsic) {
    return metadata("hwsku")
        .filter(hwsku -> isFolderName(hwsku.value(), hwsku.source()))
        .flatMap(hwsku -> folder.map(found -> found.ethernetPorts(hwsku.value(), multiAsic)))
        .orElse(Fact.assumed(false));
  }

  private Optional<Fact<String>> asicType() {
    return Document.yaml(files, VERSION_FILE).flatMap(this::asicType);
  }

  private Optional<Fact<String>> asicType(Document version) {
    Optional<String> found =
        version
            .get("asic_type")
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue)
            .filter(type -> !type.isEmpty());
    if (found.isEmpty()) {
      files.complain(VERSION_FILE, "tells no asic_type");
    }
    return found.map(type -> new Fact<>(type, VERSION_FILE));
  }

  /**
   * On a chassis the type is voq only where there is a chassis database to share, so a virtual
   * chassis without one is a packet chassis; that is also what SONiC's own templates are given.
   */
  private Fact<Optional<Chassis>> chassis(
      Optional<PlatformFolder> folder, Optional<String> asicType) {
    Optional<Fact<String>> stated = metadata("switch_type");
    if (stated.isEmpty()) {
      return Fact.assumed(Optional.empty());
    }
    String switchType = stated.get().value();
    boolean voq =
        (switchType.equals("voq") || switchType.equals("fabric"))
            && folder.map(PlatformFolder::hasChassisDatabase).orElse(false);
    boolean inChassis =
        (voq && !flag(folder, "disaggregated_chassis").value())
            || switchType.equals("chassis-packet")
            || (asicType.equals(Optional.of("vs")) && VIRTUAL_CHASSIS_TYPES.contains(switchType));
    if (!inChassis) {
      return new Fact<>(Optional.empty(), stated.get().source());
    }
    Fact<Boolean> supervisor = flag(folder, "supervisor");
    return new Fact<>(
        Optional.of(
            new Chassis(
                supervisor.value() ? ModuleType.SUPERVISOR : ModuleType.LINECARD,
                voq ? ChassisType.VOQ : ChassisType.PACKET)),
        stated.get().source() + (supervisor.value() ? ", " + supervisor.source() : ""));
  }

  private static Fact<Boolean> flag(Optional<PlatformFolder> folder, String key) {
    return folder.map(found -> found.flag(key)).orElse(Fact.assumed(false));
  }

  private Optional<Fact<String>> metadata(String field) {
    return nonEmpty(localhost.get(field)).map(value -> new Fact<>(value, METADATA + " " + field));
  }

  private static Optional<String> nonEmpty(String value) {
    return Optional.ofNullable(value).filter(text -> !text.isEmpty());
  }

  /** A name that is to become part of a path is one folder's name and nothing else. */
  private boolean isFolderName(String name, String source) {
    boolean plain =
        !name.equals(".")
            && !name.equals("..")
            && name.chars().noneMatch(c -> c == '/' || Character.isISOControl(c));
    if (!plain) {
      files.complain(source, "is no name of a folder: " + Quoted.of(name));
    }
    return plain;
  }
}
