package dev.featured.adapters.daemon;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.featured.engine.core.Event;
import dev.featured.engine.feature.FeatureName;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * The one way into the event loop. Many threads post; the loop takes.
 *
 * <p>It cannot grow without a bound: notifications of one row that nobody has taken yet become one,
 * and all other events answer a command of the core, which asks for few at a time. A notification
 * says only that a row must be read from now on, so it may be taken before or after other events.
 */
final class Mailbox {
  @GuardedBy("this")
  private final Map<FeatureName, Boolean> deletedByName = new LinkedHashMap<>();

  @GuardedBy("this")
  private final Set<FeatureName> touchedStates = new LinkedHashSet<>();

  @GuardedBy("this")
  private final Queue<Event> events = new ArrayDeque<>();

  @GuardedBy("this")
  private boolean woken;

  synchronized void notified(FeatureName name, boolean deleted) {
    deletedByName.merge(name, deleted, Boolean::logicalOr);
    notifyAll();
  }

  /** A STATE_DB row was touched: however often, it is one event until that is taken. */
  synchronized void stateTouched(FeatureName name) {
    touchedStates.add(name);
    notifyAll();
  }

  synchronized void post(Event event) {
    events.add(event);
    notifyAll();
  }

  /** Lets a {@link #take} that is waiting return without an event. */
  synchronized void wake() {
    woken = true;
    notifyAll();
  }

  /** Waits for the next event; empty when somebody has called {@link #wake} instead. */
  synchronized Optional<Event> take() throws InterruptedException {
    while (events.isEmpty() && deletedByName.isEmpty() && touchedStates.isEmpty() && !woken) {
      wait();
    }
    woken = false;
    if (!events.isEmpty()) {
      return Optional.of(events.remove());
    }
    Iterator<Map.Entry<FeatureName, Boolean>> marks = deletedByName.entrySet().iterator();
    if (marks.hasNext()) {
      Map.Entry<FeatureName, Boolean> mark = marks.next();
      marks.remove();
      return Optional.of(new Event.Notified(mark.getKey(), mark.getValue()));
    }
    Iterator<FeatureName> touched = touchedStates.iterator();
    if (touched.hasNext()) {
      Event event = new Event.StateTouched(touched.next());
      touched.remove();
      return Optional.of(event);
    }
    return Optional.empty();
  }
}
