package dev.featured.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.featured.adapters.redis.RunningRedis;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code featured status}. */
@Timeout(120)
class StatusCommandTest extends CommandsOnRedis {
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

  private void startWithThreeFeatures() {
    row("bgp", "state", "enabled", "auto_restart", "enabled", "set_owner", "local");
    row("lldp", "state", "disabled");
    row("snmp", "state", "enabled");
    startFails("snmp.service", "no such image\nat all\n");
    startDaemon();
    awaitLifecycle("bgp", "enabled");
    awaitLifecycle("lldp", "disabled");
    awaitLifecycle("snmp", "failed");
  }

  @Test
  void itPrintsOneLineForEachFeature() {
    startWithThreeFeatures();

    CommandRun run = run("status");

    assertThat(run.exitCode()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .matches("Feature +State +AutoRestart +SetOwner +Lifecycle +Since +Error");
    assertThat(lines.get(1)).matches("bgp +enabled +enabled +local +enabled +" + TIME);
    assertThat(lines.get(2)).matches("lldp +disabled +- +- +disabled +" + TIME);
    assertThat(lines.get(3))
        .matches("snmp +enabled +- +- +failed +" + TIME + " .*no such image; at all");
  }

  @Test
  void itShowsWhatOthersReportWhereAnyoneDoes() {
    row("bgp", "state", "enabled");
    row("lldp", "state", "enabled");
    stateDb.hset("FEATURE|bgp", Map.of("system_state", "up", "container_id", "c0ffee"));

    List<String> lines = run("status").out().lines().toList();

    assertThat(lines.get(0))
        .contains("SystemState  ContainerId  Lifecycle")
        .doesNotContain("Remote");
    assertThat(lines.get(1)).matches("bgp +enabled +- +- +up +c0ffee +- +-");
    assertThat(lines.get(2)).matches("lldp +enabled +- +- +- +- +- +-");
    assertThat(lines.get(4)).startsWith("featured does not run here");
  }

  @Test
  void itTellsProgramsInJson() throws IOException {
    startWithThreeFeatures();

    JsonNode report = new ObjectMapper().readTree(run("status", "snmp", "--json").out());

    assertThat(report.path("daemon_runs").asBoolean()).isTrue();
    assertThat(report.path("features")).hasSize(1);
    JsonNode snmp = report.path("features").path(0);
    assertThat(snmp.path("name").asText()).isEqualTo("snmp");
    assertThat(snmp.path("row").path("state").asText()).isEqualTo("enabled");
    assertThat(snmp.path("published").path("state").asText()).isEqualTo("failed");
    assertThat(snmp.path("lifecycle").path("state").asText()).isEqualTo("failed");
    assertThat(snmp.path("lifecycle").path("wish").asText()).isEqualTo("enabled");
    assertThat(snmp.path("lifecycle").path("since").asText()).matches(TIME);
    assertThat(snmp.path("lifecycle").path("error").asText()).contains("no such image\nat all");
    assertThat(snmp.path("up_to_date").asBoolean()).isTrue();

    stopDaemon();
    row("snmp", "state", "disabled");
    JsonNode later = new ObjectMapper().readTree(run("status", "snmp", "--json").out());
    assertThat(later.path("daemon_runs").asBoolean()).isFalse();
    assertThat(later.path("features").path(0).path("up_to_date").asBoolean()).isFalse();
  }

  @Test
  void aFeatureThatIsNamedAndNotThereIsOneLine() {
    row("bgp", "state", "enabled");

    assertThat(run("status", "bgp", "gone"))
        .isEqualTo(new CommandRun(3, "", "there is no feature gone\n"));
  }

  @Test
  void aBadNameAndARedisThatIsAwayAreOneLineEach(@TempDir Path elsewhere) throws IOException {
    assertThat(run("status", "../x").exitCode()).isEqualTo(2);
    assertThat(run("status", "../x").err())
        .contains("feature name '../x' is refused")
        .containsOnlyOnce("\n");

    Path config = elsewhere.resolve("database_config.json");
    try (RunningRedis away = RunningRedis.startIn(elsewhere)) {
      away.writeDatabaseConfig(config);
    }
    CommandRun run = CommandRun.of("status", "--db-config", config.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("Redis redis (").containsOnlyOnce("\n");
  }

  @Test
  void whileItWatchesItPrintsAnewWhenSomethingHasChanged() throws InterruptedException {
    row("bgp", "state", "disabled");
    StringWriter out = new StringWriter();
    CommandLine commandLine =
        Featured.commandLine(System.in, Map.of(), Terminal.NONE).setOut(new PrintWriter(out));
    Thread watcher =
        new Thread(
            () ->
                commandLine.execute(
                    "status",
                    "--watch",
                    "--db-config",
                    redisFolder.resolve("database_config.json").toString()));
    watcher.start();
    try {
      await().atMost(LONG).until(() -> out.toString().contains("bgp      disabled"));
      row("bgp", "state", "enabled");
      await().atMost(LONG).until(() -> out.toString().contains("bgp      enabled"));
    } finally {
      watcher.interrupt();
      watcher.join(LONG.toMillis());
    }
    assertThat(watcher.isAlive()).isFalse();
    assertThat(out.toString()).containsOnlyOnce("bgp      disabled");
  }

  @Test
  void onlyAPersonAtATerminalSeesColours() {
    startWithThreeFeatures();
    assertThat(statusOn(new Terminal(() -> true, () -> true, true)))
        .contains("\033[32mbgp", "\033[31msnmp", "no such image; at all\033[0m");
    assertThat(statusOn(new Terminal(() -> true, () -> true, false))).doesNotContain("\033");
    assertThat(statusOn(new Terminal(() -> false, () -> true, true))).doesNotContain("\033");
  }

  private static String statusOn(Terminal terminal) {
    StringWriter out = new StringWriter();
    Featured.commandLine(System.in, Map.of(), terminal)
        .setOut(new PrintWriter(out))
        .execute("status", "--db-config", redisFolder.resolve("database_config.json").toString());
    return out.toString();
  }
}
