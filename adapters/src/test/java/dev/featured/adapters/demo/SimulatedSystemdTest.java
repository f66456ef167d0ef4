package dev.featured.adapters.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.featured.adapters.systemd.Systemctl.Result;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.UnitName;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimulatedSystemdTest {
  private static final UnitName BGP = UnitName.global(new FeatureName("bgp"));
  private static final Duration START = Duration.ofSeconds(7);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final SystemdTimes TIMES =
      new SystemdTimes() {
        @Override
        public Duration start(String unit) {
          return START;
        }

        @Override
        public Duration call(String verb) {
          return Duration.ZERO;
        }
      };

  /** Opens when the starts that are under way shall be through. */
  private final CountDownLatch startsEnd = new CountDownLatch(1);

  private final SimulatedSystemd systemd = new SimulatedSystemd(TIMES, this::pause);

  private boolean pause(Duration time, CountDownLatch over) throws InterruptedException {
    if (time.equals(START)) {
      while (startsEnd.getCount() > 0 && !over.await(1, TimeUnit.MILLISECONDS)) {}
    }
    return over.getCount() == 0;
  }

  @AfterEach
  void end() {
    systemd.close();
  }

  /** Each step is {@code install}, {@code remove}, {@code boot} or a call; the last one counts. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          start bgp                                   | 5 | Unit bgp.service not found.
          install; mask bgp; start bgp                | 1 | Unit bgp.service is masked.
          install; boot bgp                           | 0 |
          install; boot bgp; start bgp                | 0 |
          stop bgp                                    | 5 | Unit bgp.service not loaded.
          install; stop bgp                           | 0 |
          install; boot bgp; stop bgp                 | 0 |
          install; boot bgp; remove; stop bgp         | 0 |
          install; mask bgp; stop bgp                 | 0 |
          enable bgp                                  | 1 | Unit file bgp.service does not exist.
          install; enable bgp                         | 0 | Created symlink
          install; mask bgp; enable bgp               | 1 | is masked.
          disable bgp                                 | 1 | Unit file bgp.service does not exist.
          install; enable bgp; disable bgp            | 0 | Removed
          install; mask bgp; disable bgp              | 0 | is masked, ignoring.
          mask bgp                                    | 0 | Created symlink
          install; mask bgp; unmask bgp               | 0 | Removed
          unmask bgp                                  | 0 | does not exist, proceeding anyway.
          is-active bgp                               | 3 | inactive
          is-enabled bgp                              | 1 | Failed to get unit file state for bgp.service: No such file
          install; is-enabled bgp                     | 1 | disabled
          install; enable bgp; is-enabled bgp         | 0 | enabled
          install; mask bgp; is-enabled bgp           | 1 | masked
          install; boot bgp; is-active bgp            | 0 | active
          daemon-reload                               | 0 |
          start                                       | 1 | Too few arguments.
          restart bgp                                 | 1 | Unknown command verb restart.
          start --now bgp                             | 1 | unrecognized option '--now'
          install; start -- other bgp; is-active bgp  | 0 | active
          """)
  void answersAsSystemdDoes(String steps, int code, String text) throws Exception {
    startsEnd.countDown();
    Result last = new Result.NotStarted("nothing was called");
    for (String step : Splitter.on(';').trimResults().split(steps)) {
      switch (step) {
        case "install" -> systemd.install(BGP);
        case "remove" -> systemd.remove(BGP);
        case "boot bgp" -> last = call("start bgp");
        default -> last = call(step);
      }
    }

    assertThat(last)
        .isInstanceOfSatisfying(
            Result.Exited.class,
            exited -> {
              assertThat(exited.code()).isEqualTo(code);
              if (text == null) {
                assertThat(exited.output()).isEmpty();
              } else {
                assertThat(exited.output()).contains(text);
              }
            });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          is-active bgp                       | not-found | inactive | ''       | dead
          install                             | loaded    | inactive | disabled | dead
          install; enable bgp                 | loaded    | inactive | enabled  | dead
          install; mask bgp                   | masked    | inactive | masked   | dead
          install; start bgp                  | loaded    | active   | disabled | running
          install; start bgp; stop bgp        | loaded    | inactive | disabled | dead
          install; start bgp; remove          | not-found | active   | ''       | running
          install; start bgp; mask bgp        | masked    | active   | masked   | running
          install; enable bgp; mask bgp; disable bgp; unmask bgp | loaded | inactive | enabled | dead
          """)
  void showsWhatAUnitIs(String steps, String load, String active, String unitFile, String sub)
      throws Exception {
    startsEnd.countDown();
    for (String step : Splitter.on(';').trimResults().split(steps)) {
      switch (step) {
        case "install" -> systemd.install(BGP);
        case "remove" -> systemd.remove(BGP);
        default -> call(step);
      }
    }

    assertThat(call("show -p LoadState,ActiveState,UnitFileState,SubState -- bgp.service"))
        .isEqualTo(
            new Result.Exited(
                0,
                String.join(
                    "\n",
                    "LoadState=" + load,
                    "ActiveState=" + active,
                    "SubState=" + sub,
                    "UnitFileState=" + unitFile)));
  }

  @Test
  void aUnitIsActivatingWhileItsStartRuns() throws Exception {
    systemd.install(BGP);
    CompletableFuture<Result> start = inBackground("start bgp");

    assertThat(systemd.awaitFirstStart(BGP, LIMIT)).isTrue();
    assertThat(call("show -p ActiveState bgp"))
        .isEqualTo(new Result.Exited(0, "ActiveState=activating"));
    assertThat(start).isNotDone();

    startsEnd.countDown();
    assertThat(end(start)).isEqualTo(new Result.Exited(0, ""));
    assertThat(systemd.active(BGP)).isTrue();
  }

  @Test
  void aStartFailsWhenItsUnitFileGoes() throws Exception {
    systemd.install(BGP);
    CompletableFuture<Result> start = inBackground("start bgp");
    assertThat(systemd.awaitFirstStart(BGP, LIMIT)).isTrue();

    systemd.remove(BGP);

    assertThat(end(start))
        .isInstanceOfSatisfying(
            Result.Exited.class,
            exited -> {
              assertThat(exited.code()).isEqualTo(1);
              assertThat(exited.output()).contains("unavailable resources");
            });
    assertThat(call("show -p Result,LoadState,ActiveState bgp"))
        .isEqualTo(
            new Result.Exited(0, "Result=resources\nLoadState=not-found\nActiveState=failed"));
  }

  @Test
  void aStopCancelsAStart() throws Exception {
    systemd.install(BGP);
    CompletableFuture<Result> start = inBackground("start bgp");
    assertThat(systemd.awaitFirstStart(BGP, LIMIT)).isTrue();

    assertThat(call("stop bgp")).isEqualTo(new Result.Exited(0, ""));

    assertThat(end(start)).isEqualTo(new Result.Exited(1, "Job for bgp.service canceled."));
    assertThat(call("show -p Result,ActiveState bgp"))
        .isEqualTo(new Result.Exited(0, "Result=signal\nActiveState=failed"));
  }

  @Test
  void aStartGoesOnWhenItsCallerIsInterrupted() throws Exception {
    systemd.install(BGP);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                call("start bgp");
                interrupted.complete(false);
              } catch (InterruptedException e) {
                interrupted.complete(true);
              }
            });
    caller.start();
    assertThat(systemd.awaitFirstStart(BGP, LIMIT)).isTrue();

    caller.interrupt();
    assertThat(interrupted.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    startsEnd.countDown();

    await().atMost(LIMIT).until(() -> systemd.active(BGP));
  }

  @Test
  void isIdleOnlyWhenNoStartIsUnderWay() throws Exception {
    systemd.install(BGP);
    CompletableFuture<Result> start = inBackground("start bgp");
    assertThat(systemd.awaitFirstStart(BGP, LIMIT)).isTrue();

    assertThat(systemd.awaitIdle(Duration.ZERO)).isFalse();

    startsEnd.countDown();
    end(start);
    assertThat(systemd.awaitIdle(LIMIT)).isTrue();
  }

  @Test
  void startsOfDifferentUnitsDoNotWaitForEachOther() throws Exception {
    UnitName snmp = UnitName.global(new FeatureName("snmp"));
    systemd.install(BGP);
    systemd.install(snmp);

    CompletableFuture<Result> first = inBackground("start bgp");
    CompletableFuture<Result> second = inBackground("start snmp");

    assertThat(systemd.awaitFirstStart(BGP, LIMIT)).isTrue();
    assertThat(systemd.awaitFirstStart(snmp, LIMIT)).isTrue();
    startsEnd.countDown();
    assertThat(end(first)).isEqualTo(end(second));
  }

  private Result call(String line) throws InterruptedException {
    return systemd.run(ImmutableList.copyOf(Splitter.on(' ').split(line)));
  }

  private CompletableFuture<Result> inBackground(String line) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return call(line);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        task -> new Thread(task).start());
  }

  private static Result end(CompletableFuture<Result> call)
      throws InterruptedException, ExecutionException, TimeoutException {
    return call.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }
}
