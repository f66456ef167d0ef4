package dev.featured.adapters.daemon;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.Inbox;
import java.util.Optional;

/**
 * The one way into the event loop: an {@link Inbox} that many threads fill and the loop empties.
 */
final class Mailbox {
  @GuardedBy("this")
  private Inbox inbox = Inbox.EMPTY;

  @GuardedBy("this")
  private boolean woken;

  synchronized void post(Event event) {
    inbox = inbox.with(event);
    notifyAll();
  }

  /** Lets a {@link #take} that is waiting return without an event. */
  synchronized void wake() {
    woken = true;
    notifyAll();
  }

  /** Waits for the next event; empty when somebody has called {@link #wake} instead. */
  synchronized Optional<Event> take() throws InterruptedException {
    while (inbox.isEmpty() && !woken) {
      wait();
    }
    woken = false;
    if (inbox.isEmpty()) {
      return Optional.empty();
    }
    Event next = inbox.next();
    inbox = inbox.rest();
    return Optional.of(next);
  }
}
