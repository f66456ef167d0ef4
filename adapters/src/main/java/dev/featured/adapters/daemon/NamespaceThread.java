package dev.featured.adapters.daemon;

import com.google.common.base.Ticker;
import dev.featured.adapters.log.TroubleLog;
import dev.featured.adapters.redis.Backoff;
import dev.featured.adapters.redis.Listing;
import dev.featured.adapters.redis.MirrorForgetOutcome;
import dev.featured.adapters.redis.MirrorOutcome;
import dev.featured.adapters.redis.NamespaceMirror;
import dev.featured.adapters.redis.Pause;
import dev.featured.adapters.redis.RedisUnavailable;
import dev.featured.adapters.rows.Names;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.Suspects;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Quoted;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * comparison says everything anew. And it is this thread that looks for the traces of revived rows
 * in the namespace's CONFIG_DB.
 */
final class NamespaceThread {
  private static final Logger LOG = LoggerFactory.getLogger(NamespaceThread.class);

  /** What work is about. Newer work takes the place of older work about the same. */
  private sealed interface Topic {
    /** What the namespace shall say of a feature. */
    record Said(FeatureName name) implements Topic {}

    /** What its own row of a feature is. */
    record Row(FeatureName name) implements Topic {}

    /** Everything; the steady comparison counts what another one does not. */
    record All(boolean steady) implements Topic {}
  }

  /** Who may find that the namespace's Redis is away. */
  private enum Side {
    SPEAKER,
    LISTENER
  }

  private final String namespace;
  private final NamespaceMirror mirror;
  private final Names names;
  private final Mailbox mailbox;
  private final Pause retryPause;
  private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
  private final TroubleLog outage;
  private final Consumer<Throwable> onDeath;
  private final Thread thread;

  private final PendingWork<Topic> pending = new PendingWork<>();

  private final AtomicBoolean connectionsDoubtful = new AtomicBoolean();
  private volatile boolean away;

  // Touched by this thread only.
  private Suspects suspects = Suspects.NONE;

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
    pending.put(new Topic.Said(applied.name()), () -> say(applied, mirror.settle(applied)));
  }

  void forget(FeatureName name) {
    pending.put(new Topic.Said(name), () -> say(name, mirror.forget(name)));
  }

  /**
   * Looks for features that the host does not know any more, and for traces of revived rows.
   *
   * @param steady whether it is the comparison that is made at a steady rate
   */
  void compare(boolean steady) {
    pending.put(new Topic.All(steady), () -> compareNow(steady));
  }

  /** Somebody wrote the namespace's row of this feature, or removed it. */
  void rowTouched(FeatureName name) {
    pending.put(new Topic.Row(name), () -> suspects = suspects.written(name, mirror.row(name)));
  }

  /** The namespace is listened to, so its Redis is there. */
  void heard() {
    outage.over(Side.LISTENER);
  }

  /**
   * The namespace cannot be listened to.
   *
   * @param reason one line that names the server
   */
  void unheard(String reason) {
    // Whoever listens hears at once of an end that the connections of this thread may have shared.
    // To find each of them lost later would look like another outage.
    connectionsDoubtful.set(true);
    outage.noticed(Side.LISTENER, reason);
  }

  /** To end once everything has been said; a namespace that is away hears no more of it. */
  void beginEnd() {
    pending.end();
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
    if (!pending.isEmpty()) {
      LOG.warn("namespace {}: what was still to be written is given up", Quoted.of(namespace));
    }
  }

  private void run() {
    try (mirror) {
      for (Optional<Map.Entry<Topic, Runnable>> next = pending.next();
          next.isPresent();
          next = pending.next()) {
        try {
          if (connectionsDoubtful.getAndSet(false)) {
            mirror.close();
          }
          next.get().getValue().run();
          pending.done(next.get());
          backoff.reset();
          outage.over(Side.SPEAKER);
          away = false;
        } catch (RedisUnavailable e) {
          outage.noticed(Side.SPEAKER, e.getMessage());
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
    if (pending.isEnding()) {
      throw new InterruptedException("no time to wait for a Redis that is away");
    }
    retryPause.await(backoff.next());
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
    } else if (outcome instanceof MirrorForgetOutcome.NotLoaded) {
      LOG.debug("{}: not forgotten, the comparison to come finds what is gone", of(name));
    }
  }

  private String of(FeatureName name) {
    return name + " in namespace " + Quoted.of(namespace);
  }

  private void compareNow(boolean steady) {
    Listing orphans = mirror.orphans();
    Listing configured = mirror.configured();
    // Everything is read before anything is counted: what fails half-way is done anew.
    Suspects compared =
        suspects.compared(mirror.rows(configured.only(names::managed).names()), steady);
    orphans.refused().forEach(names::refused);
    configured.refused().forEach(names::refused);
    Listing managed = orphans.only(names::managed);
    if (!managed.names().isEmpty()) {
      mailbox.post(new Event.Listed(managed.names(), false));
    }
    suspects = compared.withoutTraces();
    compared.traces().forEach(this::removeTrace);
  }

  /** Not if the row is to be looked at because somebody touched it meanwhile. */
  private void removeTrace(Command.RemoveTrace trace) {
    pending.putUnlessPending(
        new Topic.Row(trace.name()),
        () -> TraceLog.say(of(trace.name()), trace.expected(), mirror.removeTrace(trace)));
  }
}
