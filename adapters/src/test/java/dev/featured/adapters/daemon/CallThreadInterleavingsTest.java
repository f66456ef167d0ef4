package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Ticker;
import dev.featured.adapters.log.TroubleLog;
import dev.featured.adapters.redis.Backoff;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.queue.WorkQueue;
import dev.featured.engine.store.Reply;
import java.util.Optional;
import java.util.Random;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/**
 * One thread holds a desk and changes it, another takes from it and answers, in many orders. The
 * desk is a queue here; what a desk decides is tested where it is.
 */
class CallThreadInterleavingsTest {
  private static final int INVOCATIONS = 1_000;
  private static final int NEWEST = 2;
  private static final FeatureName BGP = new FeatureName("bgp");

  /** A desk that several threads share, as {@link StoreThread} and {@link NamespaceThread} do. */
  private static class Holder implements Calls<Integer> {
    WorkQueue<FeatureName, Integer> waiting = WorkQueue.empty();
    Optional<Integer> hand = Optional.empty();
    int last;
    boolean closed;

    void put(int piece) {
      synchronized (this) {
        waiting = waiting.putLast(BGP, piece);
      }
    }

    @Override
    public Optional<Integer> next() {
      synchronized (this) {
        if (hand.isEmpty() && !waiting.isEmpty()) {
          hand = Optional.of(waiting.piece(0));
          waiting = waiting.without(BGP);
        }
        return hand;
      }
    }

    @Override
    public Reply make(Integer call) {
      synchronized (this) {
        last = call;
        notifyAll();
      }
      return new Reply.Done();
    }

    @Override
    public boolean answered(Reply reply) {
      synchronized (this) {
        hand = Optional.empty();
      }
      return true;
    }

    void awaitTheNewest() throws InterruptedException {
      synchronized (this) {
        while (last != NEWEST) {
          wait();
        }
      }
    }

    void awaitTheEnd() throws InterruptedException {
      synchronized (this) {
        while (!closed) {
          wait();
        }
      }
    }

    @Override
    public void lost() {
      throw new AssertionError("nothing is lost here");
    }

    @Override
    public void close() {
      synchronized (this) {
        closed = true;
        notifyAll();
      }
    }
  }

  private interface HolderMaker {
    Holder make();
  }

  /** How the thread is told that something was put. */
  private interface Waker {
    void wake(CallThread<Integer> thread);
  }

  private static CallThread<Integer> thread(Holder holder) {
    return new CallThread<>(
        "held",
        holder,
        new Backoff(new Random(1)),
        time -> {},
        new TroubleLog(Ticker.systemTicker(), reason -> {}, () -> {}),
        cause -> {
          throw new AssertionError(cause);
        });
  }

  /** The newest is done, and last; and the thread comes to its end. */
  private static void theNewestIsDoneAndLast(HolderMaker holders, Waker waker) {
    Lincheck.runConcurrentTest(
        INVOCATIONS,
        () -> {
          Holder holder = holders.make();
          CallThread<Integer> thread = thread(holder);
          holder.put(1);
          thread.start();
          holder.put(NEWEST);
          waker.wake(thread);
          try {
            holder.awaitTheNewest();
            thread.beginEnd();
            holder.awaitTheEnd();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          if (holder.last != NEWEST) {
            throw new AssertionError("the last was " + holder.last);
          }
        });
  }

  @Test
  void theNewestIsDoneAndLastAndTheThreadEnds() {
    theNewestIsDoneAndLast(() -> new Holder(), thread -> thread.wake());
  }

  @Test
  void aThreadThatIsNotWokenIsCaught() {
    assertThatThrownBy(() -> theNewestIsDoneAndLast(() -> new Holder(), thread -> {}))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("hung");
  }

  @Test
  void aDeskThatIsLookedAtAndThenChangedIsCaught() {
    assertThatThrownBy(
            () ->
                theNewestIsDoneAndLast(
                    () ->
                        new Holder() {
                          @Override
                          public Optional<Integer> next() {
                            WorkQueue<FeatureName, Integer> seen;
                            synchronized (this) {
                              seen = waiting;
                            }
                            synchronized (this) {
                              if (hand.isEmpty() && !seen.isEmpty()) {
                                hand = Optional.of(seen.piece(0));
                                waiting = seen.without(BGP);
                              }
                              return hand;
                            }
                          }
                        },
                    thread -> thread.wake()))
        .isInstanceOf(AssertionError.class);
  }
}
