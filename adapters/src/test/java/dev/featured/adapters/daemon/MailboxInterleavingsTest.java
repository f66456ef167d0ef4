package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.featured.engine.core.Event;
import dev.featured.engine.feature.FeatureName;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Predicate;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/**
 * Two threads post and one takes, in every order that Lincheck comes to. Boxes are made by lambdas,
 * never by constructor references: with those Lincheck 3.7 hangs.
 */
class MailboxInterleavingsTest {
  private static final int INVOCATIONS = 500;

  /** Enough where no thread has to be interrupted at one certain place. */
  private static final int FEWER_INVOCATIONS = 100;

  private static final FeatureName BGP = new FeatureName("bgp");

  /** What the event loop and those who post see of a mailbox. */
  private interface Box {
    void notified(FeatureName name, boolean deleted);

    void post(Event event);

    Event take() throws InterruptedException;
  }

  private interface BoxMaker {
    Box make();
  }

  private static final class Real implements Box {
    private final Mailbox mailbox = new Mailbox();

    @Override
    public void notified(FeatureName name, boolean deleted) {
      mailbox.post(new Event.Notified(name, deleted));
    }

    @Override
    public void post(Event event) {
      mailbox.post(event);
    }

    @Override
    public Event take() throws InterruptedException {
      return mailbox.take().orElseThrow();
    }
  }

  /** A deletion that goes by is told, whatever is told before or after it. */
  private static void noDeletionIsLost(BoxMaker boxes) {
    Lincheck.runConcurrentTest(
        INVOCATIONS,
        () -> {
          Box box = boxes.make();
          Thread watcher =
              new Thread(
                  () -> {
                    box.notified(BGP, true);
                    box.notified(BGP, false);
                  });
          box.notified(BGP, false);
          watcher.start();
          takeUntil(box, event -> event instanceof Event.Notified mark && mark.deleted());
          join(watcher);
        });
  }

  /** Whoever waits for an event is woken by it. */
  private static void noEventIsSleptThrough(BoxMaker boxes) {
    Lincheck.runConcurrentTest(
        FEWER_INVOCATIONS,
        () -> {
          Box box = boxes.make();
          Thread watcher = new Thread(() -> box.notified(BGP, false));
          Thread worker = new Thread(() -> box.post(new Event.ReloadDue()));
          watcher.start();
          worker.start();
          takeUntil(box, event -> event instanceof Event.ReloadDue);
          join(watcher);
          join(worker);
        });
  }

  private static void takeUntil(Box box, Predicate<Event> such) {
    try {
      for (Event event = box.take(); !such.test(event); event = box.take()) {}
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void noDeletionIsLostAndNoEventSleptThrough() {
    noDeletionIsLost(() -> new Real());
    noEventIsSleptThrough(() -> new Real());
  }

  /** Does as the real one does, but for what a test breaks of it. */
  private static class Plain implements Box {
    final Map<FeatureName, Boolean> deletedByName = new HashMap<>();
    final Queue<Event> events = new ArrayDeque<>();

    @Override
    public void notified(FeatureName name, boolean deleted) {
      synchronized (this) {
        deletedByName.merge(name, deleted, Boolean::logicalOr);
        notifyAll();
      }
    }

    @Override
    public void post(Event event) {
      synchronized (this) {
        events.add(event);
        notifyAll();
      }
    }

    @Override
    public Event take() throws InterruptedException {
      synchronized (this) {
        while (events.isEmpty() && deletedByName.isEmpty()) {
          wait();
        }
        if (!events.isEmpty()) {
          return events.remove();
        }
        FeatureName name = deletedByName.keySet().iterator().next();
        return new Event.Notified(name, deletedByName.remove(name));
      }
    }
  }

  @Test
  void theUnbrokenCopyPasses() {
    noDeletionIsLost(() -> new Plain());
    noEventIsSleptThrough(() -> new Plain());
  }

  @Test
  void aLaterMarkThatOverwritesADeletionIsCaught() {
    assertThatThrownBy(
            () ->
                noDeletionIsLost(
                    () ->
                        new Plain() {
                          @Override
                          public void notified(FeatureName name, boolean deleted) {
                            synchronized (this) {
                              deletedByName.put(name, deleted);
                              notifyAll();
                            }
                          }
                        }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("notified");
  }

  @Test
  void aTakerThatIsNotWokenIsCaught() {
    assertThatThrownBy(
            () ->
                noEventIsSleptThrough(
                    () ->
                        new Plain() {
                          @Override
                          public void post(Event event) {
                            synchronized (this) {
                              events.add(event);
                            }
                          }
                        }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("hung");
  }

  @Test
  void aMarkThatIsTakenInTwoStepsIsCaught() {
    assertThatThrownBy(
            () ->
                noDeletionIsLost(
                    () ->
                        new Plain() {
                          @Override
                          public Event take() throws InterruptedException {
                            FeatureName name;
                            boolean deleted;
                            synchronized (this) {
                              while (events.isEmpty() && deletedByName.isEmpty()) {
                                wait();
                              }
                              if (!events.isEmpty()) {
                                return events.remove();
                              }
                              name = deletedByName.keySet().iterator().next();
                              deleted = deletedByName.get(name);
                            }
                            synchronized (this) {
                              deletedByName.remove(name);
                            }
                            return new Event.Notified(name, deleted);
                          }
                        }))
        .isInstanceOf(AssertionError.class);
  }
}
