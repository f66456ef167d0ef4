package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/** Work comes while older work about the same is being done, in many orders. */
class PendingWorkInterleavingsTest {
  private static final int INVOCATIONS = 200;
  private static final String TOPIC = "bgp";

  private interface Pending {
    void put(String topic, Runnable work);

    void end();

    Optional<Map.Entry<String, Runnable>> next() throws InterruptedException;

    void done(Map.Entry<String, Runnable> work);
  }

  private interface PendingMaker {
    Pending make();
  }

  /** What was said last. */
  private static final class Said {
    private int value;

    private Runnable as(int newValue) {
      return () -> value = newValue;
    }
  }

  /** The newest is done, and last; and the worker comes to its end. */
  private static void theNewestIsDoneAndLast(PendingMaker maker) {
    Lincheck.runConcurrentTest(
        INVOCATIONS,
        () -> {
          Pending pending = maker.make();
          Said said = new Said();
          pending.put(TOPIC, said.as(1));
          Thread other =
              new Thread(
                  () -> {
                    pending.put(TOPIC, said.as(2));
                    pending.end();
                  });
          other.start();
          try {
            for (Optional<Map.Entry<String, Runnable>> next = pending.next();
                next.isPresent();
                next = pending.next()) {
              next.get().getValue().run();
              pending.done(next.get());
            }
            other.join();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          if (said.value != 2) {
            throw new AssertionError("the last was " + said.value);
          }
        });
  }

  @Test
  void theNewestAboutATopicIsDoneAndLast() {
    theNewestIsDoneAndLast(
        () -> {
          PendingWork<String> pending = new PendingWork<>();
          return new Pending() {
            @Override
            public void put(String topic, Runnable work) {
              pending.put(topic, work);
            }

            @Override
            public void end() {
              pending.end();
            }

            @Override
            public Optional<Map.Entry<String, Runnable>> next() throws InterruptedException {
              return pending.next();
            }

            @Override
            public void done(Map.Entry<String, Runnable> work) {
              pending.done(work);
            }
          };
        });
  }

  /** Does as the real one does, but for what a test breaks of it. */
  private static class Plain implements Pending {
    final Map<String, Runnable> byTopic = new LinkedHashMap<>();
    boolean ending;

    @Override
    public void put(String topic, Runnable work) {
      synchronized (this) {
        byTopic.put(topic, work);
        notifyAll();
      }
    }

    @Override
    public void end() {
      synchronized (this) {
        ending = true;
        notifyAll();
      }
    }

    @Override
    public Optional<Map.Entry<String, Runnable>> next() throws InterruptedException {
      synchronized (this) {
        while (byTopic.isEmpty() && !ending) {
          wait();
        }
        return byTopic.isEmpty()
            ? Optional.empty()
            : Optional.of(Map.Entry.copyOf(byTopic.entrySet().iterator().next()));
      }
    }

    @Override
    public void done(Map.Entry<String, Runnable> work) {
      synchronized (this) {
        byTopic.remove(work.getKey(), work.getValue());
      }
    }
  }

  @Test
  void theUnbrokenCopyPasses() {
    theNewestIsDoneAndLast(() -> new Plain());
  }

  @Test
  void whateverIsThereAboutATopicThatGoesWhenSomethingWasDoneIsCaught() {
    assertThatThrownBy(
            () ->
                theNewestIsDoneAndLast(
                    () ->
                        new Plain() {
                          @Override
                          public void done(Map.Entry<String, Runnable> work) {
                            synchronized (this) {
                              byTopic.remove(work.getKey());
                            }
                          }
                        }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the last was");
  }

  @Test
  void anEndThatWakesNobodyIsCaught() {
    assertThatThrownBy(
            () ->
                theNewestIsDoneAndLast(
                    () ->
                        new Plain() {
                          @Override
                          public void end() {
                            synchronized (this) {
                              ending = true;
                            }
                          }
                        }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("hung");
  }
}
