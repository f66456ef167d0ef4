package dev.featured.adapters.daemon;

import com.google.common.base.Ticker;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.featured.adapters.redis.Backoff;
import dev.featured.adapters.redis.Listing;
import dev.featured.adapters.redis.MirrorForgetOutcome;
import dev.featured.adapters.redis.MirrorOutcome;
import dev.featured.adapters.redis.NamespaceMirror;
import dev.featured.adapters.redis.Pause;
import dev.featured.adapters.redis.RedisUnavailable;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Quoted;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that speaks to one namespace's Redis. The host waits for none of them: a namespace
 * whose Redis is away or slow delays nobody else.
 *
 * <p>What is to be said is kept until it has been said, at most one thing for each feature: a newer
 * one takes the place of an older one, which the namespace never hears of. Besides, each steady
 * comparison says everything anew.
 */
final class NamespaceThread {
  private static final Logger LOG = LoggerFactory.getLogger(NamespaceThread.class);

  private final String namespace;
  private final NamespaceMirror mirror;
  private final Names names;
  private final Mailbox mailbox;
  private final Pause retryPause;
  private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
  private final TroubleLog outage;
  private final Consumer<Throwable> onDeath;
  private final Thread thread;

  /** By feature; what belongs to none is the comparison. */
  @GuardedBy("this")
  private final Map<Optional<FeatureName>, Runnable> pending = new LinkedHashMap<>();

  @GuardedBy("this")
  private boolean ending;

  private volatile boolean away;

  NamespaceThread(
      String namespace,
      NamespaceMirror mirror,
      Names names,
      Mailbox mailbox,
      Pause retryPause,
      Consumer<Throwable> onDeath) {
    this.namespace = namespace;
    this.mirror = mirror;
    this.names = names;
    this.mailbox = mailbox;
    this.retryPause = retryPause;
    this.onDeath = onDeath;
    this.outage =
        new TroubleLog(
            Ticker.systemTicker(),
            reason ->
                LOG.warn(
                    "namespace {}: {}; trying again, the host goes on meanwhile",
                    Quoted.of(namespace),
                    reason),
            () -> LOG.info("namespace {}: Redis answers again", Quoted.of(namespace)));
    this.thread = new Thread(this::run, "namespace " + Quoted.of(namespace));
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** A settling has been applied on the host. */
  void settle(Command.Settle applied) {
    put(Optional.of(applied.name()), () -> say(applied, mirror.settle(applied)));
  }

  void forget(FeatureName name) {
    put(Optional.of(name), () -> say(name, mirror.forget(name)));
  }

  /** Looks for features that the host does not know any more. */
  void compare() {
    put(Optional.empty(), () -> list(mirror.orphans()));
  }

  private synchronized void put(Optional<FeatureName> name, Runnable work) {
    pending.put(name, work);
    notifyAll();
  }

  /** To end once everything has been said; a namespace that is away hears no more of it. */
  void beginEnd() {
    synchronized (this) {
      ending = true;
      notifyAll();
    }
    if (away) {
      thread.interrupt();
    }
  }

  /**
   * Waits for the end.
   *
   * @param limit how long; after it the rest is given up
   */
  void end(Duration limit) throws InterruptedException {
    thread.join(Math.max(1, limit.toMillis()));
    synchronized (this) {
      if (!pending.isEmpty()) {
        LOG.warn("namespace {}: what was still to be written is given up", Quoted.of(namespace));
      }
    }
  }

  private void run() {
    try (mirror) {
      for (Optional<Map.Entry<Optional<FeatureName>, Runnable>> next = next();
          next.isPresent();
          next = next()) {
        Runnable work = next.get().getValue();
        try {
          work.run();
          said(next.get().getKey(), work);
          backoff.reset();
          outage.over(this);
          away = false;
        } catch (RedisUnavailable e) {
          outage.noticed(this, e.getMessage());
          // Else each of its connections would be found lost in its turn, which is one outage
          // still.
          mirror.close();
          pause();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("the thread of namespace {} was told to end", Quoted.of(namespace));
    } catch (RuntimeException | Error e) {
      onDeath.accept(e);
    }
  }

  private void pause() throws InterruptedException {
    away = true;
    synchronized (this) {
      if (ending) {
        throw new InterruptedException("no time to wait for a Redis that is away");
      }
    }
    retryPause.await(backoff.next());
  }

  private synchronized Optional<Map.Entry<Optional<FeatureName>, Runnable>> next()
      throws InterruptedException {
    while (pending.isEmpty() && !ending) {
      wait();
    }
    return pending.entrySet().stream().findFirst().map(Map.Entry::copyOf);
  }

  private synchronized void said(Optional<FeatureName> name, Runnable work) {
    pending.remove(name, work);
  }

  private void say(Command.Settle applied, MirrorOutcome outcome) {
    FeatureName name = applied.name();
    if (outcome instanceof MirrorOutcome.Mirrored mirrored) {
      RewriteLog.say(of(name), mirrored.before(), mirrored.rewritten());
    } else if (outcome instanceof MirrorOutcome.Refused refused) {
      LOG.error("{}: {}", of(name), refused.reason());
    } else if (outcome instanceof MirrorOutcome.Unsteady) {
      LOG.info("{}: the row keeps changing; it is left to the next comparison", of(name));
    } else {
      LOG.debug("{}: nothing is said, the host's row is gone or another one by now", of(name));
    }
  }

  private void say(FeatureName name, MirrorForgetOutcome outcome) {
    if (outcome instanceof MirrorForgetOutcome.Refused refused) {
      LOG.error("{}: {}", of(name), refused.reason());
    } else if (outcome.equals(new MirrorForgetOutcome.Forgotten(true))) {
      LOG.info("{}: row removed, the host's is gone", of(name));
    } else if (outcome.equals(new MirrorForgetOutcome.Back(true))) {
      LOG.warn("{}: row removed, and then the host's came back", of(name));
    }
  }

  private String of(FeatureName name) {
    return name + " in namespace " + Quoted.of(namespace);
  }

  private void list(Listing orphans) {
    orphans.refused().forEach(names::refused);
    Listing managed = orphans.only(names::managed);
    if (!managed.names().isEmpty()) {
      mailbox.post(new Event.Listed(managed.names(), false));
    }
  }
}
