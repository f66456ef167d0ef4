package dev.featured.adapters.daemon;

import dev.featured.adapters.redis.Watcher;
import dev.featured.adapters.rows.Names;
import dev.featured.engine.core.BarrierId;
import dev.featured.engine.core.Event;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.InvalidFeatureName;
import java.util.function.Consumer;

/**
 * What is heard from one namespace. The host decides: whatever was done to a feature there, the
 * core looks at the host's row and settles anew, on the host and in every namespace. What is as it
 * should be is not written again, so the daemon's own writes come to one such round and no more.
 */
final class NamespaceIntake implements Watcher.FeatureListener {
  private final NamespaceThread thread;
  private final StoreThread store;
  private final Names names;
  private final Mailbox mailbox;
  private final Consumer<Throwable> onDeath;

  NamespaceIntake(
      NamespaceThread thread,
      StoreThread store,
      Names names,
      Mailbox mailbox,
      Consumer<Throwable> onDeath) {
    this.thread = thread;
    this.store = store;
    this.names = names;
    this.mailbox = mailbox;
    this.onDeath = onDeath;
  }

  @Override
  public void subscribed() {
    thread.heard();
    store.compare();
  }

  @Override
  public void lost(String reason) {
    thread.unheard(reason);
  }

  @Override
  public void died(Throwable cause) {
    onDeath.accept(cause);
  }

  @Override
  public void rowWritten(FeatureName name) {
    rowTouched(name);
  }

  @Override
  public void rowDeleted(FeatureName name) {
    rowTouched(name);
  }

  private void rowTouched(FeatureName name) {
    if (store.heedsRows() && names.managed(name)) {
      thread.rowTouched(name);
      mailbox.post(new Event.StateTouched(name));
    }
  }

  @Override
  public void stateTouched(FeatureName name) {
    if (names.managed(name)) {
      mailbox.post(new Event.StateTouched(name));
    }
  }

  @Override
  public void barrierHeard(FeatureName name, BarrierId barrier) {
    thread.barrierHeard(barrier);
  }

  @Override
  public void nameRefused(InvalidFeatureName refusal) {
    names.refused(refusal);
  }
}
