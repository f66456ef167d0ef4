package dev.featured.engine.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.BarrierId;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.Event.PortsReady.Reason;
import dev.featured.engine.core.SettleOutcome;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Row;
import dev.featured.engine.queue.WorkQueue;
import dev.featured.engine.store.Known.Boot;
import dev.featured.engine.store.Reply.Verdict;
import dev.featured.engine.store.StoreTask.Kind;
import dev.featured.engine.store.StoreTask.Subject;
import java.util.Optional;

/**
 * The making of one step of the desk: local variables that grow into the next desk. Lives for one
 * step.
 */
final class DeskStepper {
  private final Desk before;
  private final ImmutableList.Builder<Event> events = ImmutableList.builder();
  private final ImmutableList.Builder<NamespaceTask> namespaces = ImmutableList.builder();
  private Optional<DeskStep.Finished> finished = Optional.empty();
  private WorkQueue<Subject, StoreTask> tasks;
  private Optional<InHand> hand;
  private Optional<Exchange> guarded;
  private Known known;
  private Optional<Command.ReadRows> postponed;
  private Refusals refusals;
  private WorkQueue<FeatureName, StoreTask.Report> reported;
  private boolean remind;

  DeskStepper(Desk before) {
    this.before = before;
    this.tasks = before.tasks();
    this.hand = before.hand();
    this.guarded = before.guarded();
    this.known = before.known();
    this.postponed = before.postponed();
    this.refusals = before.refusals();
    this.reported = before.reported();
  }

  DeskStep step() {
    return new DeskStep(
        new Desk(before.servers(), tasks, hand, guarded, known, postponed, refusals, reported),
        events.build(),
        namespaces.build(),
        finished,
        remind);
  }

  // What comes in.

  void command(Command command) {
    if (command instanceof Command.ReadRows read) {
      put(new StoreTask.Read(read));
    } else if (command instanceof Command.Settle settle) {
      put(new StoreTask.Settle(settle));
    } else if (command instanceof Command.RemoveTrace removal) {
      put(new StoreTask.RemoveTrace(removal));
    } else if (command instanceof Command.Forget forget) {
      dropWritesOf(forget.name());
      put(new StoreTask.Forget(forget.name()));
    } else if (command instanceof Command.Operate operate) {
      withdrawSettlingOf(operate.name());
    } else if (command instanceof Command.Conclude conclude) {
      conclude(conclude);
    }
  }

  void put(StoreTask task) {
    Subject subject = task.subject();
    StoreTask newer = tasks.get(subject).map(task::after).orElse(task);
    tasks = tasks.putLast(subject, newer);
  }

  private void dropWritesOf(FeatureName name) {
    tasks = tasks.without(Subject.of(Kind.SETTLE, name)).without(Subject.of(Kind.REPORT, name));
    refusals =
        refusals.without(Subject.of(Kind.SETTLE, name)).without(Subject.of(Kind.REPORT, name));
    reported = reported.without(name);
    dropGuarded(Subject.of(Kind.SETTLE, name));
  }

  private void dropGuarded(Subject subject) {
    guarded = guarded.filter(exchange -> !exchange.task().subject().equals(subject));
  }

  private void withdrawSettlingOf(FeatureName name) {
    Subject subject = Subject.of(Kind.SETTLE, name);
    tasks = tasks.without(subject);
    dropGuarded(subject);
    if (hand.isPresent() && hand.get().exchange().task().subject().equals(subject)) {
      hand = hand.map(InHand::withdraw);
    }
  }

  void report(StoreTask.Report report) {
    Subject subject = report.subject();
    boolean underWay =
        tasks.has(subject)
            || hand.filter(inHand -> inHand.exchange().task().subject().equals(subject))
                .isPresent();
    if (underWay || !reported.get(report.name()).equals(Optional.of(report))) {
      put(report);
    }
  }

  void subscribed() {
    portsUnheard();
    compareUnheard();
  }

  void compareUnheard() {
    unheard();
    put(new StoreTask.Compare(false));
  }

  /**
   * What waits for a barrier may wait for one that was lost; a read that is under way may bring
   * what was there before.
   */
  void unheard() {
    guarded = Optional.empty();
    if (hand.isPresent() && isOvertaken(hand.get().exchange())) {
      hand = hand.map(InHand::withdraw);
    }
    hand = hand.map(InHand::writtenUnheard);
    overtakeComparison();
    if (known.configured()) {
      events.add(new Event.Unheard());
    }
  }

  /** The steady one that waits, or is in hand, fell due before what the core is told of now. */
  private void overtakeComparison() {
    StoreTask steady = new StoreTask.Compare(true);
    if (tasks.has(steady.subject())) {
      tasks = tasks.put(steady.subject(), new StoreTask.Compare(true, true));
    }
    if (hand.isPresent()
        && hand.get().exchange() instanceof Comparing comparing
        && comparing.task().steady()) {
      hand = hand.map(inHand -> inHand.at(comparing.overtaken()));
    }
  }

  private static boolean looksLikeATrace(Optional<RenderedRow> row) {
    return row.isPresent() && row.get().content() instanceof Row known && known.looksRevived();
  }

  private static boolean isOvertaken(Exchange exchange) {
    return exchange.isGuarding() || exchange instanceof Reading;
  }

  /** The barrier may be heard before the answer to the call that sent it. */
  private void conclude(Command.Conclude conclude) {
    Optional<BarrierId> barrier = Optional.of(conclude.barrier());
    if (guarded.isPresent() && guarded.get().task().barrier().equals(barrier)) {
      guarded = conclude.stands() ? guarded.map(Exchange::concluded) : Optional.empty();
    } else if (hand.isPresent() && hand.get().exchange().task().barrier().equals(barrier)) {
      InHand inHand = hand.get();
      hand =
          Optional.of(
              conclude.stands() ? inHand.at(inHand.exchange().concluded()) : inHand.withdraw());
    }
  }

  /** PortInitDone may have gone and come again, so that it is another one: it is asked for. */
  private void portsUnheard() {
    known = known.ports(false);
  }

  private void unannouncedUntilNow() {
    portsUnheard();
    unheard();
  }

  /** Whether this is a warm boot comes first: the ports are asked for after that. */
  void portsInitialised() {
    if (known.configured()) {
      known = known.ports(true);
      events.add(new Event.PortsReady(Reason.PORT_INIT_DONE));
    }
  }

  // Refused writes.

  void retry() {
    Refusals.Turn turn = refusals.reminder(false).turn();
    refusals = turn.next();
    turn.subject().ifPresent(this::tryAgain);
    remindIfRefused();
  }

  /**
   * What a registration has come to may be another thing by now. So the core is told that what it
   * published has been touched: it looks at the row and has written what is true then.
   */
  private void tryAgain(Subject subject) {
    FeatureName name = subject.name().orElseThrow();
    if (subject.kind() == Kind.FORGET) {
      put(new StoreTask.Forget(name));
    } else {
      events.add(new Event.StateTouched(name));
    }
  }

  private void remindIfRefused() {
    if (!refusals.isEmpty() && !refusals.reminderComes()) {
      refusals = refusals.reminder(true);
      remind = true;
    }
  }

  private void judge(Subject subject, Reply reply) {
    if (reply instanceof Reply.Refused refused && refused.passing()) {
      refusals = refusals.refused(subject);
      remindIfRefused();
    } else if (refusals.has(subject)) {
      refusals = refusals.without(subject);
      refusals.subjects().forEach(this::tryAgain);
    }
  }

  // What is in hand.

  void take() {
    if (mayGoOn()) {
      hand = guarded.map(InHand::new);
      guarded = Optional.empty();
    }
    for (Optional<StoreTask> next = takeable();
        hand.isEmpty() && next.isPresent();
        next = takeable()) {
      tasks = tasks.without(next.get().subject());
      begin(next.get());
    }
  }

  /** What waited for its barrier has it behind it. */
  boolean mayGoOn() {
    return guarded.isPresent() && !guarded.get().waits();
  }

  Optional<StoreTask> takeable() {
    for (int i = 0; i < tasks.size(); i++) {
      StoreTask task = tasks.piece(i);
      boolean free = guarded.isEmpty() || task.barrier().isEmpty();
      if (free && mayTake(task.subject())) {
        return Optional.of(tasks.piece(i));
      }
    }
    return Optional.empty();
  }

  private boolean mayTake(Subject subject) {
    return subject.kind() == Kind.FORGET
        || subject.name().isEmpty()
        || !isToBeForgotten(subject.name().get());
  }

  /** One that waits may be a second try, and what came between was put before it. */
  private boolean isToBeForgotten(FeatureName name) {
    return refusals.owesForgetting(name) || tasks.has(Subject.of(Kind.FORGET, name));
  }

  /** While the configuration is not loaded no row is looked at: the read is put off until it is. */
  private void begin(StoreTask task) {
    if (task instanceof StoreTask.Read read) {
      postponed = Optional.of(read.command());
      if (!known.loaded()) {
        return;
      }
    }
    hand = Optional.of(new InHand(Exchange.of(task, before.servers())));
  }

  void lost() {
    if (hand.isPresent() && hand.get().exchange().call() instanceof Call.Announcements) {
      unannouncedUntilNow();
    }
    Optional<InHand> was = hand;
    hand = Optional.empty();
    if (was.isEmpty() || (was.get().withdrawn() && !(was.get().exchange() instanceof Reading))) {
      return;
    }
    StoreTask task = was.get().exchange().task();
    if (task.barrier().isPresent() && task instanceof StoreTask.Settle settle) {
      // Its barrier may be on its way and must not be taken for a second one's.
      events.add(new Event.StateTouched(settle.command().name()));
    } else if (!(task instanceof StoreTask.RemoveTrace)) {
      hand = was.map(inHand -> inHand.again(before.servers()));
    }
  }

  void answered(Reply reply) {
    InHand inHand = hand.orElseThrow();
    hand = Optional.empty();
    if (reply == Verdict.UNANNOUNCED) {
      compareUnheard();
    } else if (inHand.exchange() instanceof Comparing comparing
        && !(reply instanceof Reply.Names)) {
      compareOn(comparing, reply);
    } else if (inHand.exchange() instanceof Reading reading && reply instanceof Reply.Rows rows) {
      if (inHand.withdrawn()) {
        hand = Optional.of(new InHand(Exchange.of(reading.task(), before.servers())));
        return;
      }
      end(reading.task(), reply);
      read(rows, reading.asked());
    } else {
      goOn(inHand.at(inHand.exchange().after(reply)));
      if (inHand.unheard() && hand.isEmpty()) {
        events.add(new Event.Unheard());
      }
    }
  }

  private void goOn(InHand next) {
    if (next.exchange() instanceof Exchange.Ended ended) {
      end(ended.task(), ended.reply());
    } else if (next.isOutdated()) {
      return;
    } else if (next.exchange().waits()) {
      guarded = Optional.of(next.exchange());
    } else {
      hand = Optional.of(next);
    }
  }

  private void end(StoreTask task, Reply reply) {
    finished = Optional.of(new DeskStep.Finished(task, reply));
    if (task instanceof StoreTask.Compare compare && reply instanceof Reply.Names listed) {
      events.add(new Event.Listed(listed.names(), compare.steady() && !compare.overtaken()));
      namespaces.add(new NamespaceTask.Compare());
      reported = WorkQueue.empty();
    } else if (task instanceof StoreTask.Settle settle) {
      judge(task.subject(), reply);
      settled(settle.command(), reply);
    } else if (task instanceof StoreTask.Report report) {
      judge(task.subject(), reply);
      reported(report, reply);
    } else if (task instanceof StoreTask.Forget forget) {
      judge(task.subject(), reply);
      forgotten(forget.name(), reply);
    }
  }

  // Comparisons and reads, and what they find out of the configuration.

  private void compareOn(Comparing comparing, Reply reply) {
    boolean yes = Reply.isYes(reply);
    Comparing goingOn = comparing;
    switch (comparing.stage()) {
      case CONFIGURATION -> {
        if (!yes) {
          end(comparing.task(), reply);
          configurationGone();
          return;
        }
      }
      case BOOT_FLAG -> bootFlag(yes);
      case PORTS -> {
        if (yes) {
          portsInitialised();
        }
      }
      case ANNOUNCEMENTS -> {
        if (yes) {
          unannouncedUntilNow();
          goingOn = comparing.overtaken();
        }
      }
      case LEFTOVERS, CONFIGURED, PUBLISHED -> {}
    }
    hand = Optional.of(new InHand(goingOn.at(stageAfter(goingOn))));
  }

  private Comparing.Stage stageAfter(Comparing comparing) {
    Comparing.Stage stage = comparing.stage();
    if (stage == Comparing.Stage.CONFIGURATION && comparing.task().steady()) {
      return Comparing.Stage.ANNOUNCEMENTS;
    }
    if (stage.compareTo(Comparing.Stage.BOOT_FLAG) < 0 && known.boot() != Boot.OVER) {
      return Comparing.Stage.BOOT_FLAG;
    }
    if (stage.compareTo(Comparing.Stage.LEFTOVERS) < 0 && !known.configured()) {
      return Comparing.Stage.LEFTOVERS;
    }
    configurationLoaded();
    return stage.compareTo(Comparing.Stage.PORTS) < 0 && !known.ports()
        ? Comparing.Stage.PORTS
        : Comparing.Stage.CONFIGURED;
  }

  /** From here on notifications are heeded; what they missed before, the listing to come finds. */
  private void configurationLoaded() {
    known = known.loaded(true);
    postponed.ifPresent(read -> put(new StoreTask.Read(read)));
    postponed = Optional.empty();
  }

  private void configurationGone() {
    if (known.loaded()) {
      known = known.loaded(false);
      events.add(new Event.ConfigurationGone());
    }
  }

  private void bootFlag(boolean inProgress) {
    if (inProgress) {
      if (known.boot() == Boot.UNKNOWN) {
        events.add(new Event.WarmBootFound());
      }
      known = known.boot(Boot.IN_PROGRESS);
    } else {
      if (known.boot() == Boot.IN_PROGRESS) {
        events.add(new Event.PortsReady(Reason.WARM_BOOT_FINISHED));
      }
      known = known.boot(Boot.OVER);
    }
  }

  private void read(Reply.Rows reply, ImmutableSortedMap<FeatureName, String> asked) {
    if (reply.rows().isPresent()) {
      postponed = Optional.empty();
      events.add(new Event.RowsRead(reply.rows().get(), asked));
      if (reply.rows().get().values().stream().anyMatch(DeskStepper::looksLikeATrace)) {
        overtakeComparison();
      }
    } else {
      configurationGone();
    }
  }

  // Writes.

  private void settled(Command.Settle command, Reply reply) {
    SettleOutcome outcome = outcome(command, reply);
    if (outcome instanceof SettleOutcome.Applied applied) {
      namespaces.add(NamespaceTask.Settle.of(command, applied.content()));
    }
    events.add(new Event.Settled(command.name(), command.registration(), outcome));
  }

  private static SettleOutcome outcome(Command.Settle command, Reply reply) {
    if (reply instanceof Reply.Refused refused) {
      return new SettleOutcome.Refused(refused.reason(), refused.passing());
    }
    return switch ((Verdict) reply) {
      case STANDS -> new SettleOutcome.Applied(Settling.rewritten(command));
      case GONE -> new SettleOutcome.Gone();
      case CHANGED, BACK, UNLOADED, OWNED, UNANNOUNCED -> new SettleOutcome.Changed();
    };
  }

  /** What a forgetting that waits will take away does not count as reported. */
  private void reported(StoreTask.Report report, Reply reply) {
    FeatureName name = report.name();
    reported =
        reply == Verdict.STANDS && !tasks.has(Subject.of(Kind.FORGET, name))
            ? reported.put(name, report)
            : reported.without(name);
  }

  /** What was not forgotten since the configuration is not loaded, the comparison to come finds. */
  private void forgotten(FeatureName name, Reply reply) {
    boolean refusedForNow = reply instanceof Reply.Refused refused && refused.passing();
    if (!refusedForNow && reply != Verdict.UNLOADED) {
      namespaces.add(new NamespaceTask.Forget(name));
    }
  }
}
