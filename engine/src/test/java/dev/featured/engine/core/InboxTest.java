package dev.featured.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.featured.engine.feature.FeatureName;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** What has come in for the core and has not been taken. */
class InboxTest {
  private static final FeatureName BGP = new FeatureName("bgp");
  private static final FeatureName LLDP = new FeatureName("lldp");
  private static final Event PORTS = new Event.PortsReady(Event.PortsReady.Reason.TIME_LIMIT);

  private static Inbox of(Event... events) {
    Inbox inbox = Inbox.EMPTY;
    for (Event event : events) {
      inbox = inbox.with(event);
    }
    return inbox;
  }

  private static Event ended(long operation) {
    return new Event.OperationEnded(
        BGP, new OperationId(operation), new OperationResult.Succeeded());
  }

  private static List<Event> all(Inbox inbox) {
    List<Event> events = new ArrayList<>();
    for (Inbox rest = inbox; !rest.isEmpty(); rest = rest.rest()) {
      events.add(rest.next());
    }
    return events;
  }

  @Test
  void notificationsOfOneRowBecomeOne() {
    Inbox inbox = Inbox.EMPTY;
    for (int i = 0; i < 100_000; i++) {
      inbox = inbox.with(new Event.Notified(BGP, false));
    }

    assertThat(all(inbox.with(new Event.Notified(LLDP, false))))
        .containsExactly(new Event.Notified(BGP, false), new Event.Notified(LLDP, false));
  }

  @Test
  void aDeletionIsNotLostAmongThem() {
    assertThat(
            all(
                of(
                    new Event.Notified(BGP, false),
                    new Event.Notified(BGP, true),
                    new Event.Notified(BGP, false))))
        .containsExactly(new Event.Notified(BGP, true));
  }

  @Test
  void whatWasTakenIsNotRemembered() {
    Inbox taken = of(new Event.Notified(BGP, true)).rest();

    assertThat(taken).isEqualTo(Inbox.EMPTY);
    assertThat(taken.with(new Event.Notified(BGP, false)).next())
        .isEqualTo(new Event.Notified(BGP, false));
  }

  @Test
  void touchesOfOneStateDbRowBecomeOneAndComeLast() {
    assertThat(
            all(
                of(
                    new Event.StateTouched(BGP),
                    new Event.StateTouched(LLDP),
                    new Event.StateTouched(BGP),
                    new Event.Notified(BGP, false),
                    PORTS)))
        .containsExactly(
            PORTS,
            new Event.Notified(BGP, false),
            new Event.StateTouched(BGP),
            new Event.StateTouched(LLDP));
  }

  @Test
  void otherEventsStayInOrder() {
    assertThat(all(of(PORTS, ended(1), PORTS))).containsExactly(PORTS, ended(1), PORTS);
  }

  @Test
  void whoIsToldToEndBeginsNothingThatWaits() {
    assertThat(all(of(PORTS, new Event.Notified(BGP, false), new Event.Stopping())))
        .containsExactly(new Event.Stopping(), PORTS, new Event.Notified(BGP, false));
  }

  @Test
  void ofAnEmptyOneNothingIsTaken() {
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(Inbox.EMPTY::next);
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(Inbox.EMPTY::rest);
  }

  @Test
  void differentOnesShowDifferentThings() {
    assertThat(
            List.of(
                Shown.by(Inbox.EMPTY::accept),
                Shown.by(of(PORTS)::accept),
                Shown.by(of(PORTS, PORTS)::accept),
                Shown.by(of(ended(1))::accept),
                Shown.by(of(ended(2))::accept),
                Shown.by(of(new Event.Notified(BGP, false))::accept),
                Shown.by(of(new Event.Notified(BGP, true))::accept),
                Shown.by(of(new Event.StateTouched(BGP))::accept)))
        .doesNotHaveDuplicates();
    assertThat(of(PORTS, ended(1))).isEqualTo(of(PORTS, ended(1)));
    assertThat(of(PORTS, ended(1))).hasSameHashCodeAs(of(PORTS, ended(1)));
    assertThat(of(PORTS)).isNotEqualTo(of(ended(1)));
  }

  @Test
  void identitiesMayBeOthers() {
    Inbox inbox = of(ended(1), new Event.Notified(BGP, true));

    assertThat(inbox.renumbered(id -> id + 40))
        .isEqualTo(of(ended(41), new Event.Notified(BGP, true)));
  }
}
