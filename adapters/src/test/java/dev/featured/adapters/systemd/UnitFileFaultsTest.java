package dev.featured.adapters.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import dev.featured.engine.core.OperationResult;
import dev.featured.engine.core.OperationResult.Failed;
import dev.featured.engine.core.OperationResult.Succeeded;
import dev.featured.engine.core.Task;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RestartPolicy;
import dev.featured.engine.feature.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A unit's file is deleted before, during and after an operation, or the unit does not get beyond
 * {@code activating}; on a real systemd. Each test has units of its own.
 */
class UnitFileFaultsTest {
  private static final Duration GENEROUS = Duration.ofMinutes(1);
  private static final String UNIT =
      """
      [Service]
      ExecStart=/bin/sleep infinity
      [Install]
      WantedBy=multi-user.target
      """;
  private static final String NEVER_UP =
      """
      [Service]
      TimeoutStartSec=infinity
      ExecStartPre=/bin/sleep infinity
      ExecStart=/bin/sleep infinity
      [Install]
      WantedBy=multi-user.target
      """;

  @RegisterExtension
  static final RealSystemd SYSTEMD =
      RealSystemd.withUnits(
          Map.of(
              "before-start.service",
              UNIT,
              "during-start-true.service",
              UNIT,
              "during-start-false.service",
              UNIT,
              "after-start.service",
              UNIT,
              "before-stop.service",
              UNIT,
              "during-stop-true.service",
              UNIT,
              "during-stop-false.service",
              UNIT,
              "after-stop.service",
              UNIT,
              "never-up.service",
              NEVER_UP,
              "never-up-to-stop.service",
              NEVER_UP));

  /** A clock whose every reading is 61 s later than the one before. */
  private static final Ticker HASTY =
      new Ticker() {
        private long now;

        @Override
        public long read() {
          now += Duration.ofSeconds(61).toNanos();
          return now;
        }
      };

  private static Systemctl systemctl() {
    return new SystemctlProcess(SYSTEMD.systemctl().toString(), GENEROUS);
  }

  private static OperationResult carryOut(Task.Kind kind, String feature) throws Exception {
    return carryOut(kind, feature, systemctl());
  }

  private static OperationResult carryOut(Task.Kind kind, String feature, Systemctl systemctl)
      throws Exception {
    return OneByOne.carryOut(
        new UnitOperations(
            systemctl, new DropIns(SYSTEMD.file("/etc/systemd/system")), HASTY, time -> {}),
        Task.of(
            kind,
            ImmutableList.of(UnitName.global(new FeatureName(feature))),
            ImmutableList.of(),
            RestartPolicy.NO));
  }

  private static void deleteFile(String feature, boolean reload) {
    try {
      Files.delete(SYSTEMD.file("/lib/systemd/system/" + feature + ".service"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    if (reload) {
      SYSTEMD.exec("systemctl", "daemon-reload");
    }
  }

  /** Deletes the file right before the first call of that verb reaches systemd. */
  private static Systemctl deletingBefore(String verb, String feature, boolean reload) {
    boolean[] done = new boolean[1];
    return arguments -> {
      if (arguments.get(0).equals(verb) && !done[0]) {
        done[0] = true;
        deleteFile(feature, reload);
      }
      return systemctl().run(arguments);
    };
  }

  private static String activeState(String feature) {
    return SYSTEMD.property(feature + ".service", "ActiveState");
  }

  @Test
  void deletedBeforeAStartItFails() throws Exception {
    deleteFile("before-start", true);

    assertThat(((Failed) carryOut(Task.Kind.START, "before-start")).message())
        .contains("before-start.service not found");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void deletedDuringAStartItFailsOrRunsWithoutItsFileAndIsNeverHalfStarted(boolean reload)
      throws Exception {
    String feature = "during-start-" + reload;

    OperationResult result =
        carryOut(Task.Kind.START, feature, deletingBefore("start", feature, reload));

    assertThat(SYSTEMD.file("/lib/systemd/system/" + feature + ".service")).doesNotExist();
    assertThat(activeState(feature))
        .as("without a reload it depends on whether systemd still remembers the unit")
        .isEqualTo(result.equals(new Succeeded()) ? "active" : "inactive");
    if (reload) {
      assertThat(result).isInstanceOf(Failed.class);
    }
  }

  @Test
  void deletedAfterAStartItIsStoppedAllTheSame() throws Exception {
    carryOut(Task.Kind.START, "after-start");
    deleteFile("after-start", true);
    assertThat(activeState("after-start")).isEqualTo("active");

    assertThat(carryOut(Task.Kind.STOP, "after-start")).isEqualTo(new Succeeded());

    assertThat(activeState("after-start")).isEqualTo("inactive");
  }

  @Test
  void deletedBeforeAStopOfAUnitThatDoesNotRunThereIsNothingToDo() throws Exception {
    deleteFile("before-stop", true);

    assertThat(carryOut(Task.Kind.STOP, "before-stop")).isEqualTo(new Succeeded());

    assertThat(SYSTEMD.file("/etc/systemd/system/before-stop.service"))
        .as("a mask")
        .matches(link -> !Files.isSymbolicLink(link), "is none");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void deletedDuringAStopItIsStoppedAndNotMasked(boolean reload) throws Exception {
    String feature = "during-stop-" + reload;
    carryOut(Task.Kind.START, feature);

    assertThat(carryOut(Task.Kind.STOP, feature, deletingBefore("stop", feature, reload)))
        .isEqualTo(new Succeeded());

    assertThat(activeState(feature)).isEqualTo("inactive");
    assertThat(SYSTEMD.file("/lib/systemd/system/" + feature + ".service")).doesNotExist();
  }

  @Test
  void deletedAfterAStopItStaysStopped() throws Exception {
    carryOut(Task.Kind.START, "after-stop");
    carryOut(Task.Kind.STOP, "after-stop");
    deleteFile("after-stop", true);

    assertThat(carryOut(Task.Kind.STOP, "after-stop")).isEqualTo(new Succeeded());

    assertThat(activeState("after-stop")).isEqualTo("inactive");
  }

  @Test
  void aUnitThatIsActivatingForEverFailsItsStartAndIsSaidToBeSo() throws Exception {
    Systemctl impatient =
        arguments ->
            arguments.get(0).equals("start")
                ? new SystemctlProcess(SYSTEMD.systemctl().toString(), Duration.ofSeconds(2))
                    .run(arguments)
                : systemctl().run(arguments);

    assertThat(carryOut(Task.Kind.START, "never-up", impatient))
        .isEqualTo(
            new Failed(
                "systemctl start -- never-up.service: no end after 2 s, the unit is activating"
                    + " (start-pre)"));
  }

  @Test
  void aUnitThatIsActivatingForEverIsStoppedOnceItHasBeenWaitedFor() throws Exception {
    SYSTEMD.exec("systemctl", "start", "--no-block", "--", "never-up-to-stop.service");
    await().atMost(GENEROUS).until(() -> activeState("never-up-to-stop").equals("activating"));

    assertThat(carryOut(Task.Kind.STOP, "never-up-to-stop")).isEqualTo(new Succeeded());

    assertThat(activeState("never-up-to-stop")).isIn("inactive", "failed");
    assertThat(SYSTEMD.property("never-up-to-stop.service", "UnitFileState")).isEqualTo("masked");
  }
}
