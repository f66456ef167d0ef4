package dev.featured.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.core.Event.PortsReady.Reason;
import dev.featured.engine.feature.Device;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Rendering;
import dev.featured.engine.feature.Row;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each event is a sentence, for logs and for those who read a sequence of them. */
class EventTest {
  private static final FeatureName BGP = new FeatureName("bgp");
  private static final FeatureName LLDP = new FeatureName("lldp");
  private static final OperationId OPERATION = new OperationId(7);
  private static final RegistrationId REGISTRATION = new RegistrationId(3);

  static Stream<Arguments> sentences() {
    RenderedRow row =
        RenderedRow.of(
            Row.of(Map.of("state", "enabled")),
            template -> new Rendering.Refused("none here"),
            new Device(1, 0, false));
    return Stream.of(
        arguments(new Event.Notified(BGP, false), "notified: bgp was written"),
        arguments(new Event.Notified(BGP, true), "notified: bgp was deleted"),
        arguments(new Event.Listed(ImmutableSortedSet.of(BGP, LLDP), true), "listed: [bgp, lldp]"),
        arguments(
            new Event.Listed(ImmutableSortedSet.of(BGP), false), "listed for a reason: [bgp]"),
        arguments(new Event.Unheard(), "something may have gone unheard"),
        arguments(new Event.BarrierHeard(BGP, new BarrierId(3)), "bgp: barrier b3"),
        arguments(new Event.StateTouched(BGP), "bgp: its STATE_DB row was touched"),
        arguments(
            new Event.RowsRead(
                ImmutableSortedMap.of(BGP, Optional.of(row), LLDP, Optional.empty())),
            "read: bgp=" + row.content() + " lldp=gone"),
        arguments(
            new Event.RowsRead(
                ImmutableSortedMap.of(LLDP, Optional.empty()), ImmutableSortedMap.of(LLDP, "t1")),
            "read: lldp=gone (lldp asked t1)"),
        arguments(new Event.ConfigurationGone(), "the configuration is gone"),
        arguments(new Event.Stopping(), "stopping"),
        arguments(new Event.WarmBootFound(), "a warm or fast boot is in progress"),
        arguments(new Event.PortsReady(Reason.PORT_INIT_DONE), "ports ready"),
        arguments(new Event.PortsReady(Reason.WARM_BOOT_FINISHED), "warm or fast boot finished"),
        arguments(new Event.PortsReady(Reason.TIME_LIMIT), "awaited long enough"),
        arguments(new Event.Prepared(BGP, OPERATION), "bgp: " + OPERATION + " needs a reload"),
        arguments(new Event.Reloaded(new OperationResult.Succeeded()), "reload succeeded"),
        arguments(
            new Event.Reloaded(new OperationResult.Failed("exit code 1")),
            "reload failed: exit code 1"),
        arguments(new Event.ReloadDue(), "reload is due"),
        arguments(
            new Event.OperationEnded(BGP, OPERATION, new OperationResult.Succeeded()),
            "bgp: " + OPERATION + " succeeded"),
        arguments(
            new Event.Settled(BGP, REGISTRATION, new SettleOutcome.Gone()),
            "bgp: settled: " + new SettleOutcome.Gone()),
        arguments(
            new Event.Quarantined(BGP, REGISTRATION, "a fault"), "bgp: quarantined: a fault"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("sentences")
  void eachIsASentence(Event event, String sentence) {
    assertThat(event).hasToString(sentence);
  }
}
