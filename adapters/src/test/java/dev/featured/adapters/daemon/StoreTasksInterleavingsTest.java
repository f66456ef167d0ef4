package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/** The event loop puts what its store shall do, and the store's thread takes it, in many orders. */
class StoreTasksInterleavingsTest {
  private static final int INVOCATIONS = 200;
  private static final StoreTask OLDER = settle(1);
  private static final StoreTask NEWER = settle(2);

  private static StoreTask settle(long registration) {
    return new StoreTask.Settle(
        new Command.Settle(
            new FeatureName("bgp"),
            new RegistrationId(registration),
            Row.of(Map.of("state", "enabled")),
            ImmutableSortedMap.of("delayed", "False"),
            ImmutableSortedMap.of(),
            Optional.empty()));
  }

  private interface Tasks {
    void put(StoreTask task);

    StoreTask take() throws InterruptedException;
  }

  private interface TasksMaker {
    Tasks make();
  }

  /** The newest is done, and last; it takes the place of an older one or comes after it. */
  private static void theNewestIsDoneAndLast(TasksMaker maker) {
    Lincheck.runConcurrentTest(
        INVOCATIONS,
        () -> {
          Tasks tasks = maker.make();
          tasks.put(OLDER);
          Thread loop =
              new Thread(
                  () -> {
                    tasks.put(NEWER);
                    tasks.put(new StoreTask.End());
                  });
          loop.start();
          try {
            StoreTask last = tasks.take();
            for (StoreTask next = tasks.take();
                !(next instanceof StoreTask.End);
                next = tasks.take()) {
              last = next;
            }
            loop.join();
            if (last != NEWER) {
              throw new AssertionError("the last was " + last);
            }
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void theNewestOfOneSubjectIsDoneAndLast() {
    theNewestIsDoneAndLast(
        () -> {
          StoreTasks tasks = new StoreTasks();
          return new Tasks() {
            @Override
            public void put(StoreTask task) {
              tasks.put(task);
            }

            @Override
            public StoreTask take() throws InterruptedException {
              return tasks.take();
            }
          };
        });
  }

  /** Does as the real one does, but for what a test breaks of it. */
  private static class Plain implements Tasks {
    final Map<Object, StoreTask> waiting = new LinkedHashMap<>();

    @Override
    public void put(StoreTask task) {
      synchronized (this) {
        waiting.remove(task.subject());
        waiting.put(task.subject(), task);
        notifyAll();
      }
    }

    @Override
    public StoreTask take() throws InterruptedException {
      synchronized (this) {
        while (waiting.isEmpty()) {
          wait();
        }
        return waiting.remove(waiting.keySet().iterator().next());
      }
    }
  }

  @Test
  void theUnbrokenCopyPasses() {
    theNewestIsDoneAndLast(() -> new Plain());
  }

  @Test
  void aTaskThatIsLookedAtAndThenRemovedIsCaught() {
    assertThatThrownBy(
            () ->
                theNewestIsDoneAndLast(
                    () ->
                        new Plain() {
                          @Override
                          public StoreTask take() throws InterruptedException {
                            StoreTask first;
                            synchronized (this) {
                              while (waiting.isEmpty()) {
                                wait();
                              }
                              first = waiting.values().iterator().next();
                            }
                            synchronized (this) {
                              waiting.remove(first.subject());
                            }
                            return first;
                          }
                        }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the last was");
  }

  @Test
  void aTakerThatIsNotWokenIsCaught() {
    assertThatThrownBy(
            () ->
                theNewestIsDoneAndLast(
                    () ->
                        new Plain() {
                          @Override
                          public void put(StoreTask task) {
                            synchronized (this) {
                              waiting.remove(task.subject());
                              waiting.put(task.subject(), task);
                            }
                          }
                        }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("hung");
  }
}
