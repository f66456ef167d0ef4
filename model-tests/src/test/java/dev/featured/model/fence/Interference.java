package dev.featured.model.fence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/**
 * What others do between two calls of a task. Who makes the calls says here which is next.
 *
 * @param <C> the calls
 */
final class Interference<C> {
  private record Act<C>(Predicate<C> call, Runnable action) {}

  private final Deque<Act<C>> acts = new ArrayDeque<>();

  /** Before the next call that is one of these they do this; several acts wait for their turns. */
  void before(Predicate<C> call, Runnable action) {
    acts.add(new Act<>(call, action));
  }

  /**
   * Before one of the calls from now on they do this.
   *
   * @param number which, from 0 on
   */
  void beforeNumber(int number, Runnable action) {
    for (int i = 0; i < number; i++) {
      before(any -> true, () -> {});
    }
    before(any -> true, action);
  }

  /** This call is about to be made. */
  void nextIs(C call) {
    if (!acts.isEmpty() && acts.peek().call().test(call)) {
      acts.remove().action().run();
    }
  }

  /** Whether all of it has been done. */
  boolean happened() {
    return acts.isEmpty();
  }
}
