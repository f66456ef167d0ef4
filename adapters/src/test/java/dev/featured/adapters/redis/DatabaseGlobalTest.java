package dev.featured.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.adapters.redis.DatabaseConfig.Database;
import dev.featured.adapters.redis.DatabaseConfig.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatabaseGlobalTest {
  private static final String OF_TWO_ASICS =
      """
      {"INCLUDES": [{"include": "database_config.json"},
                    {"namespace": "asic0", "include": "../redis0/database_config.json"},
                    {"namespace": "asic1", "include": "%s/redis1/database_config.json"}],
       "VERSION": "1.0"}
      """;

  @TempDir private Path folder;
  private Path file;
  private Path hostFile;

  @BeforeEach
  void layOut() throws IOException {
    hostFile = writeConfig("sonic-db", "redis");
    writeConfig("redis0", "redis0");
    writeConfig("redis1", "redis1");
    file = folder.resolve("sonic-db/database_global.json");
  }

  private Path writeConfig(String folderName, String instance) throws IOException {
    Files.createDirectories(folder.resolve(folderName));
    return Files.writeString(
        folder.resolve(folderName + "/database_config.json"),
        """
        {"INSTANCES": {"redis": {"hostname": "127.0.0.1", "port": 6379,
                                 "unix_socket_path": "/var/run/redis/%s.sock"}},
         "DATABASES": {"APPL_DB":   {"id": 0, "separator": ":", "instance": "redis"},
                       "CONFIG_DB": {"id": 4, "separator": "|", "instance": "redis"},
                       "STATE_DB":  {"id": 6, "separator": "|", "instance": "redis"}}}
        """
            .formatted(instance));
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  private static DatabaseConfig databases(String socket) {
    Instance instance =
        new Instance(
            "redis", "127.0.0.1", 6379, Optional.of(Path.of("/var/run/redis/" + socket + ".sock")));
    return new DatabaseConfig(
        new Database(4, "|", instance),
        new Database(6, "|", instance),
        new Database(0, ":", instance));
  }

  private static DatabaseGlobal ofTwoAsics(String hostSocket) {
    return new DatabaseGlobal(
        databases(hostSocket),
        ImmutableSortedMap.of("asic0", databases("redis0"), "asic1", databases("redis1")));
  }

  @Test
  void readsTheHostAndTheNamespacesRelativeToTheFileItself() throws IOException {
    write(OF_TWO_ASICS.formatted(folder));

    assertThat(DatabaseGlobal.read(file)).isEqualTo(ofTwoAsics("redis"));
  }

  @Test
  void readsTheFileBesideTheHosts() throws IOException {
    write(OF_TWO_ASICS.formatted(folder));

    assertThat(DatabaseGlobal.readBeside(hostFile)).isEqualTo(ofTwoAsics("redis"));
  }

  @Test
  void aSwitchWithoutTheFileHasNoNamespaces() {
    assertThat(DatabaseGlobal.readBeside(hostFile))
        .isEqualTo(DatabaseGlobal.of(databases("redis")));
  }

  @Test
  void theHostsDatabasesAreThoseOfTheFileThatIsNamedForIt() throws IOException {
    write(OF_TWO_ASICS.formatted(folder).replace("{\"include\": \"database_config.json\"},", ""));

    assertThat(DatabaseGlobal.read(file, writeConfig("elsewhere", "another")))
        .isEqualTo(ofTwoAsics("another"));
  }

  @Test
  void anEmptyNamespaceIsTheHost() throws IOException {
    write(
        OF_TWO_ASICS
            .formatted(folder)
            .replace("{\"include\"", "{\"namespace\": \"\", \"include\""));

    assertThat(DatabaseGlobal.read(file)).isEqualTo(ofTwoAsics("redis"));
  }

  @Test
  void aDpusEntryIsPassedOver() throws IOException {
    write(
        OF_TWO_ASICS
            .formatted(folder)
            .replace(
                "[",
                "[{\"container_name\": \"dpu0\", \"include\": \"dpu0/database_config.json\"},"));

    assertThat(DatabaseGlobal.read(file)).isEqualTo(ofTwoAsics("redis"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "\"INCLUDES\";\"includes\";'INCLUDES' must be a list and is missing",
        "[{\"include\":;[7, {\"include\":;'INCLUDES[0]' must be an object, not '7'",
        "\"../redis0/database_config.json\";7;"
            + "'INCLUDES[1].include' must be a text that is not empty, not '7'",
        "\"asic0\", \"include\":;\"asic0\", \"file\":;"
            + "'INCLUDES[1].include' must be a text that is not empty and is missing",
        "\"database_config.json\";\"\\u0000\";"
            + "'INCLUDES[0].include' must be a path, not '\"\\u0000\"'",
        "\"asic0\";[];'INCLUDES[1].namespace' must be a text that is not empty, not '[]'",
        "\"asic1\";\"asic0\";'INCLUDES[2]' names the namespace 'asic0' once more",
        "\"namespace\": \"asic1\",;;'INCLUDES[2]' is the host's, and so is 'INCLUDES[0]'",
        "{\"include\": \"database_config.json\"},;;"
            + "no entry of 'INCLUDES' is the host's, one without 'namespace'",
        "../redis0;../redis1;"
            + "'INCLUDES[2]' gives 'asic1' the same databases as the namespace 'asic0' has",
        "../redis0/;;'INCLUDES[1]' gives 'asic0' the same databases as the host has",
      })
  void namesTheEntryThatIsWrong(String right, String wrong, String complaint) throws IOException {
    write(OF_TWO_ASICS.formatted(folder).replace(right, wrong == null ? "" : wrong));

    assertThatExceptionOfType(DatabaseConfigException.class)
        .isThrownBy(() -> DatabaseGlobal.read(file))
        .withMessage(file + ": " + complaint);
  }

  @Test
  void namesTheIncludedFileThatIsMissing() throws IOException {
    write(OF_TWO_ASICS.formatted(folder).replace("../redis0", "../redis7"));

    assertThatExceptionOfType(DatabaseConfigException.class)
        .isThrownBy(() -> DatabaseGlobal.read(file))
        .withMessage(
            file
                + ": 'INCLUDES[1]' names a file that cannot be used: "
                + folder.resolve("sonic-db/../redis7/database_config.json")
                + " does not exist");
  }

  @Test
  void namesTheIncludedFileThatIsBroken() throws IOException {
    write(OF_TWO_ASICS.formatted(folder));
    Path broken = folder.resolve("redis1/database_config.json");
    Files.writeString(broken, "{\"INSTANCES\":");

    assertThatExceptionOfType(DatabaseConfigException.class)
        .isThrownBy(() -> DatabaseGlobal.readBeside(hostFile))
        .withMessageStartingWith(
            file + ": 'INCLUDES[2]' names a file that cannot be used: " + broken + " is not JSON: ")
        .withMessageNotContaining("\n");
  }

  @Test
  void saysThatTheFileIsMissingOrBroken() throws IOException {
    assertThatExceptionOfType(DatabaseConfigException.class)
        .isThrownBy(() -> DatabaseGlobal.read(file))
        .withMessage(file + " does not exist");

    write("x");
    assertThatExceptionOfType(DatabaseConfigException.class)
        .isThrownBy(() -> DatabaseGlobal.readBeside(hostFile))
        .withMessageStartingWith(file + " is not JSON: ");
  }
}
