package dev.featured.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.featured.engine.feature.Row;
import dev.featured.engine.lifecycle.LifecycleState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One reload for many (SPEC section 3). */
class SharedReloadTest {
  private static final String RELOAD = "reload";
  private static final String REMIND = "remind of the reload";

  private final Switch sonic = new Switch(16);

  private static List<String> boot(Switch sonic, int features, String state) {
    List<String> names =
        IntStream.range(0, features).mapToObj(i -> String.format("f%02d", i)).toList();
    names.forEach(
        name -> sonic.changesUnnoticed(name, Optional.of(Row.of(Map.of("state", state)))));
    sonic.compares();
    return names;
  }

  private static long reloadsIn(List<String> commands) {
    return commands.stream().filter(RELOAD::equals).count();
  }

  @Test
  void anOperationThatNeedsAReloadGoesOnAfterIt() {
    sonic.writes("bgp", "state", "enabled").prepares("bgp");
    assertThat(sonic.commands()).containsExactly("bgp: start [bgp.service] (restart no)", RELOAD);
    assertThat(sonic.stateOf("bgp")).isEqualTo(LifecycleState.ENABLING);

    sonic.reloads();
    assertThat(sonic.commands()).containsExactly("bgp: finish");

    sonic.succeeds("bgp");
    assertThat(sonic.commands()).containsExactly("bgp: while the row stands, publish enabled");
  }

  @Test
  void anOperationThatNeedsNoReloadWaitsForNone() {
    sonic.writes("aaa", "state", "enabled").writes("bgp", "state", "enabled").prepares("bgp");
    sonic.commands();

    sonic.succeeds("aaa");

    assertThat(sonic.commands())
        .containsExactly("aaa: while the row stands, publish enabled", RELOAD);
  }

  @Test
  void twentyFeaturesAtBootShareOneReload() {
    List<String> names = boot(sonic, 20, "enabled");
    names.subList(0, 16).forEach(sonic::prepares);
    names.subList(16, 20).forEach(sonic::prepares);

    List<String> commands = new ArrayList<>(sonic.commands());
    assertThat(reloadsIn(commands)).isEqualTo(1);
    assertThat(commands).containsOnlyOnce(REMIND).endsWith(RELOAD);

    sonic.reloads();
    assertThat(sonic.commands()).hasSize(16).allMatch(command -> command.endsWith(": finish"));
  }

  @Test
  void whoeverIsLateJoinsTheNextReload() {
    sonic.writes("bgp", "state", "enabled").prepares("bgp");
    sonic.writes("lldp", "state", "enabled").prepares("lldp");
    assertThat(reloadsIn(sonic.commands())).as("one at a time").isEqualTo(1);

    sonic.reloads();
    assertThat(sonic.commands()).containsExactly("bgp: finish", RELOAD);

    sonic.reloads();
    assertThat(sonic.commands()).containsExactly("lldp: finish");
  }

  @Test
  void aStartThatHangsBeforeItsReloadDelaysOthersNoLongerThanTheReminder() {
    sonic.writes("hangs", "state", "enabled").writes("bgp", "state", "enabled").prepares("bgp");
    assertThat(sonic.commands()).contains(REMIND).doesNotContain(RELOAD);

    sonic.reminds();
    assertThat(sonic.commands()).containsExactly(RELOAD);

    sonic.reloads();
    assertThat(sonic.commands()).containsExactly("bgp: finish");
  }

  @Test
  void aStopThatTakesItsTimeDelaysNoReload() {
    sonic.writes("slow", "state", "disabled").writes("bgp", "state", "enabled").prepares("bgp");

    assertThat(sonic.commands()).endsWith(RELOAD);
  }

  @Test
  void dropInsOfManyThatAreDeregisteredGoWithOneReload() {
    List<String> names = boot(sonic, 3, "disabled");
    names.forEach(sonic::succeeds);
    names.forEach(name -> sonic.changesUnnoticed(name, Optional.empty()));
    sonic.compares();
    sonic.commands();

    names.forEach(sonic::prepares);

    assertThat(sonic.commands()).containsExactly(REMIND, RELOAD);
  }

  @Test
  void whatHasBeenReloadedForIsFinishedBeforeAnythingElseBegins() {
    Switch narrow = new Switch(1);
    narrow.writes("aaa", "state", "enabled").writes("aaa", "state", "disabled");
    narrow.writes("bgp", "state", "enabled").prepares("aaa").prepares("bgp").reloads().commands();

    narrow.succeeds("aaa");

    assertThat(narrow.commands()).containsExactly("bgp: finish");
  }

  @Test
  void thereIsOneReminderAtATime() {
    sonic.writes("hangs", "state", "enabled");
    sonic.writes("bgp", "state", "enabled").prepares("bgp");
    sonic.writes("lldp", "state", "enabled").prepares("lldp");

    assertThat(sonic.commands()).containsOnlyOnce(REMIND);
  }

  @Test
  void aReminderThatComesWhileAReloadRunsIsFollowedByAnother() {
    sonic.writes("hangs", "state", "enabled").writes("bgp", "state", "enabled").prepares("bgp");
    sonic.reminds().writes("lldp", "state", "enabled").prepares("lldp");
    sonic.commands();

    sonic.reminds();
    assertThat(sonic.commands()).isEmpty();

    sonic.reloads();
    assertThat(sonic.commands()).containsExactly("bgp: finish", REMIND);

    sonic.reminds();
    assertThat(sonic.commands()).containsExactly(RELOAD);
  }

  @Test
  void aReminderThatNobodyNeedsDoesNothing() {
    sonic.writes("bgp", "state", "enabled").reminds();

    assertThat(sonic.commands()).containsExactly("bgp: start [bgp.service] (restart no)");
  }

  @Test
  void aReloadThatFailsEndsThoseWhoNeedItAndNobodyElse() {
    sonic.writes("bgp", "state", "enabled").writes("lldp", "state", "disabled");
    sonic.prepares("bgp").failsToReload("exit code 1");
    assertThat(sonic.commands()).endsWith("bgp: give up, reload failed: exit code 1");

    sonic.fails("bgp", "exit code 1");
    assertThat(sonic.commands())
        .containsExactly("bgp: while the row stands, publish failed (exit code 1)");
    assertThat(sonic.stateOf("lldp")).isEqualTo(LifecycleState.DISABLING);
  }

  @Test
  void whoeverWaitsForAReloadMakesRoomForOthers() {
    Switch narrow = new Switch(1);
    narrow.writes("aaa", "state", "enabled").writes("bgp", "state", "enabled").prepares("aaa");

    assertThat(narrow.commands())
        .containsExactly(
            "aaa: start [aaa.service] (restart no)",
            "bgp: start [bgp.service] (restart no)",
            REMIND);
  }

  @Test
  void whatIsPreparedGoesOnBeforeAnythingNewBegins() {
    Switch narrow = new Switch(1);
    narrow.writes("bgp", "state", "enabled").prepares("bgp");
    narrow.writes("aaa", "state", "disabled");
    narrow.writes("ccc", "state", "disabled");
    narrow.reloads();
    narrow.commands();

    narrow.succeeds("aaa");
    assertThat(narrow.commands())
        .containsExactly("aaa: while the row stands, publish disabled", "bgp: finish");

    narrow.succeeds("bgp");
    assertThat(narrow.commands())
        .containsExactly(
            "bgp: while the row stands, publish enabled", "ccc: stop [ccc.service] (restart no)");
  }

  @Test
  void aRowDeletedWhileItsStartAwaitsTheReloadWritesNothing() {
    sonic.writes("bgp", "state", "enabled").prepares("bgp").deletes("bgp").reloads();
    sonic.succeeds("bgp");

    assertThat(sonic.commands())
        .startsWith(
            "bgp: start [bgp.service] (restart no)",
            RELOAD,
            "bgp: forget the published state",
            "bgp: finish")
        .noneMatch(command -> command.contains("while the row stands"));
  }
}
