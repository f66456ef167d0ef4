package dev.featured.adapters.daemon;

import com.google.common.collect.ImmutableSortedMap;
import com.google.errorprone.annotations.CheckReturnValue;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.featured.adapters.log.TroubleLog;
import dev.featured.adapters.redis.Backoff;
import dev.featured.engine.core.Command;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.store.Call;
import dev.featured.engine.store.Desk;
import dev.featured.engine.store.DeskStep;
import dev.featured.engine.store.NamespaceTask;
import dev.featured.engine.store.Reply;
import dev.featured.engine.store.Servers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host's {@link Desk} and the one thread that makes its calls. Everybody tells the desk; the
 * thread takes from it. What the desk answers goes into the mailbox and to the namespaces.
 */
final class StoreThread {
  private static final Logger LOG = LoggerFactory.getLogger(StoreThread.class);

  private final HostCalls calls;
  private final Mailbox mailbox;
  private final Consumer<NamespaceTask> namespaces;
  private final WakeablePause pause;
  private final BiConsumer<Duration, Runnable> later;
  private final TroubleLog refusalLog;
  private final Backoff refusalBackoff = new Backoff(RandomGenerator.getDefault());
  private final StoreLog log = new StoreLog();
  private final CallThread<Call> thread;

  @GuardedBy("this")
  private Desk desk;

  /**
   * A desk and a thread that does nothing before {@link #start()}.
   *
   * @param namespaces is told what every namespace is to do
   * @param pause how to wait until Redis is tried again
   * @param outage is told that Redis does not answer, and that it does
   * @param later runs something after some time
   * @param refusalLog is told that Redis refuses writes for now, and that it takes them again
   */
  StoreThread(
      HostCalls calls,
      Servers servers,
      Mailbox mailbox,
      Consumer<NamespaceTask> namespaces,
      WakeablePause pause,
      TroubleLog outage,
      BiConsumer<Duration, Runnable> later,
      TroubleLog refusalLog,
      Consumer<Throwable> onDeath) {
    this.calls = calls;
    this.mailbox = mailbox;
    this.namespaces = namespaces;
    this.pause = pause;
    this.later = later;
    this.refusalLog = refusalLog;
    this.desk = Desk.empty(servers);
    this.thread =
        new CallThread<>(
            "store",
            new DeskCalls(),
            new Backoff(RandomGenerator.getDefault()),
            pause,
            outage,
            onDeath);
  }

  void start() {
    thread.start();
  }

  /**
   * Tells the desk what the core wants done.
   *
   * @return the command, if somebody else has to carry it out; the desk knows of it by then
   */
  @CheckReturnValue
  Optional<Command> tell(Command command) {
    change(now -> now.with(command));
    return Desk.keeps(command) ? Optional.empty() : Optional.of(command);
  }

  /** How a registration stands is to be reported, if that is news. */
  void report(FeatureName name, ImmutableSortedMap<String, String> fields) {
    change(now -> now.reporting(name, fields));
  }

  /** Compares all rows soon, for a reason. */
  void compare() {
    change(now -> now.comparing(false));
  }

  /** Compares all rows soon, as is done at a steady rate. */
  void compareSteadily() {
    change(now -> now.comparing(true));
  }

  /** Looks soon whether the configuration is loaded by now, if it was not. */
  void recheck() {
    change(Desk::rechecking);
  }

  /** Notifications are heard from now on; and Redis is there, so there is no reason to wait. */
  void subscribed() {
    handOn(step(Desk::subscribed));
    pause.wake();
  }

  /** The configuration's flag was set, or went. */
  void flagTouched() {
    handOn(step(Desk::flagTouched));
  }

  /** Notifications may be lost from now on. */
  void unheard() {
    handOn(step(Desk::unheard));
  }

  /** PortInitDone is there, or there again. */
  void portsInitialised() {
    handOn(step(Desk::portsInitialised));
  }

  /** Whether what is heard of rows is worth handing on. */
  synchronized boolean heedsRows() {
    return desk.heedsRows();
  }

  /** Whether rows may be looked at, as far as is known. */
  synchronized boolean loaded() {
    return desk.loaded();
  }

  /** How much there is to do yet. */
  synchronized int waiting() {
    return desk.waiting();
  }

  /**
   * Does what is still to be done, then ends.
   *
   * @param limit how long that may take; after it the rest is given up
   */
  void end(Duration limit) throws InterruptedException {
    thread.beginEnd();
    if (!thread.end(limit)) {
      LOG.warn("Redis did not answer in time; what was still to be written is given up");
    }
  }

  private void change(UnaryOperator<Desk> change) {
    synchronized (this) {
      desk = change.apply(desk);
    }
    thread.wake();
  }

  /** What one step has to say is in the mailbox before the next step is taken. */
  private synchronized DeskStep step(Function<Desk, DeskStep> stepping) {
    DeskStep step = stepping.apply(desk);
    desk = step.next();
    step.events().forEach(mailbox::post);
    if (!desk.owesWrites()) {
      refusalBackoff.reset();
    }
    if (step.remind()) {
      later.accept(refusalBackoff.next(), this::retry);
    }
    return step;
  }

  private void retry() {
    handOn(step(Desk::retry));
  }

  private void handOn(DeskStep step) {
    step.namespaces().forEach(namespaces);
    thread.wake();
  }

  /** What the thread sees of the desk. */
  private final class DeskCalls implements Calls<Call> {
    @Override
    public Optional<Call> next() {
      synchronized (StoreThread.this) {
        desk = desk.taken();
        return desk.call();
      }
    }

    @Override
    public Reply make(Call call) {
      return calls.make(call);
    }

    @Override
    public boolean answered(Reply reply) {
      DeskStep step = step(now -> now.answered(reply));
      log.took(step);
      sayWhetherItRefuses(step, reply);
      handOn(step);
      return step.next().call().isEmpty();
    }

    /** A trace whose removal is refused is not owed, and has a line of its own. */
    private void sayWhetherItRefuses(DeskStep step, Reply reply) {
      if (reply instanceof Reply.Refused refused && refused.passing() && step.next().owesWrites()) {
        refusalLog.noticed(this, refused.reason());
      } else if (!step.next().owesWrites()) {
        refusalLog.over(this);
      }
    }

    @Override
    public void lost() {
      handOn(step(Desk::lost));
    }

    @Override
    public void close() {
      calls.close();
    }
  }
}
