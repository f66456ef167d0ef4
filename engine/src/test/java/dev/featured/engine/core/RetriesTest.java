package dev.featured.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.errorprone.annotations.Immutable;
import dev.featured.engine.lifecycle.LifecycleState;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** A write to a failed feature leads to a try, whatever happened before (SPEC section 6). */
class RetriesTest {
  private static final String TEMPLATE = "{{enabled}}";

  @Immutable
  private interface Deed {
    void to(Switch sonic);
  }

  /** What may befall a feature; what is not possible just then is not done. */
  private enum Happening {
    ROW_WITH_A_TEMPLATE_IS_WRITTEN(sonic -> sonic.writes("bgp", "state", TEMPLATE)),
    ROW_WITH_TWO_TEMPLATES_IS_WRITTEN(
        sonic -> sonic.writes("bgp", "state", TEMPLATE, "delayed", "{{False}}")),
    RENDERED_ROW_IS_WRITTEN(sonic -> sonic.writes("bgp", "state", "enabled")),
    OPPOSITE_IS_WRITTEN(sonic -> sonic.writes("bgp", "state", "disabled")),
    ROW_IS_GARBLED(sonic -> sonic.writes("bgp", "state", "enabeld")),
    ROW_GOES(sonic -> sonic.deletes("bgp")),
    COMPARED(Switch::compares),
    RECONNECTED(Switch::reconnects),
    STATE_IS_TOUCHED(sonic -> sonic.touchesState("bgp")),
    OPERATION_FAILS(RetriesTest::failsIfAtWork),
    OPERATION_SUCCEEDS(
        sonic -> {
          if (sonic.isAtWork("bgp")) {
            sonic.succeeds("bgp");
          }
        }),
    WRITES_ARE_DONE(Switch::settlesAll),
    OWN_NOTIFICATIONS_ARE_LATE(Switch::holdsNotifications),
    OWN_NOTIFICATIONS_COME(Switch::letsNotifications);

    private final Deed happens;

    Happening(Deed happens) {
      this.happens = happens;
    }
  }

  private static void failsIfAtWork(Switch sonic) {
    if (sonic.isAtWork("bgp")) {
      sonic.fails("bgp", "x");
    }
  }

  private static Switch failedAfter(List<Happening> history) {
    Switch sonic = new Switch(16);
    for (Happening happening : history) {
      happening.happens.to(sonic);
    }
    failsIfAtWork(sonic);
    sonic.settlesAll();
    assumeThat(sonic.stateOf("bgp")).isEqualTo(LifecycleState.FAILED);
    return sonic;
  }

  @Property(tries = 300)
  void anotherContentOfTheRowIsTriedAlsoWhileANotificationOfOurOwnWriteIsDue(
      @ForAll @Size(max = 20) List<Happening> history) {
    Switch sonic = failedAfter(history);
    sonic.commands();

    sonic.writes("bgp", "state", "enabled", "written_by", "somebody");

    assertThat(sonic.commands()).containsExactly("bgp: start [bgp.service] (restart no)");
  }

  @Property(tries = 300)
  void theSameContentIsTriedOnceTheNotificationsOfOurOwnWritesHaveCome(
      @ForAll @Size(max = 20) List<Happening> history) {
    Switch sonic = failedAfter(history);
    sonic.letsNotifications();
    assumeThat(sonic.stateOf("bgp")).isEqualTo(LifecycleState.FAILED);
    String state = sonic.row("bgp").orElseThrow().get("state");
    assumeThat(state).isNotEqualTo("enabeld");
    sonic.settlesAll().commands();

    sonic.puts("bgp", sonic.content("bgp"));

    assertThat(sonic.commands())
        .containsExactly(
            "bgp: "
                + (state.equals("disabled") ? "stop" : "start")
                + " [bgp.service] (restart no)");
  }
}
