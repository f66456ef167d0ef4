package dev.featured.engine.store;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.RegistryVisitor;
import dev.featured.engine.core.Remembered;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.queue.WorkQueue;
import dev.featured.engine.store.StoreTask.Subject;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/**
 * All that stands between the core and the host's Redis, as one immutable value (SPEC sections 4
 * and 7): what waits, what is in hand, what was refused, whether the configuration is loaded, and
 * what a boot has to say. What is left to others is to make the calls, to wait, and to say so.
 *
 * <p>Its tasks are done one after the other, in the order in which they came; a newer one takes the
 * place of an older one about the same, at the end. So what is read after the newest write sees it,
 * and however long Redis is away, there are no more tasks than there are features and kinds of
 * tasks.
 *
 * <p>Four rules keep writes apart that have nothing to do with each other:
 *
 * <ul>
 *   <li>Units that are about to change are not what a settling says that waits: it is withdrawn.
 *   <li>A feature that is forgotten has nothing else to be written: what waits for it is dropped.
 *   <li>A forgetting that was refused comes before everything else that is written for that
 *       feature: it would take the next registration's report for the dead one's.
 *   <li>The removal of a trace whose answer is lost is not repeated: it may have been carried out,
 *       and somebody may have begun to write the row since. The next comparisons find it again. *
 * </ul>
 */
public final class Desk implements Remembered<Desk> {
  private final Servers servers;
  private final WorkQueue<Subject, StoreTask> tasks;
  private final Optional<InHand> hand;

  /** The one task that waits for its barrier, or has it behind it and waits for its turn. */
  private final Optional<Exchange> guarded;

  private final Known known;
  private final Optional<Command.ReadRows> postponed;
  private final Refusals refusals;
  private final WorkQueue<FeatureName, StoreTask.Report> reported;

  Desk(
      Servers servers,
      WorkQueue<Subject, StoreTask> tasks,
      Optional<InHand> hand,
      Optional<Exchange> guarded,
      Known known,
      Optional<Command.ReadRows> postponed,
      Refusals refusals,
      WorkQueue<FeatureName, StoreTask.Report> reported) {
    this.servers = servers;
    this.tasks = tasks;
    this.hand = hand;
    this.guarded = guarded;
    this.known = known;
    this.postponed = postponed;
    this.refusals = refusals;
    this.reported = reported;
  }

  /** A desk with nothing on it, that knows nothing. */
  public static Desk empty(Servers servers) {
    return new Desk(
        servers,
        WorkQueue.empty(),
        Optional.empty(),
        Optional.empty(),
        Known.NOTHING,
        Optional.empty(),
        Refusals.NONE,
        WorkQueue.empty());
  }

  // What it is told.

  /**
   * The core wants something done. What is no concern of the desk's changes nothing here, but must
   * not be begun before the desk has been told of it: an operation withdraws what waits to be
   * written of its feature.
   */
  public Desk with(Command command) {
    return by(stepper -> stepper.command(command)).next();
  }

  /** Whether a command is the desk's to carry out, and nobody else's. */
  public static boolean keeps(Command command) {
    return command instanceof Command.ReadRows
        || command instanceof Command.Settle
        || command instanceof Command.Forget
        || command instanceof Command.RemoveTrace
        || command instanceof Command.Conclude;
  }

  /** If the configuration was not loaded, it is to be looked soon whether it is by now. */
  public Desk rechecking() {
    return known.loaded() ? this : comparing(false);
  }

  /** All rows are to be compared soon; asking twice before it is done is asking once. */
  public Desk comparing(boolean steady) {
    return by(stepper -> stepper.put(new StoreTask.Compare(steady))).next();
  }

  /** How a registration stands is to be reported, unless that is what was reported last. */
  public Desk reporting(FeatureName name, ImmutableSortedMap<String, String> fields) {
    return by(stepper -> stepper.report(new StoreTask.Report(name, fields))).next();
  }

  /**
   * From now on nothing is missed; whatever happened before this may have been. So everything is
   * compared, and PortInitDone, should it be there, may have come once more.
   */
  public DeskStep subscribed() {
    return by(DeskStepper::subscribed);
  }

  /** Something may go unheard until {@link #subscribed}. */
  public DeskStep unheard() {
    return by(DeskStepper::unheard);
  }

  /**
   * The configuration's flag was set, or went: with it all rows may have, which nobody announces.
   */
  public DeskStep flagTouched() {
    return by(DeskStepper::compareUnheard);
  }

  /** PortInitDone is heard of. */
  public DeskStep portsInitialised() {
    return by(DeskStepper::portsInitialised);
  }

  /**
   * Whether what is heard of rows is worth handing on. It is not before the configuration was first
   * loaded: the comparison finds all rows then.
   */
  public boolean heedsRows() {
    return known.configured();
  }

  /** One of the writes that were refused is to be tried again. */
  public DeskStep retry() {
    return by(DeskStepper::retry);
  }

  // What it wants done.

  /** With the next task in hand, unless one is. */
  public Desk taken() {
    if (hand.isPresent() || !mayTake()) {
      return this;
    }
    return by(stepper -> stepper.take()).next();
  }

  /** Whether a task waits that could be taken. */
  public boolean mayTake() {
    if (refusals.isEmpty() && guarded.isEmpty()) {
      return !tasks.isEmpty();
    }
    DeskStepper stepper = new DeskStepper(this);
    return stepper.mayGoOn() || stepper.takeable().isPresent();
  }

  /** Whether a task is in hand, so that there is a call to make. */
  public boolean isBusy() {
    return hand.isPresent();
  }

  /** The call to make for the task in hand; none if nothing is in hand. */
  public Optional<Call> call() {
    return hand.map(inHand -> inHand.exchange().call());
  }

  /**
   * The call was answered.
   *
   * @throws java.util.NoSuchElementException if nothing is in hand
   */
  public DeskStep answered(Reply reply) {
    return by(stepper -> stepper.answered(reply));
  }

  /**
   * There is no answer, and it may have been carried out or not. Its task begins once more, but for
   * one with a barrier: the core decides it once more.
   */
  public DeskStep lost() {
    return by(DeskStepper::lost);
  }

  private DeskStep by(Consumer<DeskStepper> change) {
    DeskStepper stepper = new DeskStepper(this);
    change.accept(stepper);
    return stepper.step();
  }

  // What may be asked of it.

  /** Whether rows may be looked at, as far as is known. */
  public boolean loaded() {
    return known.loaded();
  }

  /** Whether the next comparison asks for the ports: they may have become ready unheard. */
  public boolean asksForPorts() {
    return !known.ports();
  }

  /** How much waits to be done, beside what is in hand. */
  public int waiting() {
    return tasks.size();
  }

  /** Whether a server has refused something that is still to be written. */
  public boolean owesWrites() {
    return !refusals.isEmpty();
  }

  /** Whether something waits for its barrier. */
  public boolean awaitsBarrier() {
    return guarded.isPresent() && guarded.get().waits();
  }

  /** The task in hand. */
  public Optional<StoreTask> inHand() {
    return hand.map(inHand -> inHand.exchange().task());
  }

  /** Whether a comparison waits or is in hand. */
  public boolean comparesSoon() {
    return tasks.has(new StoreTask.Compare(false).subject())
        || tasks.has(new StoreTask.Compare(true).subject())
        || inHand().filter(StoreTask.Compare.class::isInstance).isPresent();
  }

  /** Whether a task with this one's subject waits. */
  public boolean isWaiting(StoreTask task) {
    return tasks.has(task.subject());
  }

  /** Whether {@link #retry} has been asked for and not been called. */
  public boolean reminderComes() {
    return refusals.reminderComes();
  }

  /** Whether rows are to be read that may not be looked at. */
  public boolean postpones() {
    return postponed.isPresent();
  }

  @Override
  public void accept(RegistryVisitor visitor) {
    visitor.number(servers == Servers.ONE ? 1 : 2);
    visitor.number(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      tasks.piece(i).accept(visitor);
    }
    visitor.number(hand.isPresent() ? 1 : 0);
    hand.ifPresent(inHand -> inHand.accept(visitor));
    visitor.number(guarded.isPresent() ? 1 : 0);
    guarded.ifPresent(exchange -> exchange.accept(visitor));
    known.accept(visitor);
    visitor.number(postponed.isPresent() ? 1 : 0);
    postponed.ifPresent(visitor::value);
    refusals.accept(visitor);
    visitor.number(reported.size());
    for (int i = 0; i < reported.size(); i++) {
      visitor.value(reported.piece(i));
    }
  }

  @Override
  public Desk renumbered(LongUnaryOperator newId) {
    return new Desk(
        servers,
        tasks.mapped(task -> task.renumbered(newId)),
        hand.map(inHand -> inHand.renumbered(newId)),
        guarded.map(exchange -> exchange.renumbered(newId)),
        known,
        postponed,
        refusals,
        reported);
  }

  Servers servers() {
    return servers;
  }

  WorkQueue<Subject, StoreTask> tasks() {
    return tasks;
  }

  Optional<InHand> hand() {
    return hand;
  }

  Optional<Exchange> guarded() {
    return guarded;
  }

  Known known() {
    return known;
  }

  Optional<Command.ReadRows> postponed() {
    return postponed;
  }

  Refusals refusals() {
    return refusals;
  }

  WorkQueue<FeatureName, StoreTask.Report> reported() {
    return reported;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Desk desk
        && servers == desk.servers
        && tasks.equals(desk.tasks)
        && hand.equals(desk.hand)
        && guarded.equals(desk.guarded)
        && known.equals(desk.known)
        && postponed.equals(desk.postponed)
        && refusals.equals(desk.refusals)
        && reported.equals(desk.reported);
  }

  @Override
  public int hashCode() {
    return Objects.hash(servers, tasks, hand, guarded, known, postponed, refusals, reported);
  }

  @Override
  public String toString() {
    return "waiting="
        + tasks
        + " in hand="
        + hand
        + " guarded="
        + guarded
        + " "
        + known
        + " postponed="
        + postponed
        + " "
        + refusals
        + " reported="
        + reported;
  }
}
