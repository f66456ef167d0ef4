package dev.featured.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code featured set}, with every exit code. */
@Timeout(120)
class SetCommandTest extends CommandsOnRedis {

  @Test
  void itChangesTheRowAndNothingElseOfIt() {
    row("bgp", "state", "disabled", "auto_restart", "enabled");

    CommandRun run = run("set", "bgp", "enabled");

    assertThat(run)
        .isEqualTo(new CommandRun(0, "bgp: the row says enabled, and said 'disabled'\n", ""));
    assertThat(configDb.hgetAll("FEATURE|bgp"))
        .isEqualTo(Map.of("state", "enabled", "auto_restart", "enabled"));
    assertThat(stateDb.keys("*")).isEmpty();
  }

  @Test
  void itSaysThatTheRowSaidSoAlready() {
    row("bgp", "state", "enabled");

    assertThat(run("set", "bgp", "enabled").out()).isEqualTo("bgp: the row said enabled already\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--wait"})
  void itNeverCreatesARow(String option) {
    CommandRun run =
        option.isEmpty() ? run("set", "bgp", "enabled") : run("set", "bgp", "enabled", option);

    assertThat(run).isEqualTo(new CommandRun(3, "", "bgp: there is no such feature\n"));
    assertThat(configDb.keys("FEATURE|*")).isEmpty();
    assertThat(stateDb.keys("*")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "always_enabled",
        "always_disabled",
        "{% if x %}enabled{% else %}always_disabled{% endif %}"
      })
  void itLeavesWhatMayNotBeChosenAlone(String state) {
    row("bgp", "state", state);

    CommandRun run = run("set", "bgp", "disabled", "--wait");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).isEqualTo("bgp: its state is '" + state + "' and may not be changed\n");
    assertThat(configDb.hgetAll("FEATURE|bgp")).isEqualTo(Map.of("state", state));
    assertThat(stateDb.keys("*")).isEmpty();
  }

  @Test
  void itAddsNoFieldToARowAndWritesToNoKeyOfAnotherType() {
    row("mine", "owner", "me");
    configDb.set("FEATURE|text", "enabled");

    assertThat(run("set", "mine", "enabled"))
        .isEqualTo(
            new CommandRun(
                1, "", "mine: its row has no field 'state', so it is somebody else's\n"));
    assertThat(run("set", "text", "enabled").err())
        .isEqualTo("text: its row is of the Redis type string, not a hash\n");
    assertThat(configDb.hgetAll("FEATURE|mine")).isEqualTo(Map.of("owner", "me"));
  }

  @Test
  void itDoesNotWriteWhereItCouldNotWait() {
    row("bgp", "state", "disabled");
    stateDb.set("FEATURE_LIFECYCLE|bgp", "text");

    CommandRun run = run("set", "bgp", "enabled", "--wait");

    assertThat(run)
        .isEqualTo(
            new CommandRun(
                1, "", "bgp: STATE_DB key 'FEATURE_LIFECYCLE|bgp' is a string, not a hash\n"));
    assertThat(configDb.hget("FEATURE|bgp", "state")).isEqualTo("disabled");
  }

  @ParameterizedTest
  @CsvSource({
    "../x, enabled, feature name '../x' is refused",
    "-x, enabled, Missing required parameter",
    "bgp, on, 'on' must be enabled or disabled",
    "bgp, always_enabled, 'always_enabled' must be enabled or disabled"
  })
  void aBadNameOrValueIsOneLine(String name, String state, String complaint) {
    CommandRun run = run("set", name, state);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(complaint).containsOnlyOnce("\n");
  }

  @Test
  void aNegativeTimeoutIsRefusedBeforeAnythingIsWritten() {
    row("bgp", "state", "disabled");

    assertThat(run("set", "bgp", "enabled", "--wait", "--timeout", "-1"))
        .isEqualTo(new CommandRun(2, "", "--timeout must be at least 0, not -1\n"));
    assertThat(configDb.hget("FEATURE|bgp", "state")).isEqualTo("disabled");
  }

  @Test
  void itWaitsUntilTheUnitsAreStarted() {
    row("bgp", "state", "disabled");
    startDaemon();
    awaitLifecycle("bgp", "disabled");
    systemctl.close("bgp.service");

    CompletableFuture<CommandRun> run = runBeside("set", "bgp", "enabled", "--wait");
    awaitLifecycle("bgp", "enabling");
    assertThat(run).isNotDone();
    systemctl.open("bgp.service");

    assertThat(run.join()).isEqualTo(new CommandRun(0, "bgp: enabled\n", ""));
    assertThat(systemctl.isActive("bgp.service")).isTrue();
  }

  @Test
  void itSaysWhyTheUnitsCouldNotBeStarted() throws IOException {
    row("bgp", "state", "disabled");
    startDaemon();
    awaitLifecycle("bgp", "disabled");
    startFails("bgp.service", "no such image\nat all\n");

    CommandRun run = run("set", "bgp", "enabled", "--wait");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no such image; at all").containsOnlyOnce("\n");

    JsonNode json =
        new ObjectMapper().readTree(run("set", "bgp", "enabled", "--wait", "--json").out());
    assertThat(json.path("feature").asText()).isEqualTo("bgp");
    assertThat(json.path("exit_code").asInt()).isEqualTo(1);
    assertThat(json.path("outcome").asText()).isEqualTo("failed");
    assertThat(json.path("message").asText()).contains("no such image");
  }

  @Test
  void anOldFailureIsNoAnswerToTheSameWishOnceMore() {
    row("bgp", "state", "enabled");
    startFails("bgp.service", "no such image");
    startDaemon();
    awaitLifecycle("bgp", "failed");
    startFails("bgp.service", "another reason");
    for (int i = 0; i < 20; i++) {
      // The published state is touched, so that the daemon looks at the row for another reason too.
      stateDb.hset("FEATURE|bgp", "container_id", "c" + i);
      CommandRun run = run("set", "bgp", "enabled", "--wait");
      assertThat(run.err()).as("try %d", i).contains("another reason");
    }
  }

  @Test
  void whatIsSoAlreadyIsAnsweredToo() {
    row("bgp", "state", "enabled");
    startDaemon();
    awaitLifecycle("bgp", "enabled");

    assertThat(run("set", "bgp", "enabled", "--wait"))
        .isEqualTo(new CommandRun(0, "bgp: enabled\n", ""));
  }

  @Test
  void itSaysThatNoDaemonRuns() {
    row("bgp", "state", "disabled");
    stateDb.hset(
        "FEATURE_LIFECYCLE|bgp",
        Map.of("state", "enabled", "wish", "enabled", "since", "2026-01-01T00:00:00.000Z"));

    CommandRun run = run("set", "bgp", "enabled", "--wait");

    assertThat(run)
        .isEqualTo(
            new CommandRun(5, "", "bgp: featured does not run here, so nobody acts on the row\n"));
    assertThat(configDb.hget("FEATURE|bgp", "state")).isEqualTo("enabled");
  }

  @Test
  void aDaemonThatIsStartedMeanwhileAnswers() {
    row("bgp", "state", "disabled");
    CompletableFuture<CommandRun> run = runBeside("set", "bgp", "enabled", "--wait");
    awaitAsked("bgp");
    startDaemon();

    // On a machine that is slow enough it has given up already, and says that.
    assertThat(run.join().exitCode()).isIn(0, 5);
  }

  @Test
  void itSaysThatSomebodyElseWantsSomethingElse() {
    row("bgp", "state", "disabled");
    startDaemon();
    awaitLifecycle("bgp", "disabled");
    systemctl.close("bgp.service");
    CompletableFuture<CommandRun> run = runBeside("set", "bgp", "enabled", "--wait");
    awaitLifecycle("bgp", "enabling");

    row("bgp", "state", "disabled");

    assertThat(run.join())
        .isEqualTo(
            new CommandRun(
                6,
                "",
                "bgp: somebody else has written its row meanwhile, which now says 'disabled'\n"));
    systemctl.open("bgp.service");
  }

  @Test
  void twoWhoWantTheSameAreBothAnswered() {
    row("bgp", "state", "disabled");
    startDaemon();
    awaitLifecycle("bgp", "disabled");
    systemctl.close("bgp.service");
    CompletableFuture<CommandRun> one = runBeside("set", "bgp", "enabled", "--wait");
    CompletableFuture<CommandRun> other = runBeside("set", "bgp", "enabled", "--wait");
    awaitLifecycle("bgp", "enabling");
    systemctl.open("bgp.service");

    assertThat(one.join().exitCode()).isZero();
    assertThat(other.join().exitCode()).isZero();
  }

  @Test
  void itSaysThatTheRowWasDeleted() {
    row("bgp", "state", "disabled");
    startDaemon();
    awaitLifecycle("bgp", "disabled");
    systemctl.close("bgp.service");
    CompletableFuture<CommandRun> run = runBeside("set", "bgp", "enabled", "--wait");
    awaitLifecycle("bgp", "enabling");

    configDb.del("FEATURE|bgp");

    assertThat(run.join()).isEqualTo(new CommandRun(3, "", "bgp: its row was deleted meanwhile\n"));
    systemctl.open("bgp.service");
  }

  @Test
  void itSaysForWhatItWaitedInVain() {
    row("snmp", "state", "disabled", "delayed", "True");
    row("telemetry", "state", "disabled");
    startDaemon();
    awaitLifecycle("snmp", "disabled");

    assertThat(run("set", "snmp", "enabled", "--wait", "--timeout", "1"))
        .isEqualTo(
            new CommandRun(7, "", "snmp: not within 1 s; absent: its start waits for the ports\n"));
    assertThat(run("set", "telemetry", "enabled", "--wait", "--timeout", "0").err())
        .isEqualTo(
            "telemetry: not within 0 s; the daemon has not looked at it yet (it does not if the"
                + " feature is excluded, or before the configuration is loaded)\n");
  }
}
