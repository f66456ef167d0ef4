package dev.featured.adapters.daemon;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one thread has to do yet, at most one thing about each topic, in the order in which the
 * topics came. Newer work takes the place of older work about the same, also while that is being
 * done: it stays here until it has been done, so it can be tried again, and only then does it go.
 */
final class PendingWork<T> {
  @GuardedBy("this")
  private final Map<T, Runnable> byTopic = new LinkedHashMap<>();

  @GuardedBy("this")
  private boolean ending;

  synchronized void put(T topic, Runnable work) {
    byTopic.put(topic, work);
    notifyAll();
  }

  synchronized void putUnlessPending(T topic, Runnable work) {
    byTopic.putIfAbsent(topic, work);
    notifyAll();
  }

  /** No more will come: whoever waits for the next waits no longer. */
  synchronized void end() {
    ending = true;
    notifyAll();
  }

  synchronized boolean isEnding() {
    return ending;
  }

  synchronized boolean isEmpty() {
    return byTopic.isEmpty();
  }

  /** Waits for the next, which stays here; empty when there is none and no more will come. */
  synchronized Optional<Map.Entry<T, Runnable>> next() throws InterruptedException {
    while (byTopic.isEmpty() && !ending) {
      wait();
    }
    return byTopic.entrySet().stream().findFirst().map(Map.Entry::copyOf);
  }

  /** This has been done, and nothing newer about the same has come meanwhile, or that stays. */
  synchronized void done(Map.Entry<T, Runnable> work) {
    byTopic.remove(work.getKey(), work.getValue());
  }
}
