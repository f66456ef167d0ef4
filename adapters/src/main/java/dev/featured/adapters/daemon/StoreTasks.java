package dev.featured.adapters.daemon;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.featured.engine.feature.FeatureName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the store's thread has to do yet, in the order in which it was told to.
 *
 * <p>It cannot grow without a bound, however long Redis is away: there is one comparison of each
 * kind, one read, and for each feature one task of each kind that writes. A newer one takes the
 * place of an older one, at the end of the order; so what is read after the newest write sees it.
 */
final class StoreTasks {
  @GuardedBy("this")
  private final Map<Object, StoreTask> waiting = new LinkedHashMap<>();

  /** What was taken last; nothing once it has been withdrawn. */
  @GuardedBy("this")
  private Optional<StoreTask> taken = Optional.empty();

  synchronized void put(StoreTask task) {
    Optional<StoreTask> older = Optional.ofNullable(waiting.remove(task.subject()));
    waiting.put(task.subject(), older.map(task::after).orElse(task));
    notifyAll();
  }

  /** Waits for the next. */
  synchronized StoreTask take() throws InterruptedException {
    while (waiting.isEmpty()) {
      wait();
    }
    StoreTask task = waiting.remove(waiting.keySet().iterator().next());
    taken = Optional.of(task);
    return task;
  }

  /**
   * What a feature has come to need not be written any more: its units are about to change. Were it
   * written after that, and the row again the one that it was decided from, it would not be true.
   */
  synchronized void withdrawSettle(FeatureName name) {
    Object subject = new StoreTask.OfFeature(StoreTask.Settle.class, name);
    waiting.remove(subject);
    taken = taken.filter(task -> !task.subject().equals(subject));
  }

  /** Whether what was taken last has not been withdrawn since. */
  synchronized boolean isStillWanted() {
    return taken.isPresent();
  }

  synchronized int size() {
    return waiting.size();
  }
}
