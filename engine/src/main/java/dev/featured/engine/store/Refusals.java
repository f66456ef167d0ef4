package dev.featured.engine.store;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.core.RegistryVisitor;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.queue.WorkQueue;
import dev.featured.engine.store.StoreTask.Kind;
import dev.featured.engine.store.StoreTask.Subject;
import java.util.Optional;

/**
 * The writes that a server has refused for a reason that passes: as a replica, or with its memory
 * full. Each is kept by its kind and its feature, so one that is applied makes none of another kind
 * good.
 *
 * <p>One of them is tried again at a time; when one is refused no more, so are all the others. So a
 * server that refuses for hours is asked once in a while, however many features there are.
 *
 * @param writes what was refused, and whether it has been tried again since
 * @param reminderComes whether somebody will say when the next one is to be tried
 */
record Refusals(WorkQueue<Subject, Refusals.Refused> writes, boolean reminderComes) {
  static final Refusals NONE = new Refusals(WorkQueue.empty(), false);

  /**
   * A write that was refused.
   *
   * @param subject what it is about
   * @param tried whether it has been tried again and not been refused since
   */
  record Refused(Subject subject, boolean tried) {}

  /** What to try now. */
  record Turn(Refusals next, Optional<Subject> subject) {}

  void accept(RegistryVisitor visitor) {
    visitor.number(writes.size() * 2L + (reminderComes ? 1 : 0));
    for (int i = 0; i < writes.size(); i++) {
      visitor.value(writes.piece(i));
    }
  }

  boolean isEmpty() {
    return writes.isEmpty();
  }

  /** Whether the forgetting of a feature was refused: nothing may be written for it before that. */
  boolean owesForgetting(FeatureName name) {
    return !writes.isEmpty() && writes.has(Subject.of(Kind.FORGET, name));
  }

  Refusals refused(Subject subject) {
    return new Refusals(writes.put(subject, new Refused(subject, false)), reminderComes);
  }

  Refusals without(Subject subject) {
    return writes.isEmpty() ? this : new Refusals(writes.without(subject), reminderComes);
  }

  boolean has(Subject subject) {
    return writes.has(subject);
  }

  ImmutableList<Subject> subjects() {
    ImmutableList.Builder<Subject> all = ImmutableList.builder();
    for (int i = 0; i < writes.size(); i++) {
      all.add(writes.key(i));
    }
    return all.build();
  }

  Refusals reminder(boolean comes) {
    return comes == reminderComes ? this : new Refusals(writes, comes);
  }

  /**
   * The next in turn. One that was tried in its last turn and has not been refused since had
   * nothing to write any more.
   */
  Turn turn() {
    WorkQueue<Subject, Refused> left = writes;
    while (!left.isEmpty()) {
      Refused first = left.piece(0);
      left = left.without(first.subject());
      if (!first.tried()) {
        Refused tried = new Refused(first.subject(), true);
        return new Turn(
            new Refusals(left.putLast(first.subject(), tried), reminderComes),
            Optional.of(first.subject()));
      }
    }
    return new Turn(new Refusals(left, reminderComes), Optional.empty());
  }
}
