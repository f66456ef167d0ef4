package dev.featured.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code featured wait}, with every exit code. */
@Timeout(120)
class WaitCommandTest extends CommandsOnRedis {

  @Test
  void itEndsWhenTheFeatureStandsThere() {
    row("bgp", "state", "disabled");
    startDaemon();
    awaitLifecycle("bgp", "disabled");
    systemctl.close("bgp.service");
    row("bgp", "state", "enabled");
    CompletableFuture<CommandRun> run = runBeside("wait", "bgp", "enabled");
    assertThat(run("wait", "bgp", "enabling").exitCode()).isZero();
    assertThat(run).isNotDone();

    systemctl.open("bgp.service");

    assertThat(run.join()).isEqualTo(new CommandRun(0, "bgp: enabled\n", ""));
  }

  @Test
  void whatWasSaidOfAnotherRowIsNoAnswer() {
    row("bgp", "state", "enabled");
    startDaemon();
    awaitLifecycle("bgp", "enabled");
    stopDaemon();
    row("bgp", "state", "disabled");

    assertThat(run("wait", "bgp", "enabled"))
        .isEqualTo(
            new CommandRun(5, "", "bgp: featured does not run here, so nobody acts on the row\n"));
  }

  @Test
  void aFeatureWithoutARowIsGone() {
    row("bgp", "state", "enabled");
    startDaemon();
    awaitLifecycle("bgp", "enabled");
    CompletableFuture<CommandRun> gone = runBeside("wait", "bgp", "gone");
    CompletableFuture<CommandRun> disabled = runBeside("wait", "bgp", "disabled");

    configDb.del("FEATURE|bgp");

    assertThat(gone.join()).isEqualTo(new CommandRun(0, "bgp: not registered\n", ""));
    assertThat(disabled.join()).isEqualTo(new CommandRun(3, "", "bgp: it has no row\n"));
  }

  @Test
  void onlyANewFailureEndsIt() {
    row("bgp", "state", "enabled");
    startFails("bgp.service", "no such image");
    startDaemon();
    awaitLifecycle("bgp", "failed");

    CommandRun old = run("wait", "bgp", "enabled", "--timeout", "0");
    assertThat(old).isEqualTo(new CommandRun(7, "", "bgp: not within 0 s; failed\n"));

    CompletableFuture<CommandRun> run = runBeside("wait", "bgp", "enabled");
    startFails("bgp.service", "another reason");
    while (!run.isDone()) {
      row("bgp", "state", "enabled");
    }
    assertThat(run.join().exitCode()).isEqualTo(1);
    assertThat(run.join().err()).contains("exit code 1");
  }

  @Test
  void aBadStateIsOneLine() {
    CommandRun run = run("wait", "bgp", "up");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "'up' must be one of absent, enabling, enabled, disabling, disabled, failed, gone")
        .containsOnlyOnce("\n");
  }
}
