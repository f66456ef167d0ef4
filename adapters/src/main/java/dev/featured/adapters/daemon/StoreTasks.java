package dev.featured.adapters.daemon;

import com.google.errorprone.annotations.concurrent.GuardedBy;
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
    return waiting.remove(waiting.keySet().iterator().next());
  }

  synchronized int size() {
    return waiting.size();
  }
}
