package dev.featured.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.featured.adapters.redis.RunningRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

/** {@code featured facts}, on a real Redis that holds the DEVICE_METADATA of each device. */
class FactsCommandTest {
  @TempDir private Path folder;
  private RunningRedis redis;
  private Jedis configDb;
  private String databaseConfig;

  @BeforeEach
  void startRedis() throws IOException {
    redis = RunningRedis.startIn(folder);
    configDb = redis.client(4);
    databaseConfig =
        Files.writeString(
                folder.resolve("database_config.json"),
                String.format(
                    """
                    {"INSTANCES": {"redis": {"hostname": "127.0.0.1", "port": 1,
                                             "unix_socket_path": "%s"}},
                     "DATABASES": {"APPL_DB":   {"id": 0, "separator": ":", "instance": "redis"},
                                   "CONFIG_DB": {"id": 4, "separator": "|", "instance": "redis"},
                                   "STATE_DB":  {"id": 6, "separator": "|", "instance": "redis"}}}
                    """,
                    redis.socket()))
            .toString();
  }

  @AfterEach
  void stopRedis() throws IOException {
    configDb.close();
    redis.close();
  }

  private void configure(String device) throws IOException {
    JsonNode rows = JsonMapper.builder().build().readTree(TestResource.metadata(device));
    for (var row : rows.properties()) {
      for (var field : row.getValue().properties()) {
        configDb.hset(
            "DEVICE_METADATA|" + row.getKey(), field.getKey(), field.getValue().textValue());
      }
    }
  }

  private CommandRun facts(String device, String... options) {
    String[] arguments = new String[options.length + 5];
    arguments[0] = "facts";
    arguments[1] = "--root";
    arguments[2] = TestResource.root(device).toString();
    arguments[3] = "--db-config";
    arguments[4] = databaseConfig;
    System.arraycopy(options, 0, arguments, 5, options.length);
    return CommandRun.of(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tor", "spine", "voq-supervisor", "multi-asic", "smartswitch", "dpu"})
  void printsWhatIsKnownOfEachDevice(String device) throws IOException {
    configure(device);

    CommandRun run = facts(device);

    assertThat(run.out()).isEqualTo(TestResource.text("facts/" + device + ".txt"));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"voq-supervisor", "tor"})
  void printsJsonForPrograms(String device) throws IOException {
    configure(device);

    CommandRun run = facts(device, "--json");

    assertThat(run.out()).isEqualTo(TestResource.text("facts/" + device + ".json"));
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void aRedisThatIsAwayIsOneLineAndNoFailure() throws IOException {
    redis.close();

    CommandRun run = facts("voq-supervisor");

    assertThat(run.out())
        .contains("\nASICs            8  ", "\nchassis          none  ")
        .containsPattern("\n\nDEVICE_METADATA is not read: Redis redis \\(.*r.sock.*\\): .*\n$");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void aDatabaseConfigThatIsMissingIsToldAndNoFailure() throws IOException {
    CommandRun run =
        CommandRun.of("facts", "--json", "--db-config", "/nowhere/database_config.json");

    JsonNode metadata =
        JsonMapper.builder().build().readTree(run.out()).required("device_metadata");
    assertThat(metadata.toString())
        .isEqualTo("{\"read\":false,\"problem\":\"/nowhere/database_config.json does not exist\"}");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void otherFilesAreNotMixedWithThisMachinesMetadata() {
    CommandRun run = CommandRun.of("facts", "--root", TestResource.root("tor").toString());

    assertThat(run.out())
        .endsWith(
            "\n\nDEVICE_METADATA is not read: --root names other files than this machine's, and no"
                + " --db-config their Redis\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void aBrokenFileIsComplainedOfBelowTheFacts() throws IOException {
    Path root = Files.createDirectories(folder.resolve("root"));
    Files.writeString(
        Files.createDirectories(root.resolve("host")).resolve("machine.conf"),
        "onie_platform=x\u001b[2J\u2028y\n?\u0007\n");

    CommandRun run = CommandRun.of("facts", "--root", root.toString());

    assertThat(run.out())
        .contains("\nplatform         x\\u001b[2J\\u2028y  /host/machine.conf\n")
        .endsWith(
            """

            Complaints:
              /host/machine.conf: line 2 is not KEY=value: '?\\u0007'
              /host/machine.conf: is no name of a folder: 'x\\u001b[2J\\u2028y'
            """);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(CommandRun.of("facts", "--json", "--root", root.toString()).out())
        .endsWith(
            """
              "complaints" : [ {
                "about" : "/host/machine.conf",
                "problem" : "line 2 is not KEY=value: '?\\\\u0007'"
              }, {
                "about" : "/host/machine.conf",
                "problem" : "is no name of a folder: 'x\\\\u001b[2J\\\\u2028y'"
              } ]
            }
            """);
  }

  @Test
  void aRootThatIsNoFolderIsAWrongCommandLine() {
    CommandRun run = CommandRun.of("facts", "--root", "/nowhere/x");

    assertThat(run.err()).startsWith("--root is no folder: /nowhere/x\n");
    assertThat(run.exitCode()).isEqualTo(2);
  }
}
