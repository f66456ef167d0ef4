package dev.featured.adapters.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceFactsReaderTest {
  private static final String PLATFORM = "x86_64-example_chassis_lc36-r0";
  private static final String FOLDER = "/usr/share/sonic/device/" + PLATFORM;

  @TempDir private Path root;

  static Stream<Device> devices() {
    return Device.all().stream();
  }

  @ParameterizedTest
  @MethodSource("devices")
  void tellsWhatEachDeviceIsAndFromWhere(Device device) throws IOException {
    DeviceFacts facts = device.facts();

    assertThat(lines(facts)).isEqualTo(device.expectedFacts());
    assertThat(facts.complaints()).isEmpty();
  }

  @Test
  void knowsTheMultiAsicOnesByTheirCount() {
    assertThat(devices().filter(device -> device.facts().multiAsic()).map(Device::name))
        .containsExactly("multi-asic", "voq-linecard", "voq-supervisor");
  }

  @Test
  void aSwitchWithoutAnyFileHasDefaultsAndNoComplaint() {
    DeviceFacts facts = read(ImmutableMap.of(), ImmutableMap.of());

    assertThat(lines(facts))
        .containsExactly(
            "platform none",
            "folder none",
            "asics 1 from default",
            "dpus 0 from default",
            "dpu no from default",
            "chassis none from default",
            "macsec no from default",
            "ports no from default",
            "asic-type none",
            "type none");
    assertThat(facts.complaints()).isEmpty();
  }

  /** What each damage to each file is complained of; nothing means that no one is told. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /host/machine.conf            | MISSING  |
          /host/machine.conf            | EMPTY    | names no platform (onie_platform or aboot_platform)
          /host/machine.conf            | NOT_UTF8 | is not UTF-8
          /host/machine.conf            | GARBAGE  | line 1 is not KEY=value: '{]'
          /host/machine.conf            | FOLDER   | is a folder
          /host/machine.conf            | PIPE     | is not a regular file
          /host/machine.conf            | HUGE     | is larger than 2097152 bytes
          /host/machine.conf            | LOOP     | cannot be read: 'FileSystemLoopException'
          /etc/sonic/sonic_version.yml  | MISSING  |
          /etc/sonic/sonic_version.yml  | EMPTY    | holds no YAML object
          /etc/sonic/sonic_version.yml  | NOT_UTF8 | is not UTF-8
          /etc/sonic/sonic_version.yml  | GARBAGE  | is not YAML (line 1)
          /etc/sonic/sonic_version.yml  | FOLDER   | is a folder
          /etc/sonic/sonic_version.yml  | PIPE     | is not a regular file
          /etc/sonic/sonic_version.yml  | HUGE     | is larger than 2097152 bytes
          /etc/sonic/sonic_version.yml  | LOOP     | cannot be read: 'FileSystemLoopException'
          FOLDER/asic.conf              | MISSING  |
          FOLDER/asic.conf              | EMPTY    | tells no NUM_ASIC
          FOLDER/asic.conf              | NOT_UTF8 | is not UTF-8
          FOLDER/asic.conf              | GARBAGE  | line 1 is not KEY=value: '{]'
          FOLDER/asic.conf              | FOLDER   | is a folder
          FOLDER/asic.conf              | PIPE     | is not a regular file
          FOLDER/asic.conf              | HUGE     | is larger than 2097152 bytes
          FOLDER/asic.conf              | LOOP     | cannot be read: 'FileSystemLoopException'
          FOLDER/platform_env.conf      | MISSING  |
          FOLDER/platform_env.conf      | EMPTY    |
          FOLDER/platform_env.conf      | NOT_UTF8 | is not UTF-8
          FOLDER/platform_env.conf      | GARBAGE  | line 1 is not KEY=value: '{]'
          FOLDER/platform_env.conf      | FOLDER   | is a folder
          FOLDER/platform_env.conf      | PIPE     | is not a regular file
          FOLDER/platform_env.conf      | HUGE     | is larger than 2097152 bytes
          FOLDER/platform_env.conf      | LOOP     | cannot be read: 'FileSystemLoopException'
          FOLDER/platform.json          | MISSING  |
          FOLDER/platform.json          | EMPTY    | holds no JSON object
          FOLDER/platform.json          | NOT_UTF8 | is not UTF-8
          FOLDER/platform.json          | GARBAGE  | is not JSON (line 1)
          FOLDER/platform.json          | FOLDER   | is a folder
          FOLDER/platform.json          | PIPE     | is not a regular file
          FOLDER/platform.json          | HUGE     | is larger than 2097152 bytes
          FOLDER/platform.json          | LOOP     | cannot be read: 'FileSystemLoopException'
          FOLDER/chassisdb.conf         | MISSING  |
          FOLDER/chassisdb.conf         | FOLDER   | is a folder
          FOLDER/chassisdb.conf         | PIPE     | is not a regular file
          FOLDER/chassisdb.conf         | LOOP     | cannot be read: 'FileSystemLoopException'
          FOLDER/HWSKU/0/port_config.ini| MISSING  |
          FOLDER/HWSKU/0/port_config.ini| FOLDER   | is a folder
          FOLDER/HWSKU/0/port_config.ini| PIPE     | is not a regular file
          FOLDER/HWSKU/0/port_config.ini| LOOP     | cannot be read: 'FileSystemLoopException'
          """)
  void aDamagedFileIsComplainedOfOnceAndIsAsGoodAsMissing(
      String name, Damage damage, String problem) throws Exception {
    Device device = Device.named("voq-linecard");
    String file = name.replace("FOLDER", FOLDER).replace("HWSKU", "Example-LC36");
    copy(device.root());
    write(FOLDER + "/platform.json", "{\"DPUS\": {\"dpu0\": {}}}");
    Damage.MISSING.inflict(at(file));
    DeviceFacts without = read(ImmutableMap.of(), device.metadata());
    copy(device.root());

    damage.inflict(at(file));
    DeviceFacts facts =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30), () -> read(ImmutableMap.of(), device.metadata()));

    assertThat(lines(facts)).isEqualTo(lines(without));
    assertThat(without.complaints()).isEmpty();
    assertThat(facts.complaints().stream().map(Complaint::toString).distinct())
        .startsWith(problem == null ? new String[0] : new String[] {file + ": " + problem})
        .hasSameSizeAs(facts.complaints())
        .allSatisfy(complaint -> assertThat(complaint).startsWith(file + ": "));
    assertThat(facts.complaints().isEmpty()).isEqualTo(problem == null);
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "257", "two", "99999999999", "''", "1.5", "0x2"})
  void aCountOfAsicsThatCannotBeIsRefused(String count) throws IOException {
    write(FOLDER + "/asic.conf", "NUM_ASIC=" + count + "\n");

    DeviceFacts facts = readNamed();

    assertThat(facts.asicCount()).isEqualTo(Fact.assumed(1));
    assertThat(complaints(facts))
        .containsExactly(
            FOLDER + "/asic.conf: NUM_ASIC is no number from 1 to 256: '" + count + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "NUM_ASIC=256, 256",
    "num_asic = 3, 3",
    "'Num_Asic=\"6\"', 6",
    "'NUM_ASIC=2\r\nNUM_ASIC=4', 4",
    "'# NUM_ASIC=9\n\nNUM_ASIC=5', 5"
  })
  void theCountOfAsicsIsReadAsAShellWould(String text, int count) throws IOException {
    write(FOLDER + "/asic.conf", text);

    DeviceFacts facts = readNamed();

    assertThat(facts.asicCount()).isEqualTo(new Fact<>(count, FOLDER + "/asic.conf"));
    assertThat(facts.complaints()).isEmpty();
  }

  @Test
  void theFirstLineThatIsNoSettingIsComplainedOfAndTheOthersCount() throws IOException {
    write(FOLDER + "/asic.conf", "# fine\nwhat is\u0007this\nneither this\n=x\nNUM_ASIC=3\n");

    DeviceFacts facts = readNamed();

    assertThat(facts.asicCount().value()).isEqualTo(3);
    assertThat(complaints(facts))
        .containsExactly(FOLDER + "/asic.conf: line 2 is not KEY=value: 'what is\\u0007this'");
  }

  @Test
  void aFlagIsZeroOrOne() throws IOException {
    write(FOLDER + "/platform_env.conf", "macsec_enabled=yes\n");

    DeviceFacts facts = readNamed();

    assertThat(facts.macsecSupported()).isEqualTo(Fact.assumed(false));
    assertThat(complaints(facts))
        .containsExactly(FOLDER + "/platform_env.conf: macsec_enabled is neither 0 nor 1: 'yes'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"DPUS": ["dpu0"]}          | 0 | DPUS is not an object
          {"DPUS": 4}                 | 0 | DPUS is not an object
          {"DPUS": {"a":{}}} {}       | 0 | is not JSON (line 1)
          [1, 2]                      | 0 | holds no JSON object
          null                        | 0 | holds no JSON object
          {"dpus": {"a":{}, "b":{}}}  | 2 |
          {"DPUS": {}}                | 0 |
          """)
  void dpusAreCountedInAnObject(String json, int dpus, String problem) throws IOException {
    write(FOLDER + "/platform.json", json);

    DeviceFacts facts = readNamed();

    assertThat(facts.dpuCount().value()).isEqualTo(dpus);
    assertThat(complaints(facts))
        .isEqualTo(
            problem == null
                ? ImmutableList.of()
                : ImmutableList.of(FOLDER + "/platform.json: " + problem));
  }

  @Test
  void moreDpusThanCanBeAreRefused() throws IOException {
    String members =
        Stream.iterate(0, i -> i + 1)
            .limit(257)
            .map(i -> "\"d" + i + "\": {}")
            .collect(Collectors.joining(","));
    write(FOLDER + "/platform.json", "{\"DPUS\": {" + members + "}}");

    DeviceFacts facts = readNamed();

    assertThat(facts.dpuCount()).isEqualTo(Fact.assumed(0));
    assertThat(complaints(facts))
        .containsExactly(FOLDER + "/platform.json: DPUS has 257 members, more than 256");
  }

  @Test
  void deeplyNestedJsonIsRefused() throws IOException {
    write(FOLDER + "/platform.json", "[".repeat(1_000_000));

    assertThat(complaints(readNamed())).containsExactly(FOLDER + "/platform.json: is not JSON");
  }

  @Test
  void aYamlThatMultipliesItselfCostsNothing() throws IOException {
    StringBuilder yaml = new StringBuilder("a0: &a0 x\n");
    for (int i = 1; i < 40; i++) {
      yaml.append(String.format("a%d: &a%d [%s]%n", i, i, ("*a" + (i - 1) + ",").repeat(9)));
    }
    write("/etc/sonic/sonic_version.yml", yaml + "asic_type: vs\n");

    DeviceFacts facts = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> readNamed());

    assertThat(facts.asicType()).map(Fact::value).contains("vs");
  }

  @Test
  void anAsicTypeThatIsNoTextIsNone() throws IOException {
    write("/etc/sonic/sonic_version.yml", "asic_type: [vs]\n");

    assertThat(complaints(readNamed()))
        .containsExactly("/etc/sonic/sonic_version.yml: tells no asic_type");
  }

  @Test
  void theEnvironmentNamesThePlatformBeforeAnyFile() throws IOException {
    write("/host/machine.conf", "onie_platform=other\n");
    Files.createDirectories(at(FOLDER));

    DeviceFacts facts = readNamed();

    assertThat(facts.platform()).contains(new Fact<>(PLATFORM, "environment PLATFORM"));
    assertThat(facts.platformFolder()).contains(new Fact<>(FOLDER, FOLDER));
  }

  @Test
  void emptyNamesOfThePlatformAreNone() throws IOException {
    write("/host/machine.conf", "onie_platform=\naboot_platform=second\n");

    assertThat(read(ImmutableMap.of("PLATFORM", ""), ImmutableMap.of()).platform())
        .contains(new Fact<>("second", "/host/machine.conf"));
  }

  @Test
  void theMountedPlatformFolderComesFirst() throws IOException {
    write(FOLDER + "/asic.conf", "NUM_ASIC=2");
    write("/usr/share/sonic/platform/asic.conf", "NUM_ASIC=3");

    assertThat(readNamed().asicCount())
        .isEqualTo(new Fact<>(3, "/usr/share/sonic/platform/asic.conf"));
  }

  @Test
  void linksAreFollowedInsideTheRootFolder() throws IOException {
    write(FOLDER + "/asic.conf", "NUM_ASIC=2");
    Files.createSymbolicLink(at("/usr/share/sonic/platform"), Path.of(FOLDER));
    write("/outside", "onie_platform=inside\n");
    Files.createDirectories(at("/host"));
    Files.createSymbolicLink(
        at("/host/machine.conf"), Path.of("../".repeat(30) + "host/./../outside"));

    DeviceFacts facts = read(ImmutableMap.of(), ImmutableMap.of());

    assertThat(facts.asicCount().value()).isEqualTo(2);
    assertThat(facts.platform()).map(Fact::value).contains("inside");
  }

  @ParameterizedTest
  @CsvSource({"..", "../../../../etc", ".", "a/b", "'a\u0000b'", "'a\nb'"})
  void aNameThatIsNoFolderNameReachesNoPath(String name) throws IOException {
    write("/etc/asic.conf", "NUM_ASIC=7");
    ImmutableMap<String, ImmutableMap<String, String>> metadata =
        ImmutableMap.of("localhost", ImmutableMap.of("hwsku", name));
    Files.createDirectories(at(FOLDER));

    DeviceFacts bySku = read(ImmutableMap.of("PLATFORM", PLATFORM), metadata);
    DeviceFacts byPlatform = read(ImmutableMap.of("PLATFORM", name), ImmutableMap.of());

    assertThat(bySku.ethernetPortsPresent().value()).isFalse();
    assertThat(complaints(bySku))
        .singleElement()
        .asString()
        .startsWith("DEVICE_METADATA|localhost hwsku: is no name of a folder: '");
    assertThat(byPlatform.platformFolder()).isEmpty();
    assertThat(complaints(byPlatform))
        .singleElement()
        .asString()
        .startsWith("environment PLATFORM: is no name of a folder: '");
  }

  @Test
  void aNameThatTheSystemCannotTakeIsComplainedOf() throws IOException {
    Files.createDirectories(at(FOLDER));

    DeviceFacts facts =
        read(
            ImmutableMap.of("PLATFORM", PLATFORM),
            ImmutableMap.of("localhost", ImmutableMap.of("hwsku", "x".repeat(300))));

    assertThat(complaints(facts))
        .hasSize(2)
        .allSatisfy(complaint -> assertThat(complaint).contains("cannot be read: '"));
  }

  @ParameterizedTest
  @CsvSource({
    "vs,       dummy-sup,      supervisor=1, false, supervisor packet",
    "vs,       voq,            supervisor=0, false, linecard packet",
    "vs,       voq,            supervisor=0, true,  linecard voq",
    "vs,       chassis-packet, ,             false, linecard packet",
    "vs,       switch,         ,             true,  none",
    "broadcom, dummy-sup,      supervisor=1, true,  none",
    "broadcom, voq,            ,             false, none",
    "broadcom, fabric,         SUPERVISOR=1, true,  supervisor voq",
    "broadcom, voq,            disaggregated_chassis=1, true, none",
    "broadcom, chassis-packet, supervisor=1, false, supervisor packet"
  })
  void aChassisIsKnownByItsSwitchTypeAndFiles(
      String asicType, String switchType, String setting, boolean database, String chassis)
      throws IOException {
    write("/etc/sonic/sonic_version.yml", "asic_type: " + asicType + "\n");
    write(FOLDER + "/platform_env.conf", setting == null ? "" : setting);
    if (database) {
      write(FOLDER + "/chassisdb.conf", "");
    }

    DeviceFacts facts =
        read(
            ImmutableMap.of("PLATFORM", PLATFORM),
            ImmutableMap.of("localhost", ImmutableMap.of("switch_type", switchType)));

    assertThat(text(facts.chassis().value())).isEqualTo(chassis);
  }

  @Test
  void ofManyAsicsTheFirstOnesPortsCount() throws IOException {
    ImmutableMap<String, ImmutableMap<String, String>> metadata =
        ImmutableMap.of("localhost", ImmutableMap.of("hwsku", "S"));
    write(FOLDER + "/asic.conf", "NUM_ASIC=2");
    write(FOLDER + "/S/port_config.ini", "");

    assertThat(read(ImmutableMap.of("PLATFORM", PLATFORM), metadata).ethernetPortsPresent().value())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"interfaces": {"Ethernet0": {}}} | true
          {"Interfaces": {"Ethernet0": {}}} | true
          {"interfaces": {}}                | false
          {"chassis": {}}                   | false
          """)
  void aLayoutOfPortsCountsOnlyWithInterfaces(String json, boolean present) throws IOException {
    write(FOLDER + "/S/hwsku.json", "{}");
    write(FOLDER + "/platform.json", json);

    DeviceFacts facts =
        read(
            ImmutableMap.of("PLATFORM", PLATFORM),
            ImmutableMap.of("localhost", ImmutableMap.of("hwsku", "S")));

    assertThat(facts.ethernetPortsPresent().value()).isEqualTo(present);
  }

  private DeviceFacts readNamed() {
    return read(ImmutableMap.of("PLATFORM", PLATFORM), ImmutableMap.of());
  }

  private DeviceFacts read(
      Map<String, String> environment,
      ImmutableMap<String, ImmutableMap<String, String>> metadata) {
    return new DeviceFactsReader(root, environment).read(metadata);
  }

  private Path at(String file) {
    return root.resolve(file.substring(1));
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(at(file).getParent());
    Files.writeString(at(file), text, UTF_8);
  }

  private void copy(Path from) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        write("/" + from.relativize(file), Files.readString(file));
      }
    }
  }

  private static ImmutableList<String> complaints(DeviceFacts facts) {
    return facts.complaints().stream()
        .map(Complaint::toString)
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<String> lines(DeviceFacts facts) {
    return ImmutableList.of(
        "platform " + line(facts.platform()),
        "folder " + line(facts.platformFolder()),
        "asics " + line(facts.asicCount()),
        "dpus " + line(facts.dpuCount()),
        "dpu " + line(yesNo(facts.dpu())),
        "chassis " + line(new Fact<>(text(facts.chassis().value()), facts.chassis().source())),
        "macsec " + line(yesNo(facts.macsecSupported())),
        "ports " + line(yesNo(facts.ethernetPortsPresent())),
        "asic-type " + line(facts.asicType()),
        "type " + line(facts.deviceType()));
  }

  private static String text(Optional<Chassis> chassis) {
    return chassis
        .map(found -> found.moduleType().text() + " " + found.chassisType().text())
        .orElse("none");
  }

  private static Fact<String> yesNo(Fact<Boolean> fact) {
    return new Fact<>(fact.value() ? "yes" : "no", fact.source());
  }

  private static String line(Optional<? extends Fact<?>> fact) {
    return fact.map(DeviceFactsReaderTest::line).orElse("none");
  }

  private static String line(Fact<?> fact) {
    return fact.value() + " from " + fact.source();
  }
}
