package dev.featured.adapters.dryrun;

import com.google.common.collect.ImmutableSet;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.featured.adapters.redis.Watcher;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.InvalidFeatureName;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What the watcher has heard and the dry run has not yet taken; many of a kind become one. */
final class Heard implements Watcher.Listener {
  private final Consumer<InvalidFeatureName> refusals;
  private final Consumer<String> losses;
  private final Semaphore anything = new Semaphore(0);

  @GuardedBy("this")
  private final Set<FeatureName> written = new HashSet<>();

  @GuardedBy("this")
  private final Set<FeatureName> deleted = new HashSet<>();

  @GuardedBy("this")
  private final Set<FeatureName> published = new HashSet<>();

  @GuardedBy("this")
  private boolean everything;

  @GuardedBy("this")
  private boolean unheard;

  @GuardedBy("this")
  private boolean ports;

  @GuardedBy("this")
  private Optional<Throwable> death = Optional.empty();

  /**
   * What was heard since the last time.
   *
   * @param written whose rows were written
   * @param deleted whose rows went, be they back by now
   * @param published of whom STATE_DB was touched
   * @param everything whether all has to be compared
   * @param unheard whether the deletion of a row may have gone unheard
   * @param ports whether PortInitDone appeared
   * @param death what the watcher died of
   */
  record News(
      ImmutableSet<FeatureName> written,
      ImmutableSet<FeatureName> deleted,
      ImmutableSet<FeatureName> published,
      boolean everything,
      boolean unheard,
      boolean ports,
      Optional<Throwable> death) {}

  Heard(Consumer<InvalidFeatureName> refusals, Consumer<String> losses) {
    this.refusals = refusals;
    this.losses = losses;
  }

  /** Waits for something, or until the time is over, or for {@link #wake}. */
  News take(Duration atMost) throws InterruptedException {
    if (anything.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      anything.drainPermits();
    }
    return taken();
  }

  private synchronized News taken() {
    News news =
        new News(
            ImmutableSet.copyOf(written),
            ImmutableSet.copyOf(deleted),
            ImmutableSet.copyOf(published),
            everything,
            unheard,
            ports,
            death);
    written.clear();
    deleted.clear();
    published.clear();
    everything = false;
    unheard = false;
    ports = false;
    return news;
  }

  void wake() {
    anything.release();
  }

  private void compareEverything() {
    synchronized (this) {
      everything = true;
    }
    wake();
  }

  private void compareWhatWentUnheard() {
    synchronized (this) {
      unheard = true;
    }
    compareEverything();
  }

  @Override
  public void subscribed() {
    compareWhatWentUnheard();
  }

  @Override
  public void rowWritten(FeatureName name) {
    synchronized (this) {
      written.add(name);
    }
    wake();
  }

  @Override
  public void rowDeleted(FeatureName name) {
    synchronized (this) {
      deleted.add(name);
    }
    wake();
  }

  @Override
  public void nameRefused(InvalidFeatureName complaint) {
    refusals.accept(complaint);
  }

  @Override
  public void stateTouched(FeatureName name) {
    synchronized (this) {
      published.add(name);
    }
    wake();
  }

  @Override
  public void lost(String reason) {
    losses.accept(reason);
  }

  @Override
  public void died(Throwable cause) {
    synchronized (this) {
      death = Optional.of(cause);
    }
    wake();
  }

  @Override
  public void configFlagTouched() {
    compareWhatWentUnheard();
  }

  @Override
  public void bootFlagTouched() {
    compareEverything();
  }

  @Override
  public void portsInitialised() {
    synchronized (this) {
      ports = true;
    }
    compareEverything();
  }
}
