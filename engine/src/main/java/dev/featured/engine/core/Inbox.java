package dev.featured.engine.core;

import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.queue.WorkQueue;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/**
 * What has come in for the core and has not been taken, as one immutable value.
 *
 * <p>It cannot grow without a bound: notifications of one row that nobody has taken yet become one,
 * so do touches of one published state, and all other events answer a command of the core, which
 * asks for few at a time. A notification says only that a row must be read from now on. So it may
 * be taken after all other events, of which none overtakes another.
 */
public final class Inbox implements Remembered<Inbox> {
  /** Nothing has come in. */
  public static final Inbox EMPTY = new Inbox(new Event[0], WorkQueue.empty(), WorkQueue.empty());

  private final Event[] events;
  private final WorkQueue<FeatureName, Event.Notified> notifications;
  private final WorkQueue<FeatureName, Event.StateTouched> touches;

  private Inbox(
      Event[] events,
      WorkQueue<FeatureName, Event.Notified> notifications,
      WorkQueue<FeatureName, Event.StateTouched> touches) {
    this.events = events;
    this.notifications = notifications;
    this.touches = touches;
  }

  /**
   * With one more event. That a deletion was among the notifications of a row is kept. Who is told
   * to end begins nothing that waits here.
   */
  public Inbox with(Event event) {
    if (event instanceof Event.Stopping) {
      Event[] more = new Event[events.length + 1];
      more[0] = event;
      System.arraycopy(events, 0, more, 1, events.length);
      return new Inbox(more, notifications, touches);
    }
    if (event instanceof Event.Notified notified) {
      boolean deleted =
          notified.deleted()
              || notifications.get(notified.name()).map(Event.Notified::deleted).orElse(false);
      Event.Notified both = new Event.Notified(notified.name(), deleted);
      return new Inbox(events, notifications.put(notified.name(), both), touches);
    }
    if (event instanceof Event.StateTouched touched) {
      return new Inbox(events, notifications, touches.put(touched.name(), touched));
    }
    Event[] more = Arrays.copyOf(events, events.length + 1);
    more[events.length] = event;
    return new Inbox(more, notifications, touches);
  }

  /** Whether there is nothing to take. */
  public boolean isEmpty() {
    return events.length == 0 && notifications.isEmpty() && touches.isEmpty();
  }

  /**
   * What is taken next.
   *
   * @throws java.util.NoSuchElementException if there is nothing
   */
  public Event next() {
    if (events.length > 0) {
      return events[0];
    }
    return notifications.isEmpty() ? touches.piece(0) : notifications.piece(0);
  }

  /**
   * Without what is taken next.
   *
   * @throws java.util.NoSuchElementException if there is nothing
   */
  public Inbox rest() {
    if (events.length > 0) {
      return new Inbox(Arrays.copyOfRange(events, 1, events.length), notifications, touches);
    }
    return notifications.isEmpty()
        ? new Inbox(events, notifications, touches.without(touches.key(0)))
        : new Inbox(events, notifications.without(notifications.key(0)), touches);
  }

  @Override
  public void accept(RegistryVisitor visitor) {
    visitor.number(events.length);
    for (Event event : events) {
      event.accept(visitor);
    }
    visitor.number(notifications.size());
    for (int i = 0; i < notifications.size(); i++) {
      notifications.piece(i).accept(visitor);
    }
    visitor.number(touches.size());
    for (int i = 0; i < touches.size(); i++) {
      touches.piece(i).accept(visitor);
    }
  }

  @Override
  public Inbox renumbered(LongUnaryOperator newId) {
    Event[] changed = new Event[events.length];
    for (int i = 0; i < events.length; i++) {
      changed[i] = events[i].renumbered(newId);
    }
    return new Inbox(changed, notifications, touches);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Inbox inbox
        && Arrays.equals(events, inbox.events)
        && notifications.equals(inbox.notifications)
        && touches.equals(inbox.touches);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(events) + notifications.hashCode()) + touches.hashCode();
  }

  @Override
  public String toString() {
    return Arrays.toString(events) + notifications + touches;
  }
}
