package dev.featured.adapters.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.common.base.Splitter;
import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.featured.adapters.systemd.Systemctl.Result;
import dev.featured.engine.core.OperationResult;
import dev.featured.engine.core.OperationResult.Failed;
import dev.featured.engine.core.OperationResult.Succeeded;
import dev.featured.engine.core.Task;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RestartPolicy;
import dev.featured.engine.feature.UnitName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class UnitOperationsTest {
  private static final Result RESET =
      new Result.Exited(
          1,
          """
          Warning! D-Bus connection terminated.
          Failed to wait for response: Connection reset by peer
          """);
  private static final Result TIMED_OUT = new Result.TimedOut(Duration.ofSeconds(90), "");

  private static final UnitState ENABLED = state("enabled", "inactive");
  private static final UnitState RUNNING = state("enabled", "active");
  private static final UnitState ACTIVATING =
      new UnitState("loaded", "activating", "start-pre", "enabled", "no");
  private static final UnitState MASKED = state("masked", "inactive");
  private static final UnitState UNKNOWN = state("", "inactive");

  /** What is done for each UnitFileState (rows) and ActiveState (columns). */
  private static final String STARTS =
      """
                       active reloading inactive failed activating deactivating
      enabled          .      .         s        s      s          s
      static           .      .         s        s      s          s
      generated        .      .         s        s      s          s
      enabled-runtime  s      s         s        s      s          s
      linked           s      s         s        s      s          s
      linked-runtime   s      s         s        s      s          s
      alias            s      s         s        s      s          s
      indirect         s      s         s        s      s          s
      disabled         s      s         s        s      s          s
      transient        s      s         s        s      s          s
      masked           s      s         s        s      s          s
      masked-runtime   r      r         r        r      r          r
      bad              s      s         s        s      s          s
      (none)           s      s         s        s      s          s
      """;

  private static final String STOPS =
      """
                       active reloading inactive failed activating deactivating
      enabled          s      s         s        s      w          s
      static           s      s         s        s      w          s
      generated        s      s         s        s      w          s
      enabled-runtime  s      s         s        s      w          s
      linked           s      s         s        s      w          s
      linked-runtime   s      s         s        s      w          s
      alias            s      s         s        s      w          s
      indirect         s      s         s        s      w          s
      disabled         s      s         d        d      w          s
      transient        s      s         s        s      w          s
      masked           s      s         d        d      w          s
      masked-runtime   s      s         s        s      w          s
      bad              g      g         .        .      v          g
      (none)           g      g         .        .      v          g
      """;

  private static final ImmutableMap<String, String> SEQUENCES =
      ImmutableMap.of(
          "START .", "show",
          "START s", "show, unmask --no-reload, enable --no-reload, daemon-reload, start",
          "START r",
              "show, unmask --runtime --no-reload, unmask --no-reload, enable --no-reload,"
                  + " daemon-reload, start",
          "STOP .", "show",
          "STOP d", "show, is-enabled",
          "STOP s", "show, stop, disable --no-reload, mask --no-reload, daemon-reload",
          "STOP w",
              "show, (500 ms), show, stop, disable --no-reload, mask --no-reload, daemon-reload",
          "STOP g", "show, stop, disable --no-reload, daemon-reload",
          "STOP v", "show, (500 ms), show, stop, disable --no-reload, daemon-reload");

  @TempDir Path configuration;

  private final ScriptedSystemctl systemctl = new ScriptedSystemctl();
  private final List<Duration> pauses = new ArrayList<>();
  private long now = Long.MAX_VALUE - 1; // a ticker may begin anywhere, and wrap

  static Stream<Arguments> everyState() {
    return Stream.concat(cells(Task.Kind.START, STARTS), cells(Task.Kind.STOP, STOPS));
  }

  @ParameterizedTest(name = "{0} of a unit that is {1} and {2}: {3}")
  @MethodSource("everyState")
  void doesForEveryStateWhatIsDue(Task.Kind kind, String file, String active, String sequence)
      throws Exception {
    UnitState first = state(file, active);
    systemctl.tell("bgp.service", first, state(file, "active"));
    systemctl.answer("is-enabled -- bgp.service", new Result.Exited(1, file + "\n"));
    writeDropIns("bgp");

    assertThat(carryOut(kind, "bgp")).isEqualTo(new Succeeded());

    List<String> expected = new ArrayList<>();
    for (String step : Splitter.on(", ").split(sequence)) {
      switch (step) {
        case "show" -> expected.add("show bgp.service");
        case "(500 ms)" -> {}
        case "daemon-reload" -> expected.add(step);
        default -> expected.add(step + " -- bgp.service");
      }
    }
    assertThat(systemctl.calls()).containsExactlyElementsOf(expected);
    assertThat(pauses).hasSize(sequence.contains("(500 ms)") ? 1 : 0);
  }

  @Test
  void writesAllDropInsAndReloadsOnceBeforeTheFirstStart() throws Exception {
    systemctl.tell("a.service", ENABLED).tell("b.service", ENABLED);

    assertThat(carryOut(Task.Kind.START, "a", "b")).isEqualTo(new Succeeded());

    assertThat(systemctl.calls())
        .containsExactly(
            "show a.service",
            "unmask --no-reload -- a.service",
            "enable --no-reload -- a.service",
            "show b.service",
            "unmask --no-reload -- b.service",
            "enable --no-reload -- b.service",
            "daemon-reload",
            "start -- a.service",
            "start -- b.service");
    assertThat(dropIn("a")).hasContent("[Service]\nRestart=no\n");
    assertThat(dropIn("b")).hasContent("[Service]\nRestart=no\n");
  }

  @Test
  void setsAutoRestartAndNothingMore() throws Exception {
    assertThat(carryOut(Task.Kind.AUTO_RESTART, "a", "b")).isEqualTo(new Succeeded());
    assertThat(systemctl.calls()).containsExactly("daemon-reload");

    assertThat(carryOut(Task.Kind.AUTO_RESTART, "a", "b")).isEqualTo(new Succeeded());
    assertThat(systemctl.calls()).containsExactly("daemon-reload");
  }

  @Test
  void writesDropInsBeforeStoppingUnitsThatExist() throws Exception {
    systemctl
        .tell("a.service", MASKED)
        .answer("is-enabled -- a.service", new Result.Exited(1, "masked\n"))
        .tell("b.service", UNKNOWN);

    assertThat(carryOut(Task.Kind.STOP, "a", "b")).isEqualTo(new Succeeded());

    assertThat(systemctl.calls())
        .containsExactly(
            "show a.service",
            "show b.service",
            "show a.service",
            "is-enabled -- a.service",
            "show b.service",
            "daemon-reload");
    assertThat(dropIn("a")).hasContent("[Service]\nRestart=no\n");
    assertThat(dropIn("b").getParent()).doesNotExist();
  }

  @Test
  void reloadsForRunningUnitWhoseDropInIsNotInForce() throws Exception {
    writeDropIns("bgp");
    systemctl.tell(
        "bgp.service", new UnitState("loaded", "active", "running", "enabled", "always"));

    assertThat(carryOut(Task.Kind.START, "bgp")).isEqualTo(new Succeeded());

    assertThat(systemctl.calls()).containsExactly("show bgp.service", "daemon-reload");
  }

  @Test
  void reloadsForStoppedUnitWhoseMaskOrDropInIsNotInForce() throws Exception {
    writeDropIns("masked", "disabled", "done");
    systemctl
        .tell("masked.service", new UnitState("loaded", "inactive", "dead", "masked", "no"))
        .tell("disabled.service", new UnitState("loaded", "inactive", "dead", "disabled", "always"))
        .tell("done.service", new UnitState("masked", "inactive", "dead", "masked", "always"));
    for (String unit : ImmutableList.of("masked", "disabled", "done")) {
      systemctl.answer("is-enabled -- " + unit + ".service", new Result.Exited(1, "not enabled\n"));
    }

    for (String unit : ImmutableList.of("masked", "disabled", "done")) {
      assertThat(carryOut(Task.Kind.STOP, unit)).isEqualTo(new Succeeded());
    }

    assertThat(systemctl.calls())
        .containsExactly(
            "show masked.service",
            "is-enabled -- masked.service",
            "daemon-reload",
            "show disabled.service",
            "is-enabled -- disabled.service",
            "daemon-reload",
            "show done.service",
            "is-enabled -- done.service");
  }

  @Test
  void failsWithPathAndReasonAndDoesNotStartWhenDropInCannotBeWritten() throws Exception {
    Files.writeString(configuration.resolve("a.service.d"), "");
    systemctl.tell("a.service", ENABLED).tell("b.service", ENABLED);

    assertThat(carryOut(Task.Kind.START, "a", "b")).isEqualTo(new Failed(notAFolder("write")));

    assertThat(systemctl.calls()).contains("start -- b.service").doesNotContain("show a.service");
  }

  @Test
  void stopsUnitWhoseDropInCannotBeWritten() throws Exception {
    Files.writeString(configuration.resolve("a.service.d"), "");
    systemctl.tell("a.service", RUNNING);

    assertThat(carryOut(Task.Kind.STOP, "a")).isEqualTo(new Failed(notAFolder("write")));

    assertThat(systemctl.calls())
        .contains(
            "stop -- a.service",
            "disable --no-reload -- a.service",
            "mask --no-reload -- a.service");
  }

  @Test
  void saysWhySystemdDoesNotReload() throws Exception {
    systemctl.answer(
        "daemon-reload", new Result.Exited(1, "Failed to reload daemon: no space left\n"));

    assertThat(operations().reload())
        .isEqualTo(
            new Failed(
                "systemctl daemon-reload: exit code 1: Failed to reload daemon: no space left"));
  }

  @Test
  void takesFailingEnableForNoError() throws Exception {
    writeDropIns("a");
    systemctl
        .tell("a.service", state("generated", "inactive"))
        .answer(
            "enable --no-reload -- a.service",
            new Result.Exited(1, "is transient or generated.\n"));

    assertThat(carryOut(Task.Kind.START, "a")).isEqualTo(new Succeeded());

    assertThat(systemctl.calls())
        .endsWith("enable --no-reload -- a.service", "daemon-reload", "start -- a.service");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unmask", "start"})
  void failsWhenStepOfStartFailsAndStopsThere(String verb) throws Exception {
    failsAt(Task.Kind.START, ENABLED, verb);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "disable", "mask"})
  void failsWhenStepOfStopFailsAndStopsThere(String verb) throws Exception {
    failsAt(Task.Kind.STOP, RUNNING, verb);
  }

  private void failsAt(Task.Kind kind, UnitState state, String verb) throws Exception {
    writeDropIns("a");
    boolean reloads = !verb.equals("start") && !verb.equals("stop");
    String command = verb + (reloads ? " --no-reload" : "") + " -- a.service";
    systemctl.tell("a.service", state).answer(command, new Result.Exited(4, " refused.\n"));

    assertThat(carryOut(kind, "a"))
        .isEqualTo(new Failed("systemctl " + command + ": exit code 4: refused."));

    List<String> changes = new ArrayList<>(systemctl.calls());
    changes.removeIf(call -> call.startsWith("show") || call.equals("daemon-reload"));
    assertThat(changes).endsWith(command);
  }

  @Test
  void goesOnWithTheOtherUnitsAndReportsAllFailures() throws Exception {
    writeDropIns("a", "b", "c");
    systemctl
        .tell("a.service", ENABLED)
        .tell("b.service", ENABLED)
        .tell("c.service", ENABLED)
        .answer("start -- a.service", new Result.Exited(1, "Job for a.service failed.\n"))
        .answer("start -- c.service", new Result.Exited(5, "Unit c.service not found.\n"));

    assertThat(carryOut(Task.Kind.START, "a", "b", "c"))
        .isEqualTo(
            new Failed(
                """
                systemctl start -- a.service: exit code 1: Job for a.service failed.
                systemctl start -- c.service: exit code 5: Unit c.service not found."""));

    assertThat(systemctl.calls()).contains("start -- b.service", "start -- c.service");
  }

  @Test
  void keepsTheMessageWithinFourKibibytes() throws Exception {
    writeDropIns("a", "b");
    systemctl
        .tell("a.service", ENABLED)
        .tell("b.service", ENABLED)
        .answer("start -- a.service", new Result.Exited(1, "x".repeat(4096)))
        .answer("start -- b.service", new Result.Exited(1, "y".repeat(4096)));

    String message = ((Failed) carryOut(Task.Kind.START, "a", "b")).message();

    assertThat(message.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(4096);
    assertThat(message)
        .contains("systemctl start -- a.service: exit code 1: [...]x")
        .contains("systemctl start -- b.service: exit code 1: [...]y");
  }

  @Test
  void failsClearlyWhenShowAnswersGarbage() throws Exception {
    writeDropIns("a");
    systemctl.answer("show a.service", new Result.Exited(0, "lorem ipsum\n"));

    assertThat(carryOut(Task.Kind.START, "a"))
        .isEqualTo(
            new Failed(
                "systemctl show -p LoadState,ActiveState,UnitFileState,SubState,Restart"
                    + " -- a.service: this is not the state of a unit: lorem ipsum"));
    assertThat(systemctl.calls()).containsExactly("show a.service");
  }

  @Test
  void doesNotBelieveShowThatFails() throws Exception {
    writeDropIns("a");
    systemctl.answer(
        "show a.service",
        new Result.Exited(1, "LoadState=loaded\nActiveState=active\nUnitFileState=enabled\n"));

    assertThat(((Failed) carryOut(Task.Kind.START, "a")).message())
        .startsWith("systemctl show ")
        .contains(" -- a.service: exit code 1: LoadState=loaded");
  }

  @Test
  void failsWhenSystemctlCannotBeRun() throws Exception {
    writeDropIns("a");
    systemctl.answer("show a.service", new Result.NotStarted("'x' cannot be run: no such file"));

    assertThat(((Failed) carryOut(Task.Kind.STOP, "a")).message())
        .startsWith("systemctl show ")
        .endsWith(" -- a.service: 'x' cannot be run: no such file");
  }

  @Test
  void waitsForActivationToEnd() throws Exception {
    writeDropIns("a");
    systemctl.tell("a.service", ACTIVATING, ACTIVATING, ACTIVATING, RUNNING);

    assertThat(carryOut(Task.Kind.STOP, "a")).isEqualTo(new Succeeded());

    assertThat(pauses).hasSize(3).containsOnly(Duration.ofMillis(500));
    assertThat(systemctl.calls())
        .endsWith(
            "stop -- a.service",
            "disable --no-reload -- a.service",
            "mask --no-reload -- a.service",
            "daemon-reload");
  }

  @Test
  void waitsForActivationNoLongerThanSixtySeconds() throws Exception {
    writeDropIns("a");
    systemctl.tell("a.service", ACTIVATING);

    assertThat(carryOut(Task.Kind.STOP, "a")).isEqualTo(new Succeeded());

    assertThat(pauses).hasSize(120);
    assertThat(systemctl.calls())
        .endsWith(
            "stop -- a.service",
            "disable --no-reload -- a.service",
            "mask --no-reload -- a.service",
            "daemon-reload");
  }

  @Test
  void doesNotMaskUnitWhoseFileGoesWhileItIsActivating() throws Exception {
    writeDropIns("a");
    systemctl.tell("a.service", ACTIVATING, state("bad", "active"));

    assertThat(carryOut(Task.Kind.STOP, "a")).isEqualTo(new Succeeded());

    assertThat(systemctl.calls())
        .endsWith("stop -- a.service", "disable --no-reload -- a.service", "daemon-reload");
  }

  @Test
  void endsWhenInterruptedWhileItWaits() throws Exception {
    writeDropIns("a");
    systemctl.tell("a.service", ACTIVATING);
    UnitOperations operations =
        new UnitOperations(
            systemctl,
            new DropIns(configuration),
            Ticker.systemTicker(),
            time -> {
              throw new InterruptedException();
            });

    assertThatThrownBy(() -> OneByOne.carryOut(operations, task(Task.Kind.STOP, "a")))
        .isInstanceOf(InterruptedException.class);
    assertThat(systemctl.calls()).containsExactly("show a.service");
  }

  @Test
  void takesDisableOfVanishedUnitForDone() throws Exception {
    writeDropIns("a");
    systemctl
        .tell("a.service", state("", "active"))
        .answer(
            "disable --no-reload -- a.service",
            new Result.Exited(1, "a.service does not exist.\n"));

    assertThat(carryOut(Task.Kind.STOP, "a")).isEqualTo(new Succeeded());
  }

  @Test
  void takesUnitForDoneWhoseFileGoesWhileItIsBeingStopped() throws Exception {
    writeDropIns("a");
    systemctl
        .tell("a.service", RUNNING, UNKNOWN)
        .answer(
            "disable --no-reload -- a.service",
            new Result.Exited(1, "a.service does not exist.\n"));

    assertThat(carryOut(Task.Kind.STOP, "a")).isEqualTo(new Succeeded());
    assertThat(systemctl.calls()).doesNotContain("mask --no-reload -- a.service");
  }

  @Test
  void disablesAndMasksUnitThatSystemdCouldNotLoad() throws Exception {
    writeDropIns("a");
    systemctl
        .tell("a.service", new UnitState("bad-setting", "inactive", "dead", "enabled", ""))
        .answer("stop -- a.service", new Result.Exited(5, "Unit a.service not loaded.\n"));

    assertThat(carryOut(Task.Kind.STOP, "a")).isEqualTo(new Succeeded());
    assertThat(systemctl.calls())
        .endsWith(
            "disable --no-reload -- a.service", "mask --no-reload -- a.service", "daemon-reload");
  }

  @Test
  void doesNotTakeNotLoadedForStartedHoweverTheUnitIs() throws Exception {
    writeDropIns("a");
    systemctl
        .tell("a.service", state("", "active"))
        .answer("start -- a.service", new Result.Exited(5, "Unit a.service not found.\n"));

    assertThat(carryOut(Task.Kind.START, "a"))
        .isEqualTo(
            new Failed("systemctl start -- a.service: exit code 5: Unit a.service not found."));
  }

  @Test
  void startThatTookTooLongSucceededWhenTheUnitRunsByThen() throws Exception {
    writeDropIns("a");
    systemctl.tell("a.service", ENABLED, RUNNING).answer("start -- a.service", TIMED_OUT);

    assertThat(carryOut(Task.Kind.START, "a")).isEqualTo(new Succeeded());
  }

  @Test
  void startThatTookTooLongTellsWhereTheUnitIs() throws Exception {
    writeDropIns("a");
    systemctl
        .tell("a.service", ENABLED, ACTIVATING)
        .answer("start -- a.service", new Result.TimedOut(Duration.ofMillis(1500), "so far\n"));

    assertThat(carryOut(Task.Kind.START, "a"))
        .isEqualTo(
            new Failed(
                "systemctl start -- a.service: no end after 1500 ms,"
                    + " the unit is activating (start-pre): so far"));
  }

  @Test
  void startThatTookTooLongFailsWhenTheUnitCannotBeRead() throws Exception {
    writeDropIns("a");
    systemctl
        .answer(
            "show a.service",
            new Result.Exited(0, "LoadState=loaded\nActiveState=inactive\nUnitFileState=enabled\n"),
            TIMED_OUT)
        .answer("start -- a.service", TIMED_OUT);

    assertThat(carryOut(Task.Kind.START, "a"))
        .isEqualTo(
            new Failed(
                "systemctl start -- a.service: no end after 90 s,"
                    + " and what became of the unit is unknown"));
  }

  @Test
  void stopThatTookTooLongSucceededWhenTheUnitIsDownByThen() throws Exception {
    writeDropIns("a");
    systemctl.tell("a.service", RUNNING, ENABLED).answer("stop -- a.service", TIMED_OUT);

    assertThat(carryOut(Task.Kind.STOP, "a")).isEqualTo(new Succeeded());
    assertThat(systemctl.calls())
        .endsWith(
            "disable --no-reload -- a.service", "mask --no-reload -- a.service", "daemon-reload");
  }

  @Test
  void stopThatTookTooLongTellsWhereTheUnitIs() throws Exception {
    writeDropIns("a");
    systemctl
        .tell("a.service", RUNNING, state("enabled", "deactivating"))
        .answer("stop -- a.service", TIMED_OUT);

    assertThat(carryOut(Task.Kind.STOP, "a"))
        .isEqualTo(
            new Failed("systemctl stop -- a.service: no end after 90 s, the unit is deactivating"));
    assertThat(systemctl.calls())
        .doesNotContain("disable --no-reload -- a.service", "mask --no-reload -- a.service");
  }

  @Test
  void lostAnswerIsSuccessWhenTheUnitRunsByThen() throws Exception {
    writeDropIns("a");
    systemctl.tell("a.service", ENABLED, RUNNING).answer("start -- a.service", RESET);

    assertThat(carryOut(Task.Kind.START, "a")).isEqualTo(new Succeeded());
    assertThat(systemctl.calls()).endsWith("start -- a.service", "show a.service");
  }

  @Test
  void asksAgainWhenTheAnswerWasLostAndTheJobGoesOn() throws Exception {
    writeDropIns("a");
    systemctl
        .tell("a.service", ENABLED, ACTIVATING)
        .answer("start -- a.service", RESET, ScriptedSystemctl.OK);

    assertThat(carryOut(Task.Kind.START, "a")).isEqualTo(new Succeeded());
    assertThat(systemctl.calls())
        .endsWith("start -- a.service", "show a.service", "start -- a.service");
  }

  @Test
  void failsWhenTheAnswerIsLostAgain() throws Exception {
    writeDropIns("a");
    systemctl.tell("a.service", ENABLED, ACTIVATING).answer("start -- a.service", RESET);

    assertThat(((Failed) carryOut(Task.Kind.START, "a")).message())
        .startsWith("systemctl start -- a.service: exit code 1, the unit is activating (start-pre)")
        .endsWith("Connection reset by peer");
    assertThat(systemctl.calls().stream().filter("start -- a.service"::equals)).hasSize(2);
  }

  /** What is done with a unit of a switched-off scope that is in a state and may not be masked. */
  private static final String SURPLUS =
      """
                       active reloading inactive failed activating deactivating
      enabled          s      s         s        s      w          s
      static           s      s         s        s      w          s
      generated        s      s         s        s      w          s
      disabled         s      s         s        s      w          s
      masked           d      d         d        d      d          d
      masked-runtime   s      s         s        s      w          s
      bad              g      g         .        .      v          g
      (none)           g      g         .        .      v          g
      """;

  static Stream<Arguments> everyStateOfSurplus() {
    return Stream.of(Task.Kind.START, Task.Kind.STOP)
        .flatMap(
            kind ->
                cells(Task.Kind.STOP, SURPLUS)
                    .map(cell -> Arguments.of(kind, cell.get()[1], cell.get()[2], cell.get()[3])));
  }

  @ParameterizedTest(name = "{0}, switched-off unit that is {1} and {2}: {3}")
  @MethodSource("everyStateOfSurplus")
  void putsUnitsOfSwitchedOffScopesAwayBeforeTheOthers(
      Task.Kind kind, String file, String active, String sequence) throws Exception {
    systemctl
        .tell("x@1.service", state(file, active), state(file, "active"))
        .tell("x.service", kind == Task.Kind.START ? RUNNING : MASKED)
        .answer("is-enabled -- x@1.service", new Result.Exited(1, file + "\n"))
        .answer("is-enabled -- x.service", new Result.Exited(1, "masked\n"));
    writeDropIns("x");

    assertThat(OneByOne.carryOut(operations(), withSurplus(kind))).isEqualTo(new Succeeded());

    List<String> expected = new ArrayList<>();
    for (String step : Splitter.on(", ").split(sequence)) {
      switch (step) {
        case "show" -> expected.add("show x@1.service");
        case "(500 ms)" -> {}
        case "daemon-reload" -> {}
        default -> expected.add(step + " -- x@1.service");
      }
    }
    expected.add("show x.service");
    if (kind == Task.Kind.STOP) {
      expected.add("is-enabled -- x.service");
    }
    if (sequence.endsWith("daemon-reload")) {
      expected.add("daemon-reload");
    }
    assertThat(systemctl.calls()).containsExactlyElementsOf(expected);
    assertThat(configuration.resolve("x@1.service.d")).doesNotExist();
  }

  @Test
  void startsTheOthersWhenUnitOfSwitchedOffScopeCannotBePutAwayAndFails() throws Exception {
    writeDropIns("x");
    systemctl
        .tell("x.service", ENABLED)
        .tell("x@1.service", RUNNING)
        .answer("mask --no-reload -- x@1.service", new Result.Exited(1, "File exists\n"));

    assertThat(OneByOne.carryOut(operations(), withSurplus(Task.Kind.START)))
        .isEqualTo(
            new Failed("systemctl mask --no-reload -- x@1.service: exit code 1: File exists"));

    assertThat(systemctl.calls()).endsWith("start -- x.service");
  }

  @ParameterizedTest
  @EnumSource(names = {"START", "STOP"})
  void reloadsForUnitOfSwitchedOffScopeWhoseMaskIsNotInForce(Task.Kind kind) throws Exception {
    writeDropIns("x");
    systemctl
        .tell("x@1.service", new UnitState("loaded", "inactive", "dead", "masked", "no"))
        .tell("x.service", kind == Task.Kind.START ? RUNNING : MASKED)
        .answer("is-enabled -- x@1.service", new Result.Exited(1, "masked\n"))
        .answer("is-enabled -- x.service", new Result.Exited(1, "masked\n"));

    assertThat(OneByOne.carryOut(operations(), withSurplus(kind))).isEqualTo(new Succeeded());

    assertThat(systemctl.calls())
        .startsWith("show x@1.service", "is-enabled -- x@1.service", "show x.service")
        .endsWith("daemon-reload");
  }

  @Test
  void leavesSwitchedOffScopesAloneWhenOnlyAutoRestartIsSet() throws Exception {
    writeDropIns("x");

    assertThat(OneByOne.carryOut(operations(), withSurplus(Task.Kind.AUTO_RESTART)))
        .isEqualTo(new Succeeded());

    assertThat(systemctl.calls()).isEmpty();
  }

  @Test
  void removesDropInsAndReloadsOnceWithoutLookingAtUnits() throws Exception {
    writeDropIns("a", "c");
    assertThat(OneByOne.carryOut(operations(), removal("a", "b", "c"))).isEqualTo(new Succeeded());

    assertThat(systemctl.calls()).containsExactly("daemon-reload");
    assertThat(configuration).isEmptyDirectory();
  }

  @Test
  void doesNotReloadWhenThereWasNoDropInToRemove() throws Exception {
    assertThat(OneByOne.carryOut(operations(), removal("a", "b"))).isEqualTo(new Succeeded());

    assertThat(systemctl.calls()).isEmpty();
  }

  @Test
  void removesTheOtherDropInsWhenOneCannotBeRemovedAndSaysSoInOneLineOfInfo() throws Exception {
    Files.writeString(configuration.resolve("a.service.d"), "");
    writeDropIns("b");
    Logger logger = (Logger) LoggerFactory.getLogger(UnitOperations.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try {
      assertThat(OneByOne.carryOut(operations(), removal("a", "b"))).isInstanceOf(Failed.class);
    } finally {
      logger.detachAppender(lines);
    }

    assertThat(dropIn("b").getParent()).doesNotExist();
    assertThat(lines.list)
        .extracting(ILoggingEvent::toString)
        .containsExactly("[INFO] " + notAFolder("remove") + "; it is left behind and does no harm");
  }

  private String notAFolder(String verb) {
    Path file = dropIn("a");
    return "cannot " + verb + " " + file + ": " + file.getParent() + " is not a folder";
  }

  private static Task removal(String... features) {
    return new Task(
        Task.Kind.REMOVE_DROP_INS,
        task(Task.Kind.STOP, features).units(),
        ImmutableList.of(),
        Optional.empty());
  }

  private static Task withSurplus(Task.Kind kind) {
    FeatureName x = new FeatureName("x");
    return Task.of(
        kind,
        ImmutableList.of(UnitName.global(x)),
        ImmutableList.of(UnitName.perAsic(x, 1)),
        RestartPolicy.NO);
  }

  private OperationResult carryOut(Task.Kind kind, String... features) throws Exception {
    return OneByOne.carryOut(operations(), task(kind, features));
  }

  private UnitOperations operations() {
    return new UnitOperations(
        systemctl,
        new DropIns(configuration),
        new Ticker() {
          @Override
          public long read() {
            return now;
          }
        },
        time -> {
          pauses.add(time);
          now += time.toNanos();
        });
  }

  private void writeDropIns(String... features) throws Exception {
    for (String feature : features) {
      Files.createDirectories(dropIn(feature).getParent());
      Files.writeString(dropIn(feature), "[Service]\nRestart=no\n");
    }
  }

  private Path dropIn(String feature) {
    return configuration.resolve(feature + ".service.d/auto_restart.conf");
  }

  private static Task task(Task.Kind kind, String... features) {
    return Task.of(
        kind,
        Stream.of(features)
            .map(feature -> UnitName.global(new FeatureName(feature)))
            .collect(ImmutableList.toImmutableList()),
        ImmutableList.of(),
        RestartPolicy.NO);
  }

  private static UnitState state(String file, String active) {
    String load =
        switch (file) {
          case "" -> "not-found";
          case "masked", "masked-runtime" -> "masked";
          default -> "loaded";
        };
    return new UnitState(load, active, active, file, "no");
  }

  private static Stream<Arguments> cells(Task.Kind kind, String table) {
    Splitter columns = Splitter.on(' ').omitEmptyStrings();
    List<String> lines = Splitter.on('\n').omitEmptyStrings().splitToList(table);
    List<String> actives = columns.splitToList(lines.get(0));
    List<Arguments> cells = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> row = columns.splitToList(line);
      String file = row.get(0).equals("(none)") ? "" : row.get(0);
      for (int i = 0; i < actives.size(); i++) {
        cells.add(
            Arguments.of(kind, file, actives.get(i), SEQUENCES.get(kind + " " + row.get(i + 1))));
      }
    }
    return cells.stream();
  }
}
