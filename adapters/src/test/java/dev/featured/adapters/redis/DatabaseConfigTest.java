package dev.featured.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.featured.adapters.redis.DatabaseConfig.Database;
import dev.featured.adapters.redis.DatabaseConfig.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseConfigTest {
  private static final String ON_A_SWITCH =
      """
      {"INSTANCES": {"redis": {"hostname": "127.0.0.1", "port": 6379,
                               "unix_socket_path": "/var/run/redis/redis.sock", "persistence": 1},
                     "chassis": {"hostname": "redis_chassis.server", "port": 6380}},
       "DATABASES": {"APPL_DB":   {"id": 0, "separator": ":", "instance": "chassis"},
                     "CONFIG_DB": {"id": 4, "separator": "|", "instance": "redis"},
                     "STATE_DB":  {"id": 6, "separator": "|", "instance": "redis"},
                     "OTHER_DB":  {"id": "?"}},
       "VERSION": "1.0"}
      """;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("database_config.json");
  }

  @Test
  void readsTheFileOfASwitch() throws IOException {
    Files.writeString(file, ON_A_SWITCH);

    Instance redis =
        new Instance("redis", "127.0.0.1", 6379, Optional.of(Path.of("/var/run/redis/redis.sock")));
    Instance chassis = new Instance("chassis", "redis_chassis.server", 6380, Optional.empty());
    assertThat(DatabaseConfig.read(file))
        .isEqualTo(
            new DatabaseConfig(
                new Database(4, "|", redis),
                new Database(6, "|", redis),
                new Database(0, ":", chassis)));
  }

  @Test
  void knowsWhichDatabasesShareAnInstance() throws IOException {
    Files.writeString(file, ON_A_SWITCH);

    DatabaseConfig databases = DatabaseConfig.read(file);

    assertThat(databases.configDb().sharesInstanceWith(databases.stateDb())).isTrue();
    assertThat(databases.configDb().sharesInstanceWith(databases.applDb())).isFalse();
  }

  @Test
  void saysThatTheFileIsMissing() {
    assertThatExceptionOfType(DatabaseConfigException.class)
        .isThrownBy(() -> DatabaseConfig.read(file))
        .withMessage(file + " does not exist");
  }

  @Test
  void saysThatTheFileCannotBeRead() {
    assertThatExceptionOfType(DatabaseConfigException.class)
        .isThrownBy(() -> DatabaseConfig.read(folder))
        .withMessageStartingWith(folder + " cannot be read: ");
  }

  static Stream<Arguments> wrongFields() {
    String number = " must be a number from 0 to 2147483647";
    String text = " must be a text that is not empty";
    String object = " must be an object and is missing";
    return Stream.of(
        Arguments.of("\"CONFIG_DB\"", "\"CONFIGDB\"", "'DATABASES.CONFIG_DB'" + object),
        Arguments.of("\"DATABASES\"", "\"databases\"", "'DATABASES'" + object),
        Arguments.of("\"INSTANCES\"", "\"instances\"", "'INSTANCES'" + object),
        Arguments.of("\"redis\":", "\"valkey\":", "'INSTANCES.redis'" + object),
        Arguments.of(
            "\"id\": 4,", "\"id\": \"4\",", "'DATABASES.CONFIG_DB.id'" + number + ", not '\"4\"'"),
        Arguments.of(
            "\"id\": 4,", "\"id\": -4,", "'DATABASES.CONFIG_DB.id'" + number + ", not '-4'"),
        Arguments.of("\"id\": 4,", "", "'DATABASES.CONFIG_DB.id'" + number + " and is missing"),
        Arguments.of(
            "\"id\": 6,",
            "\"id\": 4,",
            "'DATABASES.STATE_DB.id' must be another number than that of CONFIG_DB, which is on the"
                + " same instance, not '4'"),
        Arguments.of("\":\"", "\"\"", "'DATABASES.APPL_DB.separator'" + text + ", not '\"\"'"),
        Arguments.of("\"chassis\"}", "7}", "'DATABASES.APPL_DB.instance'" + text + ", not '7'"),
        Arguments.of(
            "6379",
            "65536",
            "'INSTANCES.redis.port' must be a number from 0 to 65535, not '65536'"),
        Arguments.of("\"127.0.0.1\"", "null", "'INSTANCES.redis.hostname'" + text + ", not 'null'"),
        Arguments.of(
            "\"/var/run/redis/redis.sock\"",
            "[]",
            "'INSTANCES.redis.unix_socket_path'" + text + ", not '[]'"),
        Arguments.of(
            "/redis.sock",
            "\\u0000",
            "'INSTANCES.redis.unix_socket_path' must be a path, not '\"/var/run/redis\\u0000\"'"));
  }

  @ParameterizedTest
  @MethodSource("wrongFields")
  void namesTheFieldThatIsWrong(String right, String wrong, String complaint) throws IOException {
    Files.writeString(file, ON_A_SWITCH.replace(right, wrong));

    assertThatExceptionOfType(DatabaseConfigException.class)
        .isThrownBy(() -> DatabaseConfig.read(file))
        .withMessage(file + ": " + complaint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"INSTANCES\":", "{} {", "x"})
  void saysInOneLineThatItIsNoJson(String text) throws IOException {
    Files.writeString(file, text);

    assertThatExceptionOfType(DatabaseConfigException.class)
        .isThrownBy(() -> DatabaseConfig.read(file))
        .withMessageMatching("\\Q" + file + "\\E is not JSON: '.*'.* in line 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "7"})
  void saysThatADocumentOfAnotherShapeLacksTheDatabases(String text) throws IOException {
    Files.writeString(file, text);

    assertThatExceptionOfType(DatabaseConfigException.class)
        .isThrownBy(() -> DatabaseConfig.read(file))
        .withMessage(file + ": 'DATABASES' must be an object and is missing");
  }
}
