package dev.featured.adapters.daemon;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.featured.adapters.redis.DatabaseGlobal;
import dev.featured.adapters.redis.NamespaceMirror;
import dev.featured.engine.core.Command;
import dev.featured.engine.feature.FeatureName;
import java.time.Duration;
import java.util.function.Consumer;

/** The threads of all namespaces: none on a single-ASIC switch. */
final class NamespaceThreads {
  private final ImmutableList<NamespaceThread> threads;

  NamespaceThreads(
      DatabaseGlobal databases, Names names, Mailbox mailbox, Consumer<Throwable> onDeath) {
    this.threads =
        databases.namespaces().entrySet().stream()
            .map(
                namespace ->
                    new NamespaceThread(
                        namespace.getKey(),
                        new NamespaceMirror(databases.host(), namespace.getValue()),
                        names,
                        mailbox,
                        new Nap(),
                        onDeath))
            .collect(toImmutableList());
  }

  void start() {
    threads.forEach(NamespaceThread::start);
  }

  void settle(Command.Settle applied) {
    threads.forEach(thread -> thread.settle(applied));
  }

  void forget(FeatureName name) {
    threads.forEach(thread -> thread.forget(name));
  }

  void compare() {
    threads.forEach(NamespaceThread::compare);
  }

  /**
   * Ends them all.
   *
   * @param limit how long each of them may take; they end at the same time
   */
  void end(Duration limit) throws InterruptedException {
    threads.forEach(NamespaceThread::beginEnd);
    for (NamespaceThread thread : threads) {
      thread.end(limit);
    }
  }
}
