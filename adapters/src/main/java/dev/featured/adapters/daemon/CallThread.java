package dev.featured.adapters.daemon;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.featured.adapters.log.TroubleLog;
import dev.featured.adapters.redis.Backoff;
import dev.featured.adapters.redis.Pause;
import dev.featured.adapters.redis.RedisUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A thread that takes a call, makes it and hands in the answer, one after the other. When a server
 * does not answer it tries again, with growing pauses, for as long as it takes.
 *
 * <p>Should it hit an internal error, it says so and is gone: without it the daemon is deaf, so the
 * daemon ends too.
 */
final class CallThread<C> {
  private final Calls<C> calls;
  private final Backoff backoff;
  private final Pause pause;
  private final TroubleLog outage;
  private final Consumer<Throwable> onDeath;
  private final Thread thread;

  @GuardedBy("this")
  private boolean ending;

  @GuardedBy("this")
  private boolean endingUnlessAway;

  @GuardedBy("this")
  private boolean away;

  /**
   * A thread that does nothing before {@link #start()}.
   *
   * @param outage is told, in this thread's name, that a server does not answer, and that it does
   */
  CallThread(
      String name,
      Calls<C> calls,
      Backoff backoff,
      Pause pause,
      TroubleLog outage,
      Consumer<Throwable> onDeath) {
    this.calls = calls;
    this.backoff = backoff;
    this.pause = pause;
    this.outage = outage;
    this.onDeath = onDeath;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** There may be something to do. */
  synchronized void wake() {
    notifyAll();
  }

  /** It ends once there is nothing to do. */
  synchronized void beginEnd() {
    ending = true;
    notifyAll();
  }

  /** It ends once there is nothing to do, or at once if its server does not answer. */
  synchronized void beginEndUnlessAway() {
    beginEnd();
    endingUnlessAway = true;
    if (away) {
      thread.interrupt();
    }
  }

  /**
   * Waits for the end, and then cuts short what is left.
   *
   * @param limit how long to wait
   * @return whether it had nothing left to do
   */
  boolean end(Duration limit) throws InterruptedException {
    thread.join(Math.max(1, limit.toMillis()));
    boolean inTime = !thread.isAlive();
    if (!inTime) {
      thread.interrupt();
      thread.join(Math.max(1, limit.toMillis()));
    }
    return inTime && calls.next().isEmpty();
  }

  private void run() {
    try (calls) {
      for (Optional<C> call = await(); call.isPresent(); call = await()) {
        make(call.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // told to end, and this is the end
    } catch (RuntimeException | Error e) {
      onDeath.accept(e);
    }
  }

  private synchronized Optional<C> await() throws InterruptedException {
    Optional<C> next = calls.next();
    while (next.isEmpty() && !ending) {
      wait();
      next = calls.next();
    }
    return next;
  }

  private void make(C call) throws InterruptedException {
    try {
      // One of a task's servers may answer while the other is away: not before all of the task is
      // done is the outage over.
      if (calls.answered(calls.make(call))) {
        backoff.reset();
        outage.over(this);
        setAway(false);
      }
    } catch (RedisUnavailable e) {
      outage.noticed(this, e.getMessage());
      // Else each of the connections would be found lost in its turn, which is one outage still.
      calls.close();
      calls.lost();
      setAway(true);
      pause.await(backoff.next());
    }
  }

  private synchronized void setAway(boolean now) throws InterruptedException {
    away = now;
    if (away && endingUnlessAway) {
      throw new InterruptedException("no time to wait for a Redis that is away");
    }
  }
}
