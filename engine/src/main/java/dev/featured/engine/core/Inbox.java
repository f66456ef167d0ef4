package dev.featured.engine.core;

import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.queue.WorkQueue;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongUnaryOperator;

/**
 * What has come in for the core and has not been taken, as one immutable value.
 *
 * <p>It cannot grow without a bound: notifications of one row that nobody has taken yet become one,
 * so do touches of one published state and losses of notifications, and all other events answer a
 * command of the core, which asks for few at a time. A notification says only that a row must be
 * read from now on. So it may be taken after all other events, of which none overtakes another. A
 * barrier is taken behind them, since it says that all of them have been heard.
 */
public final class Inbox implements Remembered<Inbox> {
  /** Nothing has come in. */
  public static final Inbox EMPTY =
      new Inbox(new Event[0], WorkQueue.empty(), new Event[0], WorkQueue.empty());

  private final Event[] events;
  private final WorkQueue<FeatureName, Event.Notified> notifications;
  private final Event[] barriers;
  private final WorkQueue<FeatureName, Event.StateTouched> touches;

  private Inbox(
      Event[] events,
      WorkQueue<FeatureName, Event.Notified> notifications,
      Event[] barriers,
      WorkQueue<FeatureName, Event.StateTouched> touches) {
    this.events = events;
    this.notifications = notifications;
    this.barriers = barriers;
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
      return new Inbox(more, notifications, barriers, touches);
    }
    if (event instanceof Event.BarrierHeard) {
      return new Inbox(events, notifications, plus(barriers, event), touches);
    }
    if (event instanceof Event.Notified notified) {
      boolean deleted =
          notified.deleted()
              || notifications.get(notified.name()).map(Event.Notified::deleted).orElse(false);
      Event.Notified both = new Event.Notified(notified.name(), deleted);
      return new Inbox(events, notifications.put(notified.name(), both), barriers, touches);
    }
    if (event instanceof Event.StateTouched touched) {
      return new Inbox(events, notifications, barriers, touches.put(touched.name(), touched));
    }
    Event[] others = event instanceof Event.Unheard ? without(event) : events;
    return new Inbox(plus(others, event), notifications, barriers, touches);
  }

  private Event[] without(Event event) {
    return Arrays.stream(events).filter(other -> !other.equals(event)).toArray(Event[]::new);
  }

  private static Event[] plus(Event[] events, Event event) {
    Event[] more = Arrays.copyOf(events, events.length + 1);
    more[events.length] = event;
    return more;
  }

  /** Whether there is nothing to take. */
  public boolean isEmpty() {
    return events.length == 0
        && notifications.isEmpty()
        && barriers.length == 0
        && touches.isEmpty();
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
    if (!notifications.isEmpty()) {
      return notifications.piece(0);
    }
    return barriers.length > 0 ? barriers[0] : touches.piece(0);
  }

  /**
   * Without what is taken next.
   *
   * @throws java.util.NoSuchElementException if there is nothing
   */
  public Inbox rest() {
    if (events.length > 0) {
      return new Inbox(withoutFirst(events), notifications, barriers, touches);
    }
    if (!notifications.isEmpty()) {
      return new Inbox(events, notifications.without(notifications.key(0)), barriers, touches);
    }
    return barriers.length > 0
        ? new Inbox(events, notifications, withoutFirst(barriers), touches)
        : new Inbox(events, notifications, barriers, touches.without(touches.key(0)));
  }

  private static Event[] withoutFirst(Event[] events) {
    return Arrays.copyOfRange(events, 1, events.length);
  }

  @Override
  public void accept(RegistryVisitor visitor) {
    show(events, visitor);
    show(barriers, visitor);
    visitor.number(notifications.size());
    for (int i = 0; i < notifications.size(); i++) {
      notifications.piece(i).accept(visitor);
    }
    visitor.number(touches.size());
    for (int i = 0; i < touches.size(); i++) {
      touches.piece(i).accept(visitor);
    }
  }

  private static void show(Event[] events, RegistryVisitor visitor) {
    visitor.number(events.length);
    for (Event event : events) {
      event.accept(visitor);
    }
  }

  @Override
  public Inbox renumbered(LongUnaryOperator newId) {
    return new Inbox(
        renumbered(events, newId), notifications, renumbered(barriers, newId), touches);
  }

  private static Event[] renumbered(Event[] events, LongUnaryOperator newId) {
    Event[] changed = new Event[events.length];
    for (int i = 0; i < events.length; i++) {
      changed[i] = events[i].renumbered(newId);
    }
    return changed;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Inbox inbox
        && Arrays.equals(events, inbox.events)
        && notifications.equals(inbox.notifications)
        && Arrays.equals(barriers, inbox.barriers)
        && touches.equals(inbox.touches);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(events), notifications, Arrays.hashCode(barriers), touches);
  }

  @Override
  public String toString() {
    return Arrays.toString(events) + notifications + Arrays.toString(barriers) + touches;
  }
}
