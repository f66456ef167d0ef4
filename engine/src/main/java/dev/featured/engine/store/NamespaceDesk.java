package dev.featured.engine.store;

import dev.featured.engine.core.BarrierId;
import dev.featured.engine.core.RegistryVisitor;
import dev.featured.engine.core.Remembered;
import dev.featured.engine.core.Suspects;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import dev.featured.engine.queue.WorkQueue;
import dev.featured.engine.store.NamespaceExchange.RemovingThere;
import dev.featured.engine.store.NamespaceTask.Topic;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * All that stands between the daemon and one namespace's Redis, as one immutable value (SPEC
 * section 4, last row). The host decides; a namespace repeats what was applied there.
 *
 * <p>What holds without exception: a row of the namespace is written to or removed in the one step
 * that finds it exactly as it was read before. So none is created or revived, no field is added,
 * and no value is overridden that has not been seen.
 *
 * <p>The host's row is on another server. It is looked at before the namespace is written to, and
 * once more after a publication or a removal; only a trace is removed whatever the host has. So
 * this can be seen between the calls, for the time of a few round trips, or until the next
 * comparison if the daemon is killed or loses a server in between:
 *
 * <ul>
 *   <li>the host says a new state and the namespace an old one, or none: the host is always first;
 *   <li>a namespace's row is rewritten, or its state published, for a host's row that has just gone
 *       or changed. The publication is taken back, unless another one has replaced it, and what it
 *       had replaced is then missing until the next settling; the rewritten row stays and follows
 *       the host's row like any other, so it is removed if that one is gone;
 *   <li>a namespace says the state of a host's row that has gone and come back equal, until the
 *       deletion is heard of;
 *   <li>when the host's row comes back between the look and the removal, the namespace loses its
 *       STATE_DB keys with what other owners may have written there, and its CONFIG_DB row if that
 *       is exactly the one last seen. The daemon does not create that one again.
 * </ul>
 *
 * <p>Where a namespace's two databases are on two servers, the rewriting of its row and the
 * publication are two steps more, with what can be seen between them on such a host too.
 *
 * <p>There is at most one task about each topic. Newer work takes the place of older work about the
 * same, of which the namespace never hears then unless it is being done. A task stays in its place
 * until it has been done, so after a lost answer it is the newest that is begun.
 *
 * <p>The removal of a trace depends on more than the row's content, so it waits for a barrier, as
 * on the host (see {@link Desk}). What is heard of the row before the barrier takes the removal's
 * place; after it the row is watched. Where a barrier or an answer may have been lost, the removal
 * is given up, and the row is suspected from the beginning.
 */
public final class NamespaceDesk implements Remembered<NamespaceDesk> {
  private final Servers servers;
  private final WorkQueue<Topic, NamespaceTask> tasks;
  private final Optional<NamespaceInHand> hand;
  private final WorkQueue<FeatureName, Row> lastSeen;
  private final Suspects suspects;
  private final boolean periodOver;
  private final Optional<RemovingThere> guarded;
  private final long lastBarrier;

  NamespaceDesk(
      Servers servers,
      WorkQueue<Topic, NamespaceTask> tasks,
      Optional<NamespaceInHand> hand,
      WorkQueue<FeatureName, Row> lastSeen,
      Suspects suspects,
      boolean periodOver,
      Optional<RemovingThere> guarded,
      long lastBarrier) {
    this.servers = servers;
    this.tasks = tasks;
    this.hand = hand;
    this.lastSeen = lastSeen;
    this.suspects = suspects;
    this.periodOver = periodOver;
    this.guarded = guarded;
    this.lastBarrier = lastBarrier;
  }

  /** A desk with nothing on it, that knows nothing. */
  public static NamespaceDesk empty(Servers servers) {
    return new NamespaceDesk(
        servers,
        WorkQueue.empty(),
        Optional.empty(),
        WorkQueue.empty(),
        Suspects.NONE,
        false,
        Optional.empty(),
        0);
  }

  /** Something is to be done. */
  public NamespaceDesk with(NamespaceTask task) {
    return new NamespaceStepper(this).with(task);
  }

  /**
   * The steady comparison falls due. What may be a trace by then, and still is when everything is
   * compared next, has been one for a period more.
   */
  public NamespaceDesk periodOver() {
    return new NamespaceStepper(this).periodOver();
  }

  /** A barrier came; whatever the namespace's Redis announced before it is on this desk. */
  public NamespaceDesk with(BarrierId barrier) {
    return new NamespaceStepper(this).with(barrier);
  }

  /** Rows may have been written, and barriers sent, of which nothing was heard. */
  public NamespaceDesk unheard() {
    return new NamespaceStepper(this).unheard();
  }

  /** Whether a task about the same waits, or is being done. */
  public boolean isWaiting(NamespaceTask task) {
    return tasks.has(task.topic());
  }

  /** The task in hand. */
  public Optional<NamespaceTask> inHand() {
    return hand.map(inHand -> inHand.exchange().task());
  }

  /** The namespace's row as a settling last saw it; empty if it saw none. */
  public Optional<Row> lastSeen(FeatureName name) {
    return lastSeen.get(name);
  }

  /** With the first task that can be done in hand, unless one is. */
  public NamespaceDesk taken() {
    return hand.isPresent() || tasks.isEmpty() ? this : new NamespaceStepper(this).take();
  }

  /** The call to make for the task in hand; none if nothing is in hand. */
  public Optional<NamespaceCall> call() {
    return hand.map(inHand -> inHand.exchange().call());
  }

  /**
   * The call was answered.
   *
   * @throws java.util.NoSuchElementException if nothing is in hand
   */
  public NamespaceStep answered(Reply reply) {
    return new NamespaceStepper(this).answered(reply);
  }

  /** There is no answer, and it may have been carried out or not. */
  public NamespaceDesk lost() {
    return new NamespaceStepper(this).lost();
  }

  /** Where the namespace's databases are. */
  public Servers servers() {
    return servers;
  }

  WorkQueue<Topic, NamespaceTask> tasks() {
    return tasks;
  }

  Optional<NamespaceInHand> hand() {
    return hand;
  }

  WorkQueue<FeatureName, Row> lastSeen() {
    return lastSeen;
  }

  Suspects suspects() {
    return suspects;
  }

  boolean isPeriodOver() {
    return periodOver;
  }

  Optional<RemovingThere> guarded() {
    return guarded;
  }

  /** The last barrier that was given; those to come are numbered from there on. */
  public long lastGivenBarrier() {
    return lastBarrier;
  }

  @Override
  public void accept(RegistryVisitor visitor) {
    visitor.number(servers == Servers.ONE ? 1 : 2);
    visitor.number(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      visitor.value(tasks.piece(i));
    }
    visitor.number(hand.isPresent() ? 1 : 0);
    hand.ifPresent(inHand -> inHand.accept(visitor));
    visitor.number(lastSeen.size());
    for (int i = 0; i < lastSeen.size(); i++) {
      visitor.value(lastSeen.key(i));
      visitor.value(lastSeen.piece(i));
    }
    visitor.number(suspects.equals(Suspects.NONE) ? 0 : 1);
    if (!suspects.equals(Suspects.NONE)) {
      visitor.value(suspects);
    }
    visitor.number(periodOver ? 1 : 0);
    visitor.number(guarded.isPresent() ? 1 : 0);
    guarded.ifPresent(waiting -> waiting.accept(visitor));
  }

  /** {@inheritDoc} The barriers to come are numbered behind those that are known. */
  @Override
  public NamespaceDesk renumbered(LongUnaryOperator newId) {
    return new NamespaceDesk(
        servers,
        tasks,
        hand.map(inHand -> inHand.renumbered(newId)),
        lastSeen,
        suspects,
        periodOver,
        guarded.map(waiting -> waiting.renumbered(newId)),
        newId.applyAsLong(lastBarrier));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NamespaceDesk desk
        && servers == desk.servers
        && tasks.equals(desk.tasks)
        && hand.equals(desk.hand)
        && lastSeen.equals(desk.lastSeen)
        && suspects.equals(desk.suspects)
        && periodOver == desk.periodOver
        && guarded.equals(desk.guarded);
  }

  @Override
  public int hashCode() {
    return Objects.hash(servers, tasks, hand, lastSeen, suspects, periodOver, guarded);
  }

  @Override
  public String toString() {
    return "waiting="
        + tasks
        + " in hand="
        + hand
        + " last seen="
        + lastSeen
        + " suspects="
        + suspects
        + " period over="
        + periodOver
        + " waits for its barrier="
        + guarded;
  }
}
