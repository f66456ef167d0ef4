package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.featured.engine.core.Event;
import dev.featured.engine.feature.FeatureName;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The one way into the event loop; what becomes of many events is the inbox's to say. */
@Timeout(60)
class MailboxTest {
  private static final Event PORTS = new Event.PortsReady(Event.PortsReady.Reason.TIME_LIMIT);
  private static final Event WRITTEN = new Event.Notified(new FeatureName("bgp"), false);

  private final Mailbox mailbox = new Mailbox();

  @Test
  void eventsAreTakenOneAfterTheOther() throws InterruptedException {
    mailbox.post(WRITTEN);
    mailbox.post(PORTS);

    assertThat(mailbox.take()).contains(PORTS);
    assertThat(mailbox.take()).contains(WRITTEN);
  }

  @Test
  void wakingReturnsWithoutAnEventOnce() throws InterruptedException {
    mailbox.wake();
    assertThat(mailbox.take()).isEmpty();

    mailbox.post(PORTS);
    assertThat(mailbox.take()).contains(PORTS);
  }

  @Test
  void whoWaitsIsWokenByAnEventAndByWaking() throws InterruptedException {
    BlockingQueue<Optional<Event>> taken = new LinkedBlockingQueue<>();
    Thread loop =
        new Thread(
            () -> {
              try {
                taken.add(mailbox.take());
                taken.add(mailbox.take());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    loop.start();

    mailbox.post(PORTS);
    assertThat(taken.take()).contains(PORTS);
    mailbox.wake();
    assertThat(taken.take()).isEmpty();
    loop.join();
  }
}
