package dev.featured.adapters.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
  private static final long PID = 812;

  /** Datagrams arrive before the call that sends them returns. */
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  @TempDir Path folder;

  private Supervisor supervisor(String... environment) {
    Map<String, String> variables =
        environment.length == 0
            ? Map.of("NOTIFY_SOCKET", socket().toString())
            : Map.of("NOTIFY_SOCKET", socket().toString(), environment[0], environment[1]);
    return Supervisor.of(variables, PID);
  }

  private Path socket() {
    return folder.resolve("notify");
  }

  private static List<ImmutableList<String>> heard(ListeningSupervisor listening)
      throws IOException {
    List<ImmutableList<String>> heard = new ArrayList<>();
    listening.next(AT_ONCE).ifPresent(heard::add);
    while (!heard.isEmpty()) {
      var next = listening.next(AT_ONCE);
      if (next.isEmpty()) {
        break;
      }
      heard.add(next.get());
    }
    return heard;
  }

  @Test
  void eachPhaseIsToldWithItsStatus() throws IOException {
    try (ListeningSupervisor listening = ListeningSupervisor.at(socket());
        Supervisor supervisor = supervisor()) {
      supervisor.status("waiting for Redis");
      supervisor.ready("no features");
      supervisor.reloading("waiting");
      supervisor.alive();
      supervisor.stopping("stopping");

      assertThat(heard(listening))
          .containsExactly(
              ImmutableList.of("STATUS=waiting for Redis"),
              ImmutableList.of("READY=1", "STATUS=no features"),
              ImmutableList.of("RELOADING=1", "STATUS=waiting"),
              ImmutableList.of("WATCHDOG=1"),
              ImmutableList.of("STOPPING=1", "STATUS=stopping"));
    }
  }

  @Test
  void aSocketMayBeAbstract() throws IOException {
    String name = folder.toString();
    try (ListeningSupervisor listening = ListeningSupervisor.inAbstractNamespace(name);
        Supervisor supervisor = Supervisor.of(Map.of("NOTIFY_SOCKET", "@" + name), PID)) {
      supervisor.ready("no features");

      assertThat(heard(listening))
          .containsExactly(ImmutableList.of("READY=1", "STATUS=no features"));
    }
  }

  @Test
  void withoutASocketNothingHappens() throws IOException {
    try (Supervisor supervisor = Supervisor.of(Map.of("WATCHDOG_USEC", "1000000"), PID)) {
      supervisor.ready("no features");

      assertThat(supervisor.pulse()).isEmpty();
    }
  }

  @Test
  void whatIsNoSocketIsNotUsed() throws IOException {
    for (String address : ImmutableList.of("", "@", "vsock:2:1234", "notify")) {
      try (Supervisor supervisor =
          Supervisor.of(Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", "1000000"), PID)) {
        supervisor.ready("no features");

        assertThat(supervisor.pulse()).as(address).isEmpty();
      }
    }
  }

  @Test
  void aSocketThatNobodyListensOnHurtsNobodyAndIsTriedAgain() throws IOException {
    try (Supervisor supervisor = supervisor()) {
      supervisor.ready("no features");

      try (ListeningSupervisor listening = ListeningSupervisor.at(socket())) {
        supervisor.status("1 enabled");

        assertThat(heard(listening)).containsExactly(ImmutableList.of("STATUS=1 enabled"));
      }
    }
  }

  @Test
  void aBusySupervisorIsNotWaitedForAndHearsTheNewestLater() throws IOException {
    try (ListeningSupervisor listening = ListeningSupervisor.at(socket());
        Supervisor supervisor = supervisor()) {
      for (int i = 0; i < 10_000; i++) {
        supervisor.status("try " + i);
      }
      supervisor.alive();
      supervisor.ready("no features");
      assertThat(heard(listening)).hasSizeLessThan(10_000).last().asString().contains("try");

      supervisor.status("1 enabled");

      assertThat(heard(listening))
          .containsExactly(ImmutableList.of("READY=1", "STATUS=1 enabled", "WATCHDOG=1"));
    }
  }

  @Test
  void itIsToldOfLifeTwiceInItsPatience() {
    assertThat(supervisor("WATCHDOG_USEC", "3000000").pulse()).contains(Duration.ofMillis(1500));
  }

  @Test
  void aWatchdogThatIsNoTimeIsNone() {
    for (String value : ImmutableList.of("", "0", "-1", "soon")) {
      assertThat(supervisor("WATCHDOG_USEC", value).pulse()).as(value).isEmpty();
    }
  }

  @Test
  void aWatchdogForAnotherProcessIsNotOurs() {
    Map<String, String> ours =
        Map.of(
            "NOTIFY_SOCKET",
            socket().toString(),
            "WATCHDOG_USEC",
            "3000000",
            "WATCHDOG_PID",
            Long.toString(PID));

    assertThat(Supervisor.of(ours, PID).pulse()).isPresent();
    assertThat(Supervisor.of(ours, PID + 1).pulse()).isEmpty();
  }
}
