package dev.featured.model.world;

import dev.featured.engine.core.Event;
import java.util.Optional;

/**
 * The task that the store's thread has taken. Between two of its stages anything may happen.
 *
 * @param task the task
 * @param stage how many of its steps on Redis are done
 * @param ended what the feature's last operation had come to when it was taken, where that is to be
 *     published
 * @param answer what Redis answered and has not been passed on yet; empty while steps are left
 */
record InHand(StoreTask task, int stage, Optional<Event> answer, World.Ended ended) {
  static InHand sent(StoreTask task, World.Ended ended) {
    return new InHand(task, 0, Optional.empty(), ended);
  }

  InHand next() {
    return new InHand(task, stage + 1, Optional.empty(), ended);
  }

  InHand answered(Event event) {
    return new InHand(task, stage + 1, Optional.of(event), ended);
  }
}
