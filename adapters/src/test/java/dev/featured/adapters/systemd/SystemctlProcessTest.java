package dev.featured.adapters.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import dev.featured.adapters.systemd.Systemctl.Result;
import dev.featured.adapters.systemd.Systemctl.Result.Exited;
import dev.featured.adapters.systemd.Systemctl.Result.NotStarted;
import dev.featured.adapters.systemd.Systemctl.Result.TimedOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Little shell scripts stand for systemctl. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SystemctlProcessTest {
  /** Only there so that a defect does not hang the build. */
  private static final Duration GENEROUS = Duration.ofMinutes(1);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 255})
  void tellsTheExitCode(int code) throws Exception {
    assertThat(run(script("exit " + code))).isEqualTo(new Exited(code, ""));
  }

  @Test
  void tellsBothStreamsInTheOrderOfPrinting() throws Exception {
    assertThat(run(script("echo one; echo two >&2; echo three; exit 1")))
        .isEqualTo(new Exited(1, "one\ntwo\nthree\n"));
  }

  @Test
  void readsFloodToItsEndAndKeepsTheEnd() throws Exception {
    Result result =
        run(script("head -c 3000000 /dev/zero | tr '\\0' x; echo; echo the reason; exit 3"));

    assertThat(result).isInstanceOf(Exited.class);
    Exited exited = (Exited) result;
    assertThat(exited.code()).isEqualTo(3);
    assertThat(exited.output()).startsWith("[...]xxx").endsWith("xxx\nthe reason\n");
    assertThat(exited.output().getBytes(UTF_8)).hasSize(4096);
  }

  @Test
  void readsOutputThatIsNotUtf8() throws Exception {
    assertThat(run(script("printf 'a\\377b'"))).isEqualTo(new Exited(0, "a?b"));
  }

  @Test
  void handsArgumentsOverVerbatim() throws Exception {
    assertThat(
            run(
                script("for a in \"$@\"; do echo \"[$a]\"; done"),
                "stop",
                "--",
                "a b",
                "$HOME;*",
                "",
                "-h"))
        .isEqualTo(new Exited(0, "[stop]\n[--]\n[a b]\n[$HOME;*]\n[]\n[-h]\n"));
  }

  @Test
  void asksForPlainEnglishWithoutPager() throws Exception {
    assertThat(run(script("echo \"$LC_ALL|$SYSTEMD_COLORS|${SYSTEMD_PAGER-unset}\"")))
        .isEqualTo(new Exited(0, "C|0|\n"));
  }

  @Test
  void givesTheChildNothingToRead() throws Exception {
    assertThat(run(script("readlink /proc/self/fd/0; cat; echo end")))
        .isEqualTo(new Exited(0, "/dev/null\nend\n"));
  }

  @Test
  void endsHangAfterTheLimitWithAllDescendants() throws Exception {
    String mark = mark();
    Duration limit = Duration.ofMillis(200);

    Result result =
        new SystemctlProcess(script("sleep " + mark + " & wait"), limit).run(ImmutableList.of());

    assertThat(result).isEqualTo(new TimedOut(limit, ""));
    await().atMost(GENEROUS).until(() -> !isRunning(mark));
  }

  @Test
  void tellsWhatHangHadPrinted() throws Exception {
    String script = script("echo waiting for the job; sleep " + mark());
    Duration limit = Duration.ofMillis(100);
    Result result = new TimedOut(limit, "");
    // A slow machine may need longer to get as far as the echo.
    while (result.equals(new TimedOut(limit, "")) && limit.compareTo(GENEROUS) < 0) {
      limit = limit.multipliedBy(2);
      result = new SystemctlProcess(script, limit).run(ImmutableList.of());
    }

    assertThat(result).isEqualTo(new TimedOut(limit, "waiting for the job\n"));
  }

  @Test
  void endsFloodAfterTheLimit() throws Exception {
    Duration limit = Duration.ofMillis(200);

    assertThat(new SystemctlProcess(script("exec yes"), limit).run(ImmutableList.of()))
        .isInstanceOf(TimedOut.class);
  }

  @Test
  void doesNotWaitForGrandchildThatHoldsThePipe() throws Exception {
    Path pid = folder.resolve("pid");
    Path ended = folder.resolve("ended");
    // The child lives on for a while, so that its output is looked at before it ends, too.
    Result result =
        run(
            script(
                String.format(
                    "(sleep 120; >%s) & echo $! >%s; echo done; sleep 0.3; exit 4", ended, pid)));
    boolean waitedForIt = Files.exists(ended);
    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        .ifPresent(
            grandchild -> {
              List<ProcessHandle> family = grandchild.descendants().toList();
              grandchild.destroyForcibly();
              family.forEach(ProcessHandle::destroyForcibly);
            });

    assertThat(result).isEqualTo(new Exited(4, "done\n"));
    assertThat(waitedForIt).as("waited for it").isFalse();
  }

  @Test
  void endsTheChildWithAllDescendantsWhenTheCallerIsInterrupted() throws Exception {
    String mark = mark();
    String script = script("sleep " + mark + " & wait");
    ExecutorService caller = Executors.newSingleThreadExecutor();
    try {
      Future<InterruptedException> thrown =
          caller.submit(
              () -> {
                try {
                  throw new AssertionError(run(script));
                } catch (InterruptedException e) {
                  return e;
                }
              });
      await().atMost(GENEROUS).until(() -> isRunning(mark));

      caller.shutdownNow();

      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
      await().atMost(GENEROUS).until(() -> !isRunning(mark));
    } finally {
      caller.shutdownNow();
    }
  }

  @Test
  void saysThatProgramIsMissing() throws Exception {
    assertThat(run("no-such-systemctl"))
        .isEqualTo(new NotStarted("'no-such-systemctl' cannot be run: No such file or directory"));
  }

  @Test
  void saysThatFileIsNoProgram() throws Exception {
    String file = Files.writeString(folder.resolve("plain"), "#!/bin/sh\n").toString();

    assertThat(run(file))
        .isInstanceOfSatisfying(
            NotStarted.class,
            result ->
                assertThat(result.reason())
                    .startsWith("'" + file.substring(0, Math.min(80, file.length())))
                    .endsWith(" cannot be run: Permission denied"));
  }

  @Test
  void findsTheProgramOnThePath() throws Exception {
    assertThat(new SystemctlProcess("true", GENEROUS).run(ImmutableList.of("--", "x")))
        .isEqualTo(new Exited(0, ""));
  }

  @Test
  void refusesLimitThatIsNotPositive() {
    assertThatThrownBy(() -> new SystemctlProcess("systemctl", Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not positive");
  }

  private static Result run(String executable, String... arguments) throws InterruptedException {
    return new SystemctlProcess(executable, GENEROUS).run(ImmutableList.copyOf(arguments));
  }

  private String script(String body) throws IOException {
    Path file = Files.writeString(folder.resolve("systemctl"), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file.toString();
  }

  /** A time to sleep that nothing else on the machine sleeps. */
  private static String mark() {
    return "3600." + ProcessHandle.current().pid() + System.nanoTime();
  }

  private static boolean isRunning(String mark) {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().arguments().stream())
        .flatMap(Arrays::stream)
        .anyMatch(mark::equals);
  }
}
