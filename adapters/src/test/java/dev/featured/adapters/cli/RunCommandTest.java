package dev.featured.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Which files {@code featured run} looks for its databases in. */
class RunCommandTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(RunCommand.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  @TempDir private Path folder;
  private static final String DATABASES =
      """
      {"INSTANCES": {"redis": {"hostname": "127.0.0.1", "port": 6379}},
       "DATABASES": {"APPL_DB":   {"id": 0, "separator": ":", "instance": "redis"},
                     "CONFIG_DB": {"id": 4, "separator": "|", "instance": "redis"},
                     "STATE_DB":  {"id": 6, "separator": "|", "instance": "redis"}}}
      """;

  private Path config;
  private Path global;

  @BeforeEach
  void listen() {
    config = folder.resolve("database_config.json");
    global = folder.resolve("database_global.json");
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
  }

  private String complaintOf(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "run";
    System.arraycopy(options, 0, arguments, 1, options.length);
    assertThat(CommandRun.of(arguments).exitCode()).isEqualTo(1);
    List<ILoggingEvent> said = List.copyOf(lines.list);
    assertThat(said).hasSize(1);
    return said.get(0).getFormattedMessage();
  }

  @Test
  void theGlobalFileBesideTheConfigFileIsRead() throws IOException {
    Files.writeString(global, "{}");

    assertThat(complaintOf("--db-config", config.toString()))
        .isEqualTo(global + ": 'INCLUDES' must be a list and is missing");
  }

  @Test
  void theGlobalFileAloneNamesTheHostToo() throws IOException {
    Files.writeString(global, "{\"INCLUDES\": []}");

    assertThat(complaintOf("--db-global", global.toString()))
        .isEqualTo(global + ": no entry of 'INCLUDES' is the host's, one without 'namespace'");
  }

  @Test
  void theConfigFileNamesTheHostIfBothAreGiven() throws IOException {
    Files.writeString(global, "{\"INCLUDES\": []}");

    assertThat(complaintOf("--db-global", global.toString(), "--db-config", config.toString()))
        .isEqualTo(config + " does not exist");
  }

  @Test
  void aGlobalFileThatIsNamedMustExist() {
    assertThat(complaintOf("--db-global", global.toString())).isEqualTo(global + " does not exist");
  }

  @Test
  void besideSonicsOwnItDoesNotStart() throws IOException {
    Path process = Files.createDirectories(folder.resolve("root/proc/812"));
    Files.writeString(process.resolve("cmdline"), "/usr/bin/python3\0/usr/local/bin/featured\0");
    Files.writeString(process.resolve("status"), "Name:\tfeatured\nNSpid:\t812\n");
    Files.writeString(config, DATABASES);

    CommandRun run =
        CommandRun.of(
            "run", "--db-config", config.toString(), "--root", folder.resolve("root").toString());

    assertThat(run.exitCode()).isEqualTo(8);
    assertThat(lines.list)
        .singleElement()
        .asString()
        .contains(
            "SONiC's own featured runs: pid 812, '/usr/local/bin/featured'; stop and disable");
  }
}
