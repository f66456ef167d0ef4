package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.featured.engine.core.Event;
import dev.featured.engine.feature.FeatureName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The one way into the event loop. */
class MailboxTest {
  private static final FeatureName BGP = new FeatureName("bgp");
  private static final FeatureName LLDP = new FeatureName("lldp");
  private static final Event PORTS = new Event.PortsReady(Event.PortsReady.Reason.TIME_LIMIT);

  private final Mailbox mailbox = new Mailbox();

  private List<Event> takeAll() throws InterruptedException {
    mailbox.wake();
    List<Event> events = new ArrayList<>();
    for (var event = mailbox.take(); event.isPresent(); event = mailbox.take()) {
      events.add(event.get());
      mailbox.wake();
    }
    return events;
  }

  @Test
  void notificationsOfOneRowBecomeOne() throws InterruptedException {
    for (int i = 0; i < 100_000; i++) {
      mailbox.notified(BGP, false);
    }
    mailbox.notified(LLDP, false);

    assertThat(takeAll())
        .containsExactly(new Event.Notified(BGP, false), new Event.Notified(LLDP, false));
  }

  @Test
  void aDeletionIsNotLostAmongThem() throws InterruptedException {
    mailbox.notified(BGP, false);
    mailbox.notified(BGP, true);
    mailbox.notified(BGP, false);

    assertThat(takeAll()).containsExactly(new Event.Notified(BGP, true));
  }

  @Test
  void touchesOfOneStateDbRowBecomeOne() throws InterruptedException {
    for (int i = 0; i < 100_000; i++) {
      mailbox.stateTouched(BGP);
    }
    mailbox.stateTouched(LLDP);
    mailbox.notified(BGP, false);

    assertThat(takeAll())
        .containsExactly(
            new Event.Notified(BGP, false),
            new Event.StateTouched(BGP),
            new Event.StateTouched(LLDP));
  }

  @Test
  void otherEventsStayInOrder() throws InterruptedException {
    Event second =
        new Event.OperationEnded(
            BGP,
            new dev.featured.engine.core.OperationId(1),
            new dev.featured.engine.core.OperationResult.Succeeded());
    mailbox.post(PORTS);
    mailbox.post(second);
    mailbox.post(PORTS);

    assertThat(takeAll()).containsExactly(PORTS, second, PORTS);
  }

  @Test
  void wakingReturnsWithoutAnEventOnce() throws InterruptedException {
    mailbox.wake();
    assertThat(mailbox.take()).isEmpty();

    mailbox.post(PORTS);
    assertThat(mailbox.take()).contains(PORTS);
  }
}
