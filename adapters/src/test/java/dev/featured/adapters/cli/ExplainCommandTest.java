package dev.featured.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import dev.featured.adapters.journal.JournalEntry;
import dev.featured.adapters.journal.JournalFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code featured explain}. */
@Timeout(120)
class ExplainCommandTest extends CommandsOnRedis {
  private CommandRun explain(String... arguments) {
    ImmutableList<String> all =
        ImmutableList.<String>builder().add("--root", root.toString()).add(arguments).build();
    return run("explain", all.toArray(String[]::new));
  }

  private String because(String name) {
    return explain(name)
        .out()
        .lines()
        .filter(line -> line.startsWith("  because    "))
        .map(line -> line.substring("  because    ".length()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void itTellsTheRowTheWishTheFactsTheTransitionsAndWhatIsAwaited() throws IOException {
    configDb.hset("DEVICE_METADATA|localhost", "type", "ToRRouter");
    row(
        "snmp",
        "state",
        "{% if DEVICE_METADATA['localhost']['type'] == 'ToRRouter' %}enabled{% else %}disabled"
            + "{% endif %}",
        "delayed",
        "True",
        "auto_restart",
        "enabled");
    new JournalFile(root.resolve(JournalFile.DEFAULT))
        .append(
            new JournalEntry(
                "2026-03-01T09:30:00.123Z",
                "snmp",
                "r1",
                "absent",
                "row wants enabled",
                "must wait for the ports",
                "",
                "absent",
                ImmutableList.of(),
                "",
                "",
                "",
                ""));
    startDaemon();
    awaitLifecycle("snmp", "absent");

    CommandRun run = explain("snmp");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("snmp: absent: its start waits for the ports, since ")
        .contains("  because    it is delayed, and its start waits\n")
        .contains("  waits for  PortInitDone, or the end of a warm boot")
        .contains("Its row:\n  auto_restart  enabled\n")
        .contains("  enabled, delayed: snmp.service; auto-restart always\n")
        .contains("  type      ToRRouter (DEVICE_METADATA")
        .contains("  2026-03-01T09:30:00.123Z  absent -> absent  row wants enabled  -  must wait");
  }

  @Test
  void itTellsProgramsInJson() throws IOException {
    row("mux", "state", "{{ 'always_disabled' }}", "has_global_scope", "True");

    JsonNode json = new ObjectMapper().readTree(explain("mux", "--json").out());

    assertThat(json.path("name").asText()).isEqualTo("mux");
    assertThat(json.path("because").asText())
        .isEqualTo("no daemon runs, so nobody acts on its row");
    assertThat(json.path("waits_for").asText()).isEqualTo("featured to be started");
    assertThat(json.path("rendered").path("state").asText()).isEqualTo("always_disabled");
    assertThat(json.path("wish").path("state").asText()).isEqualTo("always_disabled");
    assertThat(json.path("wish").path("units").path(0).asText()).isEqualTo("mux.service");
    assertThat(json.path("facts").path("asics").asInt()).isEqualTo(1);
    assertThat(json.path("history")).isEmpty();
    assertThat(json.path("lifecycle").isNull()).isTrue();
  }

  @Test
  void itSaysWhyOfEveryStateThatAFeatureCanBeIn() {
    row("aaa", "state", "enabled");
    row("bbb", "state", "disabled");
    row("ccc", "state", "enabeld");
    row("ddd", "state", "enabled");
    row("eee", "state", "enabled");
    row("fff", "owner", "me");
    row("ggg", "has_global_scope", "True");
    row("telemetry", "state", "enabled");
    startFails("ddd.service", "no such image");
    systemctl.close("eee.service");
    startDaemon();
    awaitLifecycle("aaa", "enabled");
    awaitLifecycle("bbb", "disabled");
    awaitLifecycle("ccc", "failed");
    awaitLifecycle("ddd", "failed");
    awaitLifecycle("eee", "enabling");

    assertThat(because("aaa")).isEqualTo("its row wants it enabled, and its units were started");
    assertThat(because("bbb")).isEqualTo("its row wants it disabled, and its units were stopped");
    assertThat(because("ccc"))
        .startsWith("its row cannot be understood: field 'state' is 'enabeld'");
    assertThat(because("ddd")).startsWith("the last operation failed: ").endsWith("no such image");
    assertThat(because("eee")).isEqualTo("its units are being started");
    assertThat(explain("eee").out()).containsPattern("waits for  start o\\d+ to end");
    assertThat(because("fff")).startsWith("its row has no field 'state'");
    assertThat(because("ggg")).startsWith("its row has nothing but what an older daemon leaves");
    assertThat(because("telemetry")).startsWith("it is excluded");

    row("eee", "state", "disabled");
    systemctl.open("eee.service");
    awaitLifecycle("eee", "disabled");
    stopDaemon();
    assertThat(because("aaa")).isEqualTo("no daemon runs, so nobody acts on its row");
  }

  @Test
  void aFeatureThatIsNotThereIsOneLine() {
    assertThat(explain("gone")).isEqualTo(new CommandRun(3, "", "there is no feature gone\n"));
    assertThat(explain("../x").exitCode()).isEqualTo(2);
  }
}
