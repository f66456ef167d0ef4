package dev.featured.adapters.daemon;

import com.google.common.collect.ImmutableList;
import dev.featured.adapters.log.TroubleLog;
import dev.featured.adapters.redis.Backoff;
import dev.featured.engine.feature.FeatureName;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The writes that Redis refuses for a reason that passes: as a replica, or with its memory full.
 * One of them is tried again after a pause that grows, a different one each time; when one is
 * refused no more, all the others are tried at once. So a server that refuses for hours is asked
 * once a second, however many features there are.
 *
 * <p>Belongs to the store's thread.
 */
final class RefusedWrites {
  private final Backoff backoff;
  private final BiConsumer<Duration, Runnable> later;
  private final Runnable retry;
  private final TroubleLog log;
  private final Map<FeatureName, StoreTask> writes = new LinkedHashMap<>();
  private final Set<FeatureName> tried = new HashSet<>();
  private boolean retryComes;

  /**
   * None yet.
   *
   * @param later runs something after some time
   * @param retry asks for {@link #oneToTry} to be called and what it answers to be tried
   */
  RefusedWrites(
      Backoff backoff, BiConsumer<Duration, Runnable> later, Runnable retry, TroubleLog log) {
    this.backoff = backoff;
    this.later = later;
    this.retry = retry;
    this.log = log;
  }

  /** This write was refused; of one feature, only the newest is tried again. */
  void refused(FeatureName name, StoreTask write, String reason) {
    writes.put(name, write);
    tried.remove(name);
    log.noticed(this, reason);
    scheduleRetry();
  }

  /**
   * The next in turn, or none. One that was tried in its last turn and has not been refused since
   * had nothing to write any more.
   */
  Optional<StoreTask> oneToTry() {
    retryComes = false;
    for (Optional<FeatureName> next = first(); next.isPresent(); next = first()) {
      FeatureName name = next.get();
      StoreTask write = writes.remove(name);
      if (tried.add(name)) {
        writes.put(name, write); // to the end of the line
        scheduleRetry();
        return Optional.of(write);
      }
      tried.remove(name);
    }
    over();
    return Optional.empty();
  }

  private Optional<FeatureName> first() {
    return writes.keySet().stream().findFirst();
  }

  /**
   * A write of this feature was not refused.
   *
   * @return what is worth another try now
   */
  ImmutableList<StoreTask> notRefused(FeatureName name) {
    boolean wasRefused = writes.containsKey(name);
    writes.remove(name);
    tried.remove(name);
    if (writes.isEmpty()) {
      over();
    }
    return wasRefused ? ImmutableList.copyOf(writes.values()) : ImmutableList.of();
  }

  private void over() {
    backoff.reset();
    log.over(this);
  }

  private void scheduleRetry() {
    if (!retryComes) {
      retryComes = true;
      later.accept(backoff.next(), retry);
    }
  }
}
