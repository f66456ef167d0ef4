package dev.featured.adapters.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.featured.engine.core.OperationResult;
import dev.featured.engine.core.OperationResult.Failed;
import dev.featured.engine.core.OperationResult.Succeeded;
import dev.featured.engine.core.Task;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RestartPolicy;
import dev.featured.engine.feature.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each test has units of its own: they share one systemd. */
class UnitOperationsOnRealSystemdTest {
  /** Only there so that a defect does not hang the build. */
  private static final Duration GENEROUS = Duration.ofMinutes(1);

  /** Has noted each start in /run/NAME.starts by the time it is active. */
  private static final String NOTING =
      """
      [Service]
      ExecStart=/bin/sleep infinity
      ExecStartPost=/bin/sh -c 'echo started >>/run/%N.starts'
      [Install]
      WantedBy=multi-user.target
      """;

  /** Does not get beyond its ExecStartPre until there is a file /run/NAME.go. */
  private static final String SLOW =
      """
      [Service]
      ExecStartPre=/bin/sh -c 'until [ -e /run/%N.go ]; do sleep 0.02; done'
      ExecStart=/bin/sleep infinity
      ExecStartPost=/bin/sh -c 'echo started >>/run/%N.starts'
      [Install]
      WantedBy=multi-user.target
      """;

  private static final String FAILING =
      """
      [Service]
      Type=oneshot
      ExecStart=/bin/false
      [Install]
      WantedBy=multi-user.target
      """;

  @RegisterExtension
  static final RealSystemd SYSTEMD =
      RealSystemd.withUnits(
          ImmutableMap.<String, String>builder()
              .put("masked.service", NOTING)
              .put("running.service", NOTING)
              .put("stopped.service", NOTING)
              .put("vanished.service", NOTING)
              .put("unloaded.service", NOTING)
              .put("never-enabled.service", NOTING)
              .put("restarted.service", NOTING)
              .put("neighbour.service", NOTING)
              .put("forgotten.service", NOTING)
              .put("misremembered.service", NOTING)
              .put("until-boot.service", NOTING)
              .put("broken.service", "[Service]\nnonsense\n[Install]\nWantedBy=multi-user.target\n")
              .put("per-asic@.service", NOTING)
              .put("per-dpu@.service", NOTING)
              .put("scopes.service", NOTING)
              .put("deregistered@.service", NOTING)
              .put("scopes@.service", NOTING)
              .put("activating.service", SLOW)
              .put("reexecuted.service", SLOW)
              .put("late.service", SLOW)
              .put("rehearsed.service", NOTING)
              .put("failing.service", FAILING)
              .build());

  private final List<Duration> pauses = new ArrayList<>();
  private Pause pause = pauses::add;
  private Duration limit = GENEROUS;

  @Test
  void startsUnitThatIsDisabledAndMasked() throws Exception {
    SYSTEMD.exec("systemctl", "mask", "--", "masked.service");

    assertThat(carryOut(Task.Kind.START, "masked")).isEqualTo(new Succeeded());

    assertThat(stateOf("masked")).isEqualTo("loaded active enabled");
  }

  @Test
  void startsUnitThatIsMaskedUntilTheNextBoot() throws Exception {
    SYSTEMD.exec("systemctl", "mask", "--runtime", "--", "until-boot.service");

    assertThat(carryOut(Task.Kind.START, "until-boot")).isEqualTo(new Succeeded());

    assertThat(stateOf("until-boot")).isEqualTo("loaded active enabled");
  }

  @Test
  void leavesUnitAloneThatIsEnabledAndActive() throws Exception {
    carryOut(Task.Kind.START, "running");
    List<ImmutableList<String>> calls = new ArrayList<>();

    UnitOperations watched =
        operations(
            arguments -> {
              calls.add(arguments);
              return systemctl().run(arguments);
            });
    OperationResult again =
        OneByOne.carryOut(watched, task(Task.Kind.START, RestartPolicy.NO, "running"));

    assertThat(again).isEqualTo(new Succeeded());
    assertThat(calls).extracting(call -> call.get(0)).containsExactly("show");
    assertThat(SYSTEMD.file("/run/running.starts")).hasContent("started\n");
  }

  @Test
  void stopsDisablesAndMasks() throws Exception {
    carryOut(Task.Kind.START, "stopped");

    assertThat(carryOut(Task.Kind.STOP, "stopped")).isEqualTo(new Succeeded());
    assertThat(stateOf("stopped")).isEqualTo("masked inactive masked");

    SYSTEMD.exec("systemctl", "unmask", "--", "stopped.service");
    assertThat(stateOf("stopped")).isEqualTo("loaded inactive disabled");
    assertThat(carryOut(Task.Kind.STOP, "stopped")).isEqualTo(new Succeeded());
    assertThat(stateOf("stopped")).as("skipped").isEqualTo("loaded inactive disabled");
  }

  @Test
  void letsExecStartPreEndBeforeItStops() throws Exception {
    SYSTEMD.exec("systemctl", "start", "--no-block", "--", "activating.service");
    await().atMost(GENEROUS).until(() -> isActivating("activating"));
    pause =
        time -> {
          pauses.add(time);
          letGo("activating");
          await().atMost(GENEROUS).until(() -> !isActivating("activating"));
        };

    assertThat(carryOut(Task.Kind.STOP, "activating")).isEqualTo(new Succeeded());

    assertThat(pauses).containsExactly(Duration.ofMillis(500));
    // What comes after ExecStartPre was done, so that was left to end.
    assertThat(SYSTEMD.file("/run/activating.starts")).hasContent("started\n");
    assertThat(stateOf("activating")).isEqualTo("masked inactive masked");
  }

  @Test
  void failsWithTheOutputWhenTheUnitDoesNotStart() throws Exception {
    assertThat(((Failed) carryOut(Task.Kind.START, "failing")).message())
        .startsWith(
            "systemctl start -- failing.service: exit code 1: Job for failing.service failed");
    assertThat(stateOf("failing")).isEqualTo("loaded failed enabled");

    assertThat(carryOut(Task.Kind.STOP, "failing")).isEqualTo(new Succeeded());
    assertThat(stateOf("failing")).isEqualTo("masked failed masked");
  }

  @Test
  void failsToStartUnitThatDoesNotExist() throws Exception {
    assertThat(carryOut(Task.Kind.START, "unknown"))
        .isEqualTo(
            new Failed(
                "systemctl start -- unknown.service: exit code 5: Failed to start unknown.service:"
                    + " Unit unknown.service not found."));
  }

  @Test
  void hasNothingToStopWhenTheUnitDoesNotExist() throws Exception {
    assertThat(carryOut(Task.Kind.STOP, "nowhere")).isEqualTo(new Succeeded());

    assertThat(stateOf("nowhere")).isEqualTo("not-found inactive");
    assertThat(configuration().resolve("nowhere.service.d")).doesNotExist();
  }

  @Test
  void goesOnAfterUnitThatDoesNotExist() throws Exception {
    assertThat(((Failed) carryOut(Task.Kind.START, "absent", "neighbour")).message())
        .contains("absent.service")
        .doesNotContain("neighbour");

    assertThat(SYSTEMD.property("neighbour.service", "ActiveState")).isEqualTo("active");
  }

  @Test
  void bringsTheRestartPolicyIntoForceOfRunningUnit() throws Exception {
    carryOut(Task.Kind.START, "restarted");
    for (RestartPolicy policy : List.of(RestartPolicy.ALWAYS, RestartPolicy.NO)) {
      assertThat(
              OneByOne.carryOut(
                  operations(systemctl()), task(Task.Kind.AUTO_RESTART, policy, "restarted")))
          .isEqualTo(new Succeeded());

      assertThat(SYSTEMD.property("restarted.service", "Restart")).isEqualTo(policy.systemdValue());
    }
  }

  @Test
  void bringsDropInIntoForceThatKilledDaemonDidNotReload() throws Exception {
    carryOut(Task.Kind.START, "forgotten");
    new DropIns(configuration())
        .write(UnitName.global(new FeatureName("forgotten")), RestartPolicy.ALWAYS);

    assertThat(
            OneByOne.carryOut(
                operations(systemctl()), task(Task.Kind.START, RestartPolicy.ALWAYS, "forgotten")))
        .isEqualTo(new Succeeded());

    assertThat(SYSTEMD.property("forgotten.service", "Restart")).isEqualTo("always");
  }

  @Test
  void disablesUnitThatKilledDaemonEnabledWithoutReload() throws Exception {
    carryOut(Task.Kind.START, "misremembered");
    SYSTEMD.exec("systemctl", "kill", "-s", "KILL", "--", "misremembered.service");
    await().atMost(GENEROUS).until(() -> stateOf("misremembered").contains("failed"));
    assertThat(carryOut(Task.Kind.STOP, "misremembered")).isEqualTo(new Succeeded());
    SYSTEMD.exec("systemctl", "unmask", "--no-reload", "--", "misremembered.service");
    SYSTEMD.exec("systemctl", "enable", "--no-reload", "--", "misremembered.service");
    assertThat(stateOf("misremembered")).as("remembered").isEqualTo("masked failed masked");

    assertThat(carryOut(Task.Kind.STOP, "misremembered")).isEqualTo(new Succeeded());

    SYSTEMD.exec("systemctl", "daemon-reload");
    assertThat(stateOf("misremembered")).as("on disk").isEqualTo("masked failed masked");
  }

  @Test
  void stopsUnitWhoseFileIsDeletedWhileItRuns() throws Exception {
    carryOut(Task.Kind.START, "vanished");
    Files.delete(SYSTEMD.file("/lib/systemd/system/vanished.service"));
    assertThat(stateOf("vanished")).isEqualTo("loaded active bad");

    assertThat(carryOut(Task.Kind.STOP, "vanished")).isEqualTo(new Succeeded());

    assertThat(stateOf("vanished")).isEqualTo("not-found inactive");
    assertThat(configuration().resolve("multi-user.target.wants/vanished.service"))
        .matches(link -> !Files.isSymbolicLink(link), "has gone");
  }

  @Test
  void stopsUnitWhoseFileIsDeletedWhileItRunsAlsoAfterReload() throws Exception {
    carryOut(Task.Kind.START, "unloaded");
    Files.delete(SYSTEMD.file("/lib/systemd/system/unloaded.service"));
    SYSTEMD.exec("systemctl", "daemon-reload");
    assertThat(stateOf("unloaded")).isEqualTo("not-found active");

    assertThat(carryOut(Task.Kind.STOP, "unloaded")).isEqualTo(new Succeeded());

    assertThat(stateOf("unloaded")).isEqualTo("not-found inactive");
  }

  @Test
  void stopsVanishedUnitThatWasNeverEnabled() throws Exception {
    SYSTEMD.exec("systemctl", "start", "--", "never-enabled.service");
    Files.delete(SYSTEMD.file("/lib/systemd/system/never-enabled.service"));
    SYSTEMD.exec("systemctl", "daemon-reload");

    assertThat(carryOut(Task.Kind.STOP, "never-enabled")).isEqualTo(new Succeeded());

    assertThat(stateOf("never-enabled")).isEqualTo("not-found inactive");
  }

  @Test
  void disablesAndMasksUnitThatSystemdCannotLoad() throws Exception {
    SYSTEMD.exec("systemctl", "enable", "--", "broken.service");
    assertThat(stateOf("broken")).isEqualTo("bad-setting inactive enabled");

    assertThat(carryOut(Task.Kind.STOP, "broken")).isEqualTo(new Succeeded());

    assertThat(stateOf("broken")).isEqualTo("masked inactive masked");
  }

  @Test
  void startOutlivesReexecutionOfSystemd() throws Exception {
    ExecutorService lane = Executors.newSingleThreadExecutor();
    List<Systemctl.Result> starts = new ArrayList<>();
    try {
      UnitOperations operations =
          operations(
              arguments -> {
                if (!arguments.get(0).equals("start")) {
                  return systemctl().run(arguments);
                }
                if (!starts.isEmpty()) {
                  letGo("reexecuted"); // not before: the unit is activating when the answer is lost
                }
                Systemctl.Result result = systemctl().run(arguments);
                starts.add(result);
                return result;
              });
      Future<OperationResult> result =
          lane.submit(
              () ->
                  OneByOne.carryOut(
                      operations, task(Task.Kind.START, RestartPolicy.NO, "reexecuted")));
      await().atMost(GENEROUS).until(() -> isActivating("reexecuted"));

      SYSTEMD.exec("systemctl", "daemon-reexec");

      assertThat(result.get()).isEqualTo(new Succeeded());
      assertThat(starts).hasSize(2);
      assertThat(starts.get(0).toString()).contains("Connection reset by peer");
      assertThat(SYSTEMD.file("/run/reexecuted.starts")).hasContent("started\n");
    } finally {
      lane.shutdownNow();
    }
  }

  @Test
  void tellsWhereUnitIsWhoseStartTakesTooLong() throws Exception {
    Systemctl impatient =
        arguments ->
            arguments.get(0).equals("start")
                ? new SystemctlProcess(SYSTEMD.systemctl().toString(), limit).run(arguments)
                : systemctl().run(arguments);
    Task start = task(Task.Kind.START, RestartPolicy.NO, "late");
    limit = Duration.ofMillis(200);
    // A slow machine may need longer until the start has reached systemd.
    String message = "";
    while (!message.contains("activating") && limit.compareTo(GENEROUS) < 0) {
      limit = limit.multipliedBy(2);
      message = ((Failed) OneByOne.carryOut(operations(impatient), start)).message();
    }

    assertThat(message)
        .isEqualTo(
            "systemctl start -- late.service: no end after "
                + (limit.toMillisPart() == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms")
                + ", the unit is activating (start-pre)");

    letGo("late");
    await().atMost(GENEROUS).until(() -> stateOf("late").equals("loaded active enabled"));
  }

  @Test
  void startsAndStopsTheUnitOfEachAsic() throws Exception {
    FeatureName name = new FeatureName("per-asic");
    startsAndStops(ImmutableList.of(UnitName.perAsic(name, 0), UnitName.perAsic(name, 1)));
    assertThat(stateOf("per-asic@2")).as("of no ASIC").isEqualTo("loaded inactive disabled");
  }

  @Test
  void startsAndStopsTheUnitOfEachDpu() throws Exception {
    FeatureName name = new FeatureName("per-dpu");
    startsAndStops(ImmutableList.of(UnitName.perDpu(name, 0), UnitName.perDpu(name, 1)));
  }

  private void startsAndStops(ImmutableList<UnitName> units) throws Exception {
    UnitOperations operations = operations(systemctl());
    ImmutableList<UnitName> none = ImmutableList.of();
    for (int round = 0; round < 2; round++) {
      assertThat(
              OneByOne.carryOut(
                  operations, Task.of(Task.Kind.START, units, none, RestartPolicy.ALWAYS)))
          .isEqualTo(new Succeeded());
      for (UnitName unit : units) {
        assertThat(stateOf(unit.stem())).isEqualTo("loaded active enabled");
        assertThat(SYSTEMD.property(unit.toString(), "Restart")).isEqualTo("always");
      }
      assertThat(
              OneByOne.carryOut(operations, Task.of(Task.Kind.STOP, units, none, RestartPolicy.NO)))
          .isEqualTo(new Succeeded());
      assertThat(units)
          .allSatisfy(unit -> assertThat(stateOf(unit.stem())).isEqualTo("masked inactive masked"));
    }
  }

  @Test
  void movesFeatureFromOneScopeToTheOther() throws Exception {
    FeatureName name = new FeatureName("scopes");
    ImmutableList<UnitName> global = ImmutableList.of(UnitName.global(name));
    ImmutableList<UnitName> perAsic =
        ImmutableList.of(UnitName.perAsic(name, 0), UnitName.perAsic(name, 1));
    UnitOperations operations = operations(systemctl());

    assertThat(
            OneByOne.carryOut(
                operations, Task.of(Task.Kind.START, global, perAsic, RestartPolicy.NO)))
        .isEqualTo(new Succeeded());
    assertThat(stateOf("scopes")).isEqualTo("loaded active enabled");
    assertThat(stateOf("scopes@0")).as("existed").isEqualTo("masked inactive masked");

    assertThat(
            OneByOne.carryOut(
                operations, Task.of(Task.Kind.START, perAsic, global, RestartPolicy.NO)))
        .isEqualTo(new Succeeded());
    assertThat(stateOf("scopes")).isEqualTo("masked inactive masked");
    assertThat(stateOf("scopes@0")).isEqualTo("loaded active enabled");
    assertThat(stateOf("scopes@1")).isEqualTo("loaded active enabled");

    FeatureName absent = new FeatureName("no-such");
    assertThat(
            OneByOne.carryOut(
                operations,
                Task.of(
                    Task.Kind.STOP,
                    perAsic,
                    ImmutableList.of(UnitName.global(absent)),
                    RestartPolicy.NO)))
        .isEqualTo(new Succeeded());
    assertThat(stateOf("no-such")).isEqualTo("not-found inactive");
  }

  @Test
  void removedDropInsAreNotInForceAnyMoreAndTheUnitRunsOn() throws Exception {
    UnitName unit = UnitName.perAsic(new FeatureName("deregistered"), 0);
    ImmutableList<UnitName> units =
        ImmutableList.of(unit, UnitName.global(new FeatureName("gone")));
    OneByOne.carryOut(
        operations(systemctl()),
        Task.of(Task.Kind.START, units.subList(0, 1), ImmutableList.of(), RestartPolicy.ALWAYS));
    assertThat(SYSTEMD.property(unit.toString(), "Restart")).isEqualTo("always");

    assertThat(
            OneByOne.carryOut(
                operations(systemctl()),
                new Task(Task.Kind.REMOVE_DROP_INS, units, ImmutableList.of(), Optional.empty())))
        .isEqualTo(new Succeeded());

    assertThat(SYSTEMD.property(unit.toString(), "Restart")).isEqualTo("no");
    assertThat(stateOf("deregistered@0")).isEqualTo("loaded active enabled");
    assertThat(configuration().resolve("deregistered@0.service.d")).doesNotExist();
  }

  @Test
  void aRehearsalTellsWhatIsThenDoneAndNothingOnceItIs() throws Exception {
    for (Task.Kind kind : List.of(Task.Kind.START, Task.Kind.STOP, Task.Kind.START)) {
      String before = stateOf("rehearsed");
      assertThat(rehearsed(kind)).isNotEmpty();
      assertThat(stateOf("rehearsed")).isEqualTo(before);

      assertThat(carryOut(kind, "rehearsed")).isEqualTo(new Succeeded());

      assertThat(rehearsed(kind)).isEmpty();
    }
  }

  private static ImmutableList<Rehearsal.Act> rehearsed(Task.Kind kind) throws Exception {
    Rehearsal.Outcome outcome =
        new Rehearsal(systemctl(), configuration()).of(task(kind, RestartPolicy.NO, "rehearsed"));
    return ((Rehearsal.Outcome.Acts) outcome).acts();
  }

  private OperationResult carryOut(Task.Kind kind, String... features) throws Exception {
    return OneByOne.carryOut(operations(systemctl()), task(kind, RestartPolicy.NO, features));
  }

  private UnitOperations operations(Systemctl systemctl) {
    return new UnitOperations(
        systemctl, new DropIns(configuration()), Ticker.systemTicker(), pause);
  }

  private static Systemctl systemctl() {
    return new SystemctlProcess(SYSTEMD.systemctl().toString(), GENEROUS);
  }

  private static Path configuration() {
    return SYSTEMD.file("/etc/systemd/system");
  }

  private static Task task(Task.Kind kind, RestartPolicy policy, String... features) {
    return Task.of(
        kind,
        Stream.of(features)
            .map(feature -> UnitName.global(new FeatureName(feature)))
            .collect(ImmutableList.toImmutableList()),
        ImmutableList.of(),
        policy);
  }

  private static String stateOf(String feature) {
    String unit = feature + ".service";
    return Stream.of("LoadState", "ActiveState", "UnitFileState")
        .map(name -> SYSTEMD.property(unit, name))
        .reduce("", (states, state) -> (states + " " + state).strip());
  }

  private static boolean isActivating(String feature) {
    return SYSTEMD.property(feature + ".service", "ActiveState").equals("activating");
  }

  private static void letGo(String feature) {
    try {
      Files.writeString(SYSTEMD.file("/run/" + feature + ".go"), "");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
