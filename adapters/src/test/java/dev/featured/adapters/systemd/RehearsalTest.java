package dev.featured.adapters.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.featured.adapters.systemd.Rehearsal.Act;
import dev.featured.adapters.systemd.Rehearsal.Outcome;
import dev.featured.engine.core.Task;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RestartPolicy;
import dev.featured.engine.feature.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operation would do is found without doing any of it. */
class RehearsalTest {
  private static final UnitName BGP = UnitName.global(new FeatureName("bgp"));

  @TempDir Path folder;
  private final ScriptedSystemctl systemctl = new ScriptedSystemctl();

  private static UnitState state(String file, String active, String sub) {
    String load = file.isEmpty() ? "not-found" : file.equals("masked") ? "masked" : "loaded";
    return new UnitState(load, active, sub, file, "no");
  }

  private void writeDropIn() throws IOException {
    Path file = folder.resolve("bgp.service.d/auto_restart.conf");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "[Service]\nRestart=no\n");
  }

  private Outcome rehearse(Task.Kind kind) throws InterruptedException {
    return new Rehearsal(systemctl, folder)
        .of(Task.of(kind, ImmutableList.of(BGP), ImmutableList.of(), RestartPolicy.NO));
  }

  private static Outcome acts(Act... acts) {
    return new Outcome.Acts(ImmutableList.copyOf(acts));
  }

  @Test
  void whatIsDoneAlreadyComesToNothing() throws Exception {
    writeDropIn();

    systemctl.tell("bgp.service", state("enabled", "active", "running"));
    assertThat(rehearse(Task.Kind.START)).isEqualTo(acts());

    systemctl
        .tell("bgp.service", state("masked", "inactive", "dead"))
        .answer("is-enabled -- bgp.service", new Systemctl.Result.Exited(1, "masked\n"));
    assertThat(rehearse(Task.Kind.STOP)).isEqualTo(acts());
  }

  @Test
  void aStartIsToldAndNotDone() throws Exception {
    systemctl.tell("bgp.service", state("disabled", "inactive", "dead"));

    assertThat(rehearse(Task.Kind.START))
        .isEqualTo(
            acts(
                new Act(
                    "write Restart=no to auto_restart.conf of bgp.service",
                    "it does not say exactly that",
                    false),
                new Act(
                    "unmask, enable and start bgp.service",
                    "the unit is inactive (dead) and disabled",
                    true)));
    assertThat(systemctl.calls()).allMatch(call -> call.startsWith("show "));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aStopIsToldAndNotDone() throws Exception {
    writeDropIn();
    systemctl.tell("bgp.service", state("enabled", "active", "running"));

    assertThat(rehearse(Task.Kind.STOP))
        .isEqualTo(
            acts(
                new Act(
                    "stop, disable and mask bgp.service",
                    "the unit is active (running) and enabled",
                    true)));
    assertThat(systemctl.calls()).allMatch(call -> call.startsWith("show "));
  }

  @Test
  void aUnitWithoutAFileSaysSo() throws Exception {
    writeDropIn();
    systemctl.tell("bgp.service", state("", "inactive", "dead"));

    assertThat(rehearse(Task.Kind.STOP)).isEqualTo(acts());
    assertThat(rehearse(Task.Kind.START))
        .isEqualTo(
            acts(
                new Act(
                    "unmask, enable and start bgp.service",
                    "the unit is inactive (dead) and has no file",
                    true)));
  }

  @Test
  void whatSystemdHasNotReadYetIsToldToo() throws Exception {
    writeDropIn();
    systemctl.tell(
        "bgp.service", new UnitState("loaded", "active", "running", "enabled", "always"));

    assertThat(rehearse(Task.Kind.START))
        .isEqualTo(
            acts(new Act("have systemd reload its files", "it has not read them yet", false)));
  }

  @ParameterizedTest
  @CsvSource({
    "activating, start-pre, true",
    "activating, auto-restart, true",
    "deactivating, stop-sigterm, true",
    "reloading, reload, true",
    "failed, failed, false"
  })
  void whileSystemdIsAtWorkItIsTooEarly(String active, String sub, boolean tooEarly)
      throws Exception {
    systemctl.tell("bgp.service", state("enabled", active, sub));

    for (Task.Kind kind : new Task.Kind[] {Task.Kind.START, Task.Kind.STOP}) {
      assertThat(rehearse(kind) instanceof Outcome.TooEarly).isEqualTo(tooEarly);
    }
  }

  @Test
  void aSystemctlThatDoesNotAnswerIsAFailure() throws Exception {
    writeDropIn();
    systemctl.answer(
        "show bgp.service", new Systemctl.Result.NotStarted("'systemctl' cannot be run"));

    assertThat(rehearse(Task.Kind.START))
        .isInstanceOfSatisfying(
            Outcome.Fails.class,
            fails -> assertThat(fails.problem()).contains("'systemctl' cannot be run"));
  }

  @Test
  void surplusUnitsAndAutoRestartAloneAreRehearsedToo() throws Exception {
    writeDropIn();
    UnitName surplus = UnitName.perAsic(new FeatureName("bgp"), 1);
    systemctl.tell("bgp.service", state("enabled", "active", "running"));
    systemctl.tell("bgp@1.service", state("enabled", "active", "running"));
    Task start =
        Task.of(
            Task.Kind.START, ImmutableList.of(BGP), ImmutableList.of(surplus), RestartPolicy.NO);

    Outcome outcome = new Rehearsal(systemctl, folder).of(start);

    assertThat(((Outcome.Acts) outcome).acts().stream().map(Act::does))
        .containsExactly("stop, disable and mask bgp@1.service");
    assertThat(rehearse(Task.Kind.AUTO_RESTART)).isEqualTo(acts());
  }

  @Test
  void dropInsOfFeaturesThatAreGoneAreFoundAndLeft() throws IOException {
    writeDropIn();
    Rehearsal rehearsal = new Rehearsal(systemctl, folder);

    assertThat(
            Stream.concat(
                rehearsal.leftovers(name -> false).stream(),
                rehearsal.leftovers(name -> true).stream()))
        .containsExactly(folder.resolve("bgp.service.d/auto_restart.conf"));
    assertThat(folder.resolve("bgp.service.d/auto_restart.conf")).exists();
  }
}
