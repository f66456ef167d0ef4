package dev.featured.adapters.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole operations with a systemctl that misbehaves; little shell scripts stand for it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SystemctlFaultsTest {
  /** Only there so that a defect does not hang the build. */
  private static final Duration GENEROUS = Duration.ofMinutes(1);

  private static final String SHOW_INACTIVE =
      "show) echo LoadState=loaded; echo ActiveState=inactive; echo UnitFileState=disabled;;\n";

  @TempDir Path folder;
  private Path systemctl;

  @BeforeEach
  void choosePath() {
    systemctl = folder.resolve("systemctl");
  }

  private void script(String cases) throws IOException {
    Files.writeString(systemctl, "#!/bin/sh\ncase $1 in\n" + cases + "\nesac\n");
    Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwx------"));
  }

  private OperationResult start(Duration limit) throws InterruptedException {
    return carryOut(Task.Kind.START, limit);
  }

  private OperationResult carryOut(Task.Kind kind, Duration limit) throws InterruptedException {
    return OneByOne.carryOut(
        new UnitOperations(
            new SystemctlProcess(systemctl.toString(), limit),
            new DropIns(folder.resolve("etc")),
            Ticker.systemTicker(),
            time -> {}),
        Task.of(
            kind,
            ImmutableList.of(UnitName.global(new FeatureName("bgp"))),
            ImmutableList.of(),
            RestartPolicy.NO));
  }

  @Test
  void aMissingProgramFailsWithItsName() throws Exception {
    assertThat(((Failed) start(GENEROUS)).message())
        .endsWith("systemctl' cannot be run: No such file or directory");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 127, 255})
  void everyExitCodeOfAStartIsTold(int code) throws Exception {
    script(SHOW_INACTIVE + "start) echo no luck; exit " + code + ";;");

    assertThat(start(GENEROUS))
        .isEqualTo(new Failed("systemctl start -- bgp.service: exit code " + code + ": no luck"));
  }

  @Test
  void aSystemctlThatIsKilledByASignalFailsWithTheShellsCodeOfIt() throws Exception {
    script(SHOW_INACTIVE + "start) echo half an ans; kill -KILL $$;;");

    assertThat(start(GENEROUS))
        .isEqualTo(new Failed("systemctl start -- bgp.service: exit code 137: half an ans"));
  }

  @Test
  void aStartThatHangsIsEndedAfterTheLimitAndTheUnitIsLookedAt() throws Exception {
    script(
        String.format(
            """
            show)
              echo LoadState=loaded
              echo UnitFileState=disabled
              if [ -e '%1$s/begun' ]; then echo looked >>'%1$s/looks'; fi
              if [ -e '%1$s/begun' ]; then echo ActiveState=activating; else echo ActiveState=inactive; fi;;
            start) echo $$ >'%1$s/begun'; exec sleep 1000;;
            """,
            folder));
    Duration limit = Duration.ofSeconds(2);

    OperationResult result = start(limit);

    assertThat(result)
        .isEqualTo(
            new Failed("systemctl start -- bgp.service: no end after 2 s, the unit is activating"));
    assertThat(folder.resolve("looks")).exists();
    long pid = Long.parseLong(Files.readString(folder.resolve("begun")).strip());
    await().atMost(GENEROUS).until(() -> ProcessHandle.of(pid).isEmpty());
  }

  @Test
  void aFloodOf64MebibytesIsReadToItsEndWithoutTheHeapGrowing() throws Exception {
    script(
        SHOW_INACTIVE + "start) head -c 67108864 /dev/zero | tr '\\0' x; echo; echo why; exit 1;;");
    long before = allocated();

    Failed failed = (Failed) start(GENEROUS);

    assertThat(failed.message()).endsWith("xxx\nwhy");
    assertThat(failed.message().getBytes(UTF_8).length).isLessThanOrEqualTo(4096);
    // A megabyte is what any test may leave; the flood is 64 of them.
    assertThat(allocated() - before).isLessThan(8 << 20);
  }

  /** The heap in use once what is garbage is collected, in bytes. */
  private static long allocated() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "start"})
  void binaryGarbageFailsAndIsTold(String verb) throws Exception {
    script(
        (verb.equals("show") ? "" : SHOW_INACTIVE)
            + verb
            + ") printf 'a\\000\\377\\376\\033[31mz'; exit 1;;");

    String message = ((Failed) start(GENEROUS)).message();

    assertThat(message).contains("systemctl " + verb, "exit code 1: a").endsWith("[31mz");
    assertThat(message.getBytes(UTF_8).length).isLessThan(200);
  }

  @Test
  void anAnswerThatIsNoStateIsNotTakenForOne() throws Exception {
    script("show) head -c 2000 /dev/urandom;;");

    assertThat(((Failed) start(GENEROUS)).message()).contains("this is not the state of a unit");
    assertThat(((Failed) carryOut(Task.Kind.STOP, GENEROUS)).message())
        .contains("this is not the state of a unit");
  }

  @Test
  void oneCallThatFailsDoesNotSpoilTheNextOperation() throws Exception {
    script(SHOW_INACTIVE + "start) exit 1;;");
    assertThat(start(GENEROUS)).isInstanceOf(Failed.class);

    script(SHOW_INACTIVE + "start) exit 0;;");
    assertThat(start(GENEROUS)).isEqualTo(new Succeeded());
  }
}
