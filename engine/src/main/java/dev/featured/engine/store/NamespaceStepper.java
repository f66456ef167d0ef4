package dev.featured.engine.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import dev.featured.engine.core.BarrierId;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.Suspects;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.NamespaceRow;
import dev.featured.engine.feature.Row;
import dev.featured.engine.queue.WorkQueue;
import dev.featured.engine.store.NamespaceExchange.Looking;
import dev.featured.engine.store.NamespaceExchange.RemovingThere;
import dev.featured.engine.store.NamespaceTask.Topic;
import dev.featured.engine.store.Reply.Verdict;
import java.util.Map;
import java.util.Optional;

/**
 * The making of one step of a namespace's desk: local variables that grow into the next desk. Lives
 * for one step.
 */
final class NamespaceStepper {
  /** How often a row is read anew because it changed before it could be written. */
  private static final int TRIES = 5;

  private final Servers servers;
  private final ImmutableList.Builder<Event> events = ImmutableList.builder();
  private WorkQueue<Topic, NamespaceTask> tasks;
  private Optional<NamespaceInHand> hand;
  private WorkQueue<FeatureName, Row> lastSeen;
  private Suspects suspects;
  private Optional<RemovingThere> guarded;
  private long lastBarrier;
  private boolean periodOver;
  private Optional<NamespaceStep.Finished> finished = Optional.empty();

  NamespaceStepper(NamespaceDesk before) {
    this.servers = before.servers();
    this.tasks = before.tasks();
    this.hand = before.hand();
    this.lastSeen = before.lastSeen();
    this.suspects = before.suspects();
    this.guarded = before.guarded();
    this.lastBarrier = before.lastGivenBarrier();
    this.periodOver = before.isPeriodOver();
  }

  private NamespaceDesk desk() {
    return new NamespaceDesk(
        servers, tasks, hand, lastSeen, suspects, periodOver, guarded, lastBarrier);
  }

  // What comes in.

  NamespaceDesk with(NamespaceTask task) {
    Topic topic = task.topic();
    if (hand.isPresent() && hand.get().exchange().task().topic().equals(topic)) {
      hand = hand.map(NamespaceInHand::replace);
    }
    guarded = guarded.filter(waiting -> !waiting.task().topic().equals(topic));
    tasks = tasks.put(topic, task);
    return desk();
  }

  /** It may be heard before the answer to the call that sent it. */
  NamespaceDesk with(BarrierId barrier) {
    if (guarded.isPresent() && guarded.get().waitsFor(barrier)) {
      guarded = guarded.map(waiting -> waiting.at(waiting.removing().concluded()));
    } else if (hand.isPresent()
        && hand.get().exchange() instanceof RemovingThere removing
        && removing.waitsFor(barrier)) {
      hand = hand.map(inHand -> inHand.at(removing.at(removing.removing().concluded())));
    }
    return desk();
  }

  NamespaceDesk unheard() {
    nothingWasHeard();
    return desk();
  }

  private void nothingWasHeard() {
    suspects = suspects.unheard();
    guarded.ifPresent(waiting -> tasks = tasks.without(waiting.task().topic()));
    guarded = Optional.empty();
    if (hand.isPresent()
        && hand.get().exchange() instanceof RemovingThere removing
        && removing.removing().isGuarding()
        && !hand.get().replaced()) {
      tasks = tasks.without(removing.task().topic());
      hand = hand.map(NamespaceInHand::replace);
    }
    periodOver = false;
  }

  NamespaceDesk periodOver() {
    periodOver = true;
    return desk();
  }

  // What is in hand.

  NamespaceDesk take() {
    if (guarded.isPresent() && !guarded.get().removing().waits()) {
      hand = guarded.map(ready -> new NamespaceInHand(ready, false));
      guarded = Optional.empty();
    } else {
      hand = takeable().map(task -> new NamespaceInHand(begin(task), false));
    }
    return desk();
  }

  private Optional<NamespaceTask> takeable() {
    for (int i = 0; i < tasks.size(); i++) {
      NamespaceTask task = tasks.piece(i);
      if (guarded.isEmpty() || !(task instanceof NamespaceTask.RemoveTrace)) {
        return Optional.of(task);
      }
    }
    return Optional.empty();
  }

  private NamespaceExchange begin(NamespaceTask task) {
    if (task instanceof NamespaceTask.Settle settle) {
      return Mirroring.begin(settle, 0);
    } else if (task instanceof NamespaceTask.Forget forget) {
      return new Dropping(forget, Dropping.Stage.LOOK, lastSeen.get(forget.name()), false);
    } else if (task instanceof NamespaceTask.Compare compare) {
      return ComparingThere.begin(compare);
    } else if (task instanceof NamespaceTask.Look look) {
      return new Looking(look);
    } else {
      return RemovingThere.begin((NamespaceTask.RemoveTrace) task, new BarrierId(++lastBarrier));
    }
  }

  NamespaceDesk lost() {
    if (hand.isPresent() && hand.get().exchange().call().call() instanceof Call.Announcements) {
      nothingWasHeard();
    }
    hand.map(NamespaceInHand::exchange)
        .filter(RemovingThere.class::isInstance)
        .ifPresent(this::done);
    hand = Optional.empty();
    return desk();
  }

  NamespaceStep answered(Reply reply) {
    NamespaceExchange exchange = hand.orElseThrow().exchange();
    if (reply instanceof Reply.Refused refused && !(exchange instanceof RemovingThere)) {
      end(exchange, new NamespaceResult.Refused(refused.reason()));
    } else if (exchange instanceof Mirroring mirroring) {
      mirror(mirroring, reply);
    } else if (exchange instanceof Dropping dropping) {
      drop(dropping, reply);
    } else if (exchange instanceof ComparingThere comparing) {
      compare(comparing, reply);
    } else if (exchange instanceof Looking looking) {
      look(looking, (Reply.Hashes) reply);
    } else {
      removeTrace((RemovingThere) exchange, reply);
    }
    return new NamespaceStep(desk(), events.build(), finished);
  }

  private void next(NamespaceExchange exchange) {
    hand = hand.map(inHand -> inHand.at(exchange));
  }

  private void end(NamespaceExchange exchange, NamespaceResult result) {
    finished = Optional.of(new NamespaceStep.Finished(exchange.task(), result));
    done(exchange);
    hand = Optional.empty();
  }

  /** It goes, unless newer work about the same has taken its place meanwhile. */
  private void done(NamespaceExchange exchange) {
    if (!hand.orElseThrow().replaced()) {
      tasks = tasks.without(exchange.task().topic());
    }
  }

  private void saw(FeatureName name, Optional<Row> row) {
    lastSeen = row.map(r -> lastSeen.put(name, r)).orElseGet(() -> lastSeen.without(name));
  }

  // A settling.

  private void mirror(Mirroring mirroring, Reply reply) {
    Command.Settle applied = mirroring.task().applied();
    switch (mirroring.stage()) {
      case READ ->
          next(
              mirroring.having(
                  Optional.ofNullable(((Reply.Hashes) reply).rows().get(applied.name()))));
      case LOOK -> {
        if (reply == Verdict.STANDS) {
          saw(applied.name(), mirroring.row());
          write(mirroring);
        } else {
          end(mirroring, new NamespaceResult.Overtaken());
        }
      }
      case WRITE -> writeOn(mirroring, mirroring.writing().orElseThrow().after(reply));
      case PUBLISH -> next(mirroring.at(Mirroring.Stage.LOOK_AGAIN));
      case LOOK_AGAIN -> {
        if (reply == Verdict.STANDS) {
          end(mirroring, mirrored(mirroring));
        } else {
          next(mirroring.at(Mirroring.Stage.RETRACT));
        }
      }
      case RETRACT -> end(mirroring, new NamespaceResult.Overtaken());
    }
  }

  private void write(Mirroring mirroring) {
    Command.Settle applied = mirroring.task().applied();
    if (mirroring.row().isPresent()) {
      Row row = mirroring.row().get();
      Command.Settle here =
          new Command.Settle(
              applied.name(),
              applied.registration(),
              row,
              rewrite(mirroring),
              applied.rendered(),
              applied.publication());
      next(mirroring.writing(Settling.begin(new StoreTask.Settle(here), servers)));
    } else if (applied.publication().isPresent()) {
      next(mirroring.at(Mirroring.Stage.PUBLISH));
    } else {
      end(mirroring, mirrored(mirroring));
    }
  }

  private void writeOn(Mirroring mirroring, Exchange writing) {
    Command.Settle applied = mirroring.task().applied();
    if (!(writing instanceof Exchange.Ended ended)) {
      next(mirroring.writing((Settling) writing));
    } else if (ended.reply() == Verdict.STANDS) {
      saw(applied.name(), mirroring.row().map(row -> row.with(rewrite(mirroring))));
      if (applied.publication().isPresent()) {
        next(mirroring.at(Mirroring.Stage.LOOK_AGAIN));
      } else {
        end(mirroring, mirrored(mirroring));
      }
    } else if (mirroring.tries() + 1 < TRIES) {
      next(Mirroring.begin(mirroring.task(), mirroring.tries() + 1));
    } else {
      end(mirroring, new NamespaceResult.Unsteady());
    }
  }

  private static ImmutableSortedMap<String, String> rewrite(Mirroring mirroring) {
    return mirroring
        .row()
        .map(row -> new NamespaceRow(row).rewrite(mirroring.task().applied().rendered()))
        .orElse(ImmutableSortedMap.of());
  }

  private static NamespaceResult mirrored(Mirroring mirroring) {
    return new NamespaceResult.Mirrored(
        mirroring.row().orElse(Row.of(Map.of())), rewrite(mirroring));
  }

  // A forgetting.

  private void drop(Dropping dropping, Reply reply) {
    switch (dropping.stage()) {
      case LOOK -> {
        if (reply == Verdict.UNLOADED) {
          end(dropping, new NamespaceResult.NotLoaded());
        } else if (reply == Verdict.BACK) {
          next(dropping.at(Dropping.Stage.DISOWN));
        } else if (dropping.lastSeen().isPresent()) {
          next(dropping.at(Dropping.Stage.REMOVE_ROW));
        } else {
          next(dropping.at(Dropping.Stage.REMOVE_STATE));
        }
      }
      case DISOWN -> end(dropping, new NamespaceResult.Back(false));
      case REMOVE_ROW -> next(dropping.havingRemoved(reply == Verdict.STANDS));
      case REMOVE_STATE -> next(dropping.at(Dropping.Stage.LOOK_AGAIN));
      case LOOK_AGAIN -> {
        if (Reply.isYes(reply)) {
          end(dropping, new NamespaceResult.Back(dropping.removed()));
        } else {
          saw(dropping.task().name(), Optional.empty());
          end(dropping, new NamespaceResult.Forgotten(dropping.removed()));
        }
      }
    }
  }

  // A comparison.

  /** Everything is read before anything is counted: what fails half-way is done anew. */
  private void compare(ComparingThere comparing, Reply reply) {
    switch (comparing.stage()) {
      case ANNOUNCEMENTS -> {
        next(at(comparing, ComparingThere.Stage.PUBLISHED, comparing.names()));
        if (Reply.isYes(reply)) {
          nothingWasHeard();
        }
      }
      case PUBLISHED -> {
        ImmutableSortedSet<FeatureName> published = ((Reply.Names) reply).names();
        next(
            published.isEmpty()
                ? at(comparing, ComparingThere.Stage.CONFIGURED, published)
                : at(comparing, ComparingThere.Stage.ON_HOST, published));
      }
      case ON_HOST -> {
        ImmutableSortedSet<FeatureName> orphans =
            ImmutableSortedSet.copyOf(
                Sets.difference(comparing.names(), ((Reply.Names) reply).names()));
        if (!orphans.isEmpty()) {
          events.add(new Event.Listed(orphans, false));
        }
        next(at(comparing, ComparingThere.Stage.CONFIGURED, orphans));
      }
      case CONFIGURED ->
          next(at(comparing, ComparingThere.Stage.ROWS, ((Reply.Names) reply).names()));
      case ROWS -> {
        ImmutableSortedMap<FeatureName, Row> rows = ((Reply.Hashes) reply).rows();
        Suspects compared = suspects.compared(rows, periodOver);
        periodOver = false;
        suspects = compared.withoutTraces();
        end(comparing, new NamespaceResult.Known());
        compared.traces().forEach(this::putRemoval);
      }
    }
  }

  private static ComparingThere at(
      ComparingThere comparing, ComparingThere.Stage next, ImmutableSortedSet<FeatureName> names) {
    return new ComparingThere(comparing.task(), next, names);
  }

  /** Not if the row is to be looked at because somebody touched it meanwhile. */
  private void putRemoval(Command.RemoveTrace trace) {
    NamespaceTask removal = new NamespaceTask.RemoveTrace(trace);
    if (!tasks.has(removal.topic())) {
      tasks = tasks.put(removal.topic(), removal);
    }
  }

  // A single row.

  private void look(Looking looking, Reply.Hashes reply) {
    FeatureName name = looking.task().name();
    Optional<Row> row = Optional.ofNullable(reply.rows().get(name));
    suspects = suspects.written(name, row);
    if (row.filter(Row::looksRevived).isPresent()) {
      periodOver = false;
    }
    end(looking, new NamespaceResult.Known());
  }

  private void removeTrace(RemovingThere removing, Reply reply) {
    Exchange after = removing.removing().after(reply);
    if (after instanceof Exchange.Ended) {
      if (reply == Verdict.STANDS) {
        saw(removing.task().command().name(), Optional.empty());
      }
      end(removing, new NamespaceResult.Trace(reply));
    } else if (hand.orElseThrow().replaced()) {
      hand = Optional.empty();
    } else if (after.waits()) {
      guarded = Optional.of(removing.at((RemovingTrace) after));
      hand = Optional.empty();
    } else {
      next(removing.at((RemovingTrace) after));
    }
    if (reply == Verdict.UNANNOUNCED) {
      nothingWasHeard();
    }
  }
}
