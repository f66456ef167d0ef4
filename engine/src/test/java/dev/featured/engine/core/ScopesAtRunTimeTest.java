package dev.featured.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.featured.engine.feature.Device;
import dev.featured.engine.lifecycle.LifecycleState;
import org.junit.jupiter.api.Test;

/** Features whose scopes change while the daemon runs, and devices that change (SPEC section 3). */
class ScopesAtRunTimeTest {
  private static final String PUBLISHES_ENABLED = "x: while the row stands, publish enabled";
  private static final String PUBLISHES_DISABLED = "x: while the row stands, publish disabled";

  private final Switch twoAsics = new Switch(16, new Device(2, 0, false));

  @Test
  void aFeatureMovesFromTheSwitchToItsAsics() {
    twoAsics.writes("x", "state", "enabled");
    assertThat(twoAsics.commands())
        .containsExactly("x: start [x.service], put away [x@0.service, x@1.service] (restart no)");
    twoAsics.succeeds("x").settlesAll();
    twoAsics.commands();

    twoAsics.writes(
        "x", "state", "enabled", "has_global_scope", "False", "has_per_asic_scope", "True");
    assertThat(twoAsics.commands())
        .containsExactly("x: start [x@0.service, x@1.service], put away [x.service] (restart no)");

    twoAsics.succeeds("x");
    assertThat(twoAsics.commands()).containsExactly(PUBLISHES_ENABLED);
  }

  @Test
  void aScopeThatIsSwitchedOnWhileTheUnitsAreStartedCountsWhenTheStartEnds() {
    twoAsics.writes("x", "state", "enabled").commands();
    twoAsics.writes("x", "state", "enabled", "has_per_asic_scope", "True");
    assertThat(twoAsics.commands()).isEmpty();

    twoAsics.succeeds("x");
    assertThat(twoAsics.commands())
        .containsExactly("x: start [x.service, x@0.service, x@1.service] (restart no)");
  }

  @Test
  void aScopeThatIsSwitchedOffWhileDisabledIsPutAway() {
    twoAsics.writes("x", "state", "disabled", "has_per_asic_scope", "True").succeeds("x");
    assertThat(twoAsics.commands())
        .containsExactly(
            "x: stop [x.service, x@0.service, x@1.service] (restart no)", PUBLISHES_DISABLED);

    twoAsics.writes("x", "state", "disabled", "has_per_asic_scope", "False").succeeds("x");
    assertThat(twoAsics.commands())
        .containsExactly(
            "x: stop [x.service], put away [x@0.service, x@1.service] (restart no)",
            PUBLISHES_DISABLED);
  }

  @Test
  void aScopeThatLeavesNoUnitFailsTheFeatureAndTouchesNothing() {
    twoAsics.writes("x", "state", "enabled").succeeds("x").settlesAll();
    twoAsics.commands();

    twoAsics.writes("x", "state", "enabled", "has_global_scope", "False");

    assertThat(twoAsics.commands())
        .containsExactly(
            "x: while the row stands, publish failed (the feature has no unit on this switch"
                + " (ASICs: 2, DPUs: 0): has_global_scope is False, has_per_asic_scope is False,"
                + " has_per_dpu_scope is False)");
    assertThat(twoAsics.stateOf("x")).isEqualTo(LifecycleState.FAILED);
  }

  @Test
  void anOwedStopPutsTheSwitchedOffScopesAwayToo() {
    twoAsics.writes("x", "state", "enabled").writes("x", "state", "disabled").deletes("x");
    twoAsics.commands();

    twoAsics.succeeds("x");

    assertThat(twoAsics.commands())
        .containsExactly("x: stop [x.service], put away [x@0.service, x@1.service] (restart no)");
  }

  @Test
  void onlyAutoRestartIsSetWhenOnlyThatChanges() {
    twoAsics.writes("x", "state", "enabled").succeeds("x").settlesAll();
    twoAsics.commands();

    twoAsics.writes("x", "state", "enabled", "auto_restart", "enabled");

    assertThat(twoAsics.commands())
        .containsExactly("x: set auto-restart of [x.service] (restart always)");
  }

  @Test
  void unitsThatOnlyDifferInWhatIsPutAwayAreAnotherGoal() {
    Switch sonic = new Switch(16, new Device(2, 0, false));
    sonic.writes("x", "state", "enabled", "has_global_scope", "True").succeeds("x").settlesAll();
    sonic.commands();

    sonic.becomes(new Device(3, 0, false)).compares();

    assertThat(sonic.commands())
        .containsExactly(
            "x: start [x.service], put away [x@0.service, x@1.service, x@2.service] (restart no)");
  }

  @Test
  void theUnitsOfDpusFollowTheirScope() {
    Switch smart = new Switch(16, new Device(1, 2, false));
    smart.writes("x", "state", "enabled").succeeds("x");
    assertThat(smart.commands())
        .containsExactly("x: start [x.service] (restart no)", PUBLISHES_ENABLED);

    smart.writes("x", "state", "enabled", "has_per_dpu_scope", "True");
    assertThat(smart.commands())
        .containsExactly("x: start [x.service, x@dpu0.service, x@dpu1.service] (restart no)");
  }

  @Test
  void aSwitchThatTurnsOutToBeASpineRouterRestartsSyncdNoMore() {
    Switch sonic = new Switch(16, new Device(1, 0, false));
    sonic.writes("syncd", "state", "enabled", "auto_restart", "enabled").succeeds("syncd");
    sonic.settlesAll().commands();

    sonic.becomes(new Device(1, 0, true)).compares();

    assertThat(sonic.commands())
        .containsExactly("syncd: set auto-restart of [syncd.service] (restart no)");
  }
}
