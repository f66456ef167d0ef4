package dev.featured.adapters.daemon;

import com.google.common.base.Ticker;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.featured.adapters.log.TroubleLog;
import dev.featured.adapters.redis.Backoff;
import dev.featured.adapters.redis.BarrierChannel;
import dev.featured.adapters.redis.Pause;
import dev.featured.adapters.redis.RedisCalls;
import dev.featured.engine.core.BarrierId;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Quoted;
import dev.featured.engine.store.NamespaceCall;
import dev.featured.engine.store.NamespaceCall.Side;
import dev.featured.engine.store.NamespaceDesk;
import dev.featured.engine.store.NamespaceStep;
import dev.featured.engine.store.NamespaceTask;
import dev.featured.engine.store.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One namespace's {@link NamespaceDesk} and the one thread that makes its calls. The host waits for
 * none of them: a namespace whose Redis is away or slow delays nobody else.
 */
final class NamespaceThread {
  private static final Logger LOG = LoggerFactory.getLogger(NamespaceThread.class);

  private final String namespace;
  private final RedisCalls host;
  private final RedisCalls here;
  private final Mailbox mailbox;
  private final TroubleLog outage;
  private final NamespaceLog log;
  private final AtomicBoolean connectionsDoubtful = new AtomicBoolean();
  private final CallThread<NamespaceCall> thread;

  @GuardedBy("this")
  private NamespaceDesk desk;

  /**
   * A desk and a thread that does nothing before {@link #start()}.
   *
   * @param host the way to the host's databases
   * @param here the way to the namespace's own
   */
  NamespaceThread(
      String namespace,
      RedisCalls host,
      RedisCalls here,
      Mailbox mailbox,
      Pause retryPause,
      Consumer<Throwable> onDeath) {
    this.namespace = Quoted.of(namespace);
    this.host = host;
    this.here = here;
    this.mailbox = mailbox;
    this.outage =
        new TroubleLog(
            Ticker.systemTicker(),
            reason ->
                LOG.warn(
                    "namespace {}: {}; trying again, the host goes on meanwhile",
                    this.namespace,
                    reason),
            () -> LOG.info("namespace {}: Redis answers again", this.namespace));
    this.log = new NamespaceLog(this.namespace);
    this.desk = NamespaceDesk.empty(here.servers());
    this.thread =
        new CallThread<>(
            "namespace " + this.namespace,
            new DeskCalls(),
            new Backoff(RandomGenerator.getDefault()),
            retryPause,
            outage,
            onDeath);
  }

  void start() {
    thread.start();
  }

  /** Where the namespace's barriers come out. */
  BarrierChannel barriers() {
    return here.barriers();
  }

  /** Something is to be done there. */
  void tell(NamespaceTask task) {
    change(now -> now.with(task));
  }

  /** The steady comparison falls due. */
  void periodOver() {
    change(NamespaceDesk::periodOver);
  }

  /** A barrier came; whatever was heard of the namespace before it has been told. */
  void barrierHeard(BarrierId barrier) {
    change(now -> now.with(barrier));
  }

  private void change(UnaryOperator<NamespaceDesk> change) {
    synchronized (this) {
      desk = change.apply(desk);
    }
    thread.wake();
  }

  /** Somebody wrote the namespace's row of this feature, or removed it. */
  void rowTouched(FeatureName name) {
    tell(new NamespaceTask.Look(name));
  }

  /** The namespace is listened to from now on, so its Redis is there. */
  void heard() {
    change(NamespaceDesk::unheard);
    outage.over(this);
  }

  /**
   * The namespace cannot be listened to.
   *
   * @param reason one line that names the server
   */
  void unheard(String reason) {
    change(NamespaceDesk::unheard);
    // Whoever listens hears at once of an end that the connections of this thread may have shared.
    // To find each of them lost later would look like another outage.
    connectionsDoubtful.set(true);
    outage.noticed(this, reason);
  }

  /** To end once everything has been said; a namespace that is away hears no more of it. */
  void beginEnd() {
    thread.beginEndUnlessAway();
  }

  /**
   * Waits for the end.
   *
   * @param limit how long; after it the rest is given up
   */
  void end(Duration limit) throws InterruptedException {
    if (!thread.end(limit)) {
      LOG.warn("namespace {}: what was still to be written is given up", namespace);
    }
  }

  /** What the thread sees of the desk. */
  private final class DeskCalls implements Calls<NamespaceCall> {
    @Override
    public Optional<NamespaceCall> next() {
      synchronized (NamespaceThread.this) {
        desk = desk.taken();
        return desk.call();
      }
    }

    @Override
    public Reply make(NamespaceCall call) {
      if (connectionsDoubtful.getAndSet(false)) {
        close();
      }
      return (call.side() == Side.HOST ? host : here).make(call.call());
    }

    @Override
    public boolean answered(Reply reply) {
      NamespaceStep step;
      synchronized (NamespaceThread.this) {
        step = desk.answered(reply);
        desk = step.next();
      }
      step.finished().ifPresent(log::say);
      step.events().forEach(mailbox::post);
      return step.next().call().isEmpty();
    }

    @Override
    public void lost() {
      synchronized (NamespaceThread.this) {
        desk = desk.lost();
      }
    }

    @Override
    public void close() {
      host.close();
      here.close();
    }
  }
}
