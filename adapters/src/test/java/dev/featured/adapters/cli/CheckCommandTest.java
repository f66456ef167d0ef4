package dev.featured.adapters.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code featured check}: what is foretold of which configuration, and what is complained of. */
class CheckCommandTest {
  private static final String TOR = TestResource.root("tor").toString();

  @TempDir private Path folder;

  private static String config(String features, String metadata) {
    return "{\"PORT\": {\"Ethernet0\": {\"lanes\": \"1,2\", \"mtu\": 9100}},\n \"FEATURE\": "
        + features
        + ",\n \"DEVICE_METADATA\": "
        + metadata
        + "}";
  }

  private static CommandRun check(String features, String... options) {
    String[] arguments = new String[options.length + 4];
    arguments[0] = "check";
    arguments[1] = "-";
    arguments[2] = "--root";
    arguments[3] = TOR;
    System.arraycopy(options, 0, arguments, 4, options.length);
    return CommandRun.withInput(config(features, TestResource.metadata("tor")), arguments);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("config_db.json"), text);
  }

  // What is foretold.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tor",
        "dualtor",
        "spine",
        "packet-linecard",
        "virtual-supervisor",
        "dpu",
        "multi-asic",
        "smartswitch"
      })
  void foretellsWhatTheSameTableComesToOnEachDevice(String device) throws IOException {
    Path config =
        file(config(TestResource.text("check/FEATURE.json"), TestResource.metadata(device)));

    CommandRun run =
        CommandRun.of("check", config.toString(), "--root", TestResource.root(device).toString());

    assertThat(run.out()).isEqualTo(TestResource.text("check/" + device + ".txt"));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"txt,", "json,--json"})
  void saysOfEachBadRowWhatIsWrongWithIt(String form, String option) {
    CommandRun run =
        check(
            TestResource.text("check/bad/FEATURE.json"),
            option == null ? new String[0] : new String[] {option});

    assertThat(run.out()).isEqualTo(TestResource.text("check/bad/tor." + form));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void printsJsonForPrograms() {
    CommandRun run = check(TestResource.text("check/FEATURE.json"), "--json");

    assertThat(run.out()).isEqualTo(TestResource.text("check/tor.json"));
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''            | start telemetry.service; auto-restart no
          telemetry     | leave alone: it is excluded
          bgp,telemetry | leave alone: it is excluded
          bgp           | start telemetry.service; auto-restart no
          """)
  void leavesAloneWhatTheOptionNames(String excluded, String told) {
    CommandRun run = check("{\"telemetry\": {\"state\": \"enabled\"}}", "--exclude", excluded);

    assertThat(run.out()).contains("\ntelemetry  " + told + "\n");
  }

  @Test
  void anExcludedRowIsNotLookedAt() {
    CommandRun run = check("{\"telemetry\": {\"state\": 7}, \"frr_bmp\": null}");

    assertThat(run.out()).endsWith("\n2 features, no complaints\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void thePlatformMayComeFromTheEnvironmentAsForTheDaemon() {
    CommandRun run =
        CommandRun.of(
            ImmutableMap.of("PLATFORM", "x86_64-example_s64-r0"),
            new ByteArrayInputStream(config("{}", "{}").getBytes(UTF_8)),
            "check",
            "-",
            "--root",
            TOR);

    assertThat(run.out())
        .isEqualTo(
            "On platform x86_64-example_s64-r0, device type unknown\n\nno features, no complaints\n");
  }

  @Test
  void aBrokenFileOfTheDeviceIsComplainedOf() throws IOException {
    Path root = Files.createDirectories(folder.resolve("root"));
    Files.writeString(Files.createDirectories(root.resolve("host")).resolve("machine.conf"), "?");

    CommandRun run =
        CommandRun.withInput(config("{}", "{}"), "check", "-", "--root", root.toString());

    assertThat(run.out())
        .endsWith(
            """
            no features, 2 complaints
              /host/machine.conf: line 1 is not KEY=value: '?'
              /host/machine.conf: names no platform (onie_platform or aboot_platform)
            """);
    assertThat(run.exitCode()).isEqualTo(1);
  }

  // Tables and files that are none.

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                    ~ standard input: has no table FEATURE
          {"feature": {}}                       ~ standard input: has no table FEATURE
          {"FEATURE": null}                     ~ standard input: FEATURE is 'null': it must be an object, not a JSON null
          {"FEATURE": ["bgp"]}                  ~ standard input: FEATURE is '["bgp"]': it must be an object, not a JSON array
          {"FEATURE": {}, "DEVICE_METADATA": 7} ~ standard input: DEVICE_METADATA is '7': it must be an object, not a JSON number
          {"FEATURE": {}, "DEVICE_METADATA": {"localhost": "x"}} ~ DEVICE_METADATA|localhost: the row is '"x"': it must be an object, not a JSON string
          {"FEATURE": {}, "DEVICE_METADATA": {"localhost": {"type": "x", "bgp_asn": 65100}}} ~ DEVICE_METADATA|localhost: field 'bgp_asn' is '65100': it must be a text, not a JSON number
          """)
  void aTableThatIsNoneIsComplainedOf(String config, String complaint) {
    CommandRun run = CommandRun.withInput(config, "check", "-", "--root", TOR);

    assertThat(run.out()).endsWith("\nno features, 1 complaint\n  " + complaint + "\n");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(1);
  }

  /** In the texts, {@code ;} stands for the end of a line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          ``                       ~ is empty
          `  ;  `                  ~ is empty
          []                       ~ holds no JSON object
          null                     ~ holds no JSON object
          "FEATURE"                ~ holds no JSON object
          {;  "FEATURE": {;        ~ is not JSON: 'Unexpected end-of-input: expected close marker for Object' (line 3, column 1)
          {;  "FEATURE": {},;}     ~ is not JSON: 'Unexpected character ('}' (code 125)): was expecting double-quote to start field'... (85 characters) (line 3, column 1)
          {"FEATURE": {}} {}       ~ goes on after its JSON object (line 1, column 17)
          {"FEATURE": {}} x        ~ is not JSON: 'Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or tok'... (109 characters) (line 1, column 18)
          {"FEATURE": {;"bgp": {},;"bgp": {}}}       ~ is not JSON: 'Duplicate field 'bgp'' (line 3, column 6)
          {"FEATURE": {"bgp": {"state": "", "state": ""}}} ~ is not JSON: 'Duplicate field 'state'' (line 1, column 42)
          {"FEATURE": {},;"FEATURE": {}}             ~ is not JSON: 'Duplicate field 'FEATURE'' (line 2, column 10)
          {"FEATURE": {"bgp": {"state": 'enabled'}}} ~ is not JSON: 'Unexpected character (''' (code 39)): expected a valid value (JSON String, Numbe'... (132 characters) (line 1, column 31)
          """)
  void aFileThatIsNotOneJsonObjectIsOneClearLine(String text, String problem) throws IOException {
    Path config = file(text.replace(';', '\n'));

    assertRefused(CommandRun.of("check", config.toString(), "--root", TOR), config, problem);
    assertRefused(
        CommandRun.of("check", config.toString(), "--root", TOR, "--json"), config, problem);
  }

  @Test
  void aFileThatIsNotThereIsOneClearLine() {
    Path config = folder.resolve("config_db.json");

    assertRefused(CommandRun.of("check", config.toString()), config, "does not exist");
  }

  @Test
  void aFolderIsOneClearLine() {
    assertRefused(CommandRun.of("check", folder.toString()), folder, "is a folder");
  }

  @Test
  void tenMegabytesOfNonsenseAreOneClearLine() throws IOException {
    Path config = file("nonsense".repeat(10 << 17));

    assertRefused(
        CommandRun.of("check", config.toString()),
        config,
        "is not JSON: 'Unrecognized token "
            + "'nonsensenonsensenonsensenonsensenonsensenonsensenonsensenons'"
            + "... (367 characters) (line 1, column 257)");
  }

  @Test
  void aFileThatIsTooLargeIsOneClearLine() throws IOException {
    Path config = file(" ".repeat((16 << 20) + 1));

    assertRefused(
        CommandRun.of("check", config.toString()), config, "is larger than 16777216 bytes");
  }

  @Test
  void theLargestFileIsRead() throws IOException {
    String text = config("{\"bgp\": {\"state\": \"enabled\"}}", "{}");
    Path config = file(text + " ".repeat((16 << 20) - text.length()));

    assertThat(CommandRun.of("check", config.toString(), "--root", TOR).exitCode()).isZero();
  }

  @Test
  void whatIsNotUtf8IsOneClearLineThatSaysWhere() throws IOException {
    Path config = folder.resolve("config_db.json");
    Files.write(config, "{\n \"\u00ff\": \"\"}".getBytes(ISO_8859_1));

    assertRefused(
        CommandRun.of("check", config.toString()), config, "is not UTF-8 (line 2, column 3)");
  }

  @Test
  void aCharacterThatIsCutOffAtTheEndIsNotUtf8() throws IOException {
    Path config = folder.resolve("config_db.json");
    Files.write(config, new byte[] {'{', '}', (byte) 0xc3});

    assertRefused(
        CommandRun.of("check", config.toString()), config, "is not UTF-8 (line 1, column 3)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"FEATURE\": ", "{\"PORT\": ", ""})
  void whatIsNestedTooDeeplyIsOneClearLine(String before) throws IOException {
    Path config = file(before + "{\"a\":".repeat(1_000_000));

    CommandRun run = CommandRun.of("check", config.toString());

    assertThat(run.err())
        .startsWith(config + " is nested too deeply, or holds too long a text or number (line 1, ")
        .hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void aBrokenStandardInputIsOneClearLine() throws IOException {
    try (InputStream broken = Files.newInputStream(folder)) {
      CommandRun run = CommandRun.of(ImmutableMap.of(), broken, "check", "-");

      assertThat(run.err()).startsWith("standard input cannot be read: ").hasLineCount(1);
      assertThat(run.out()).isEmpty();
      assertThat(run.exitCode()).isEqualTo(1);
    }
  }

  private static void assertRefused(CommandRun run, Path config, String problem) {
    assertThat(run).isEqualTo(new CommandRun(1, "", config + " " + problem + "\n"));
  }

  // Command lines that cannot be understood.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          check                       | Missing required parameter: 'FILE'
          check -- a b                | Unmatched argument at index 3: 'b'
          check - --jsn               | Unknown option: '--jsn'
          check - --root              | Missing required parameter for option '--root' (DIR)
          check - --root /nowhere/x   | --root is no folder: /nowhere/x
          """)
  void aWrongCommandLineExitsWith2(String arguments, String message) {
    CommandRun run = CommandRun.of(arguments.split(" "));

    assertThat(run.err()).startsWith(message);
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(2);
  }
}
