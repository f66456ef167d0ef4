package dev.featured.model.world;

import static dev.featured.model.world.Parts.DESK;
import static dev.featured.model.world.Parts.ENDED;
import static dev.featured.model.world.Parts.FAULTED;
import static dev.featured.model.world.Parts.NAMESPACES;
import static dev.featured.model.world.Parts.ORPHAN;
import static dev.featured.model.world.Parts.ORPHAN_WATCH;
import static dev.featured.model.world.Parts.PUBLISHING;
import static dev.featured.model.world.Parts.REPLY;
import static dev.featured.model.world.Parts.RETURNED;
import static dev.featured.model.world.Parts.UNHEARD;
import static dev.featured.model.world.Parts.WATCH;
import static dev.featured.model.world.Parts.WORKERS;
import static dev.featured.model.world.Parts.WRITE_BACK;

import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.Task;
import dev.featured.engine.store.Call;
import dev.featured.engine.store.Desk;
import dev.featured.engine.store.DeskStep;
import dev.featured.engine.store.NamespaceTask;
import dev.featured.engine.store.Reply;
import dev.featured.engine.store.Servers;
import dev.featured.model.world.World.Ended;
import dev.featured.model.world.World.Exchanged;
import dev.featured.model.world.World.Truth;
import java.util.Optional;

/**
 * The daemon's store thread: it takes from the shipped desk, sends the call, and hands the answer
 * in. Between a call's issue, its execution and the passing on of its answer anything may happen.
 *
 * <p>Two things spare the search worlds that differ in nothing that anybody could notice. A call
 * that nobody could answer otherwise in this setting is carried out together with the next. And an
 * answer that only lets the desk go on to its next call is handed in at once.
 */
final class StoreSteps {
  private static final Reply REFUSED = new Reply.Refused("READONLY", true);
  private static final Reply GIVEN_UP = new Reply.Refused("no answer", false);

  private StoreSteps() {}

  static boolean maySend(World world) {
    Desk desk = world.get(DESK);
    return !desk.isBusy() && desk.mayTake();
  }

  static void send(Draft world) {
    world.set(DESK, world.get(DESK).taken());
    noteWhatIsSent(world);
  }

  /** What units have come to is not known any more once an operation is at work on them. */
  private static void noteWhatIsSent(Draft world) {
    Optional<Call> call = world.get(DESK).call();
    Truth truth = Truth.NONE;
    if (call.isPresent() && publishes(call.get())) {
      int feature = RedisSteps.featureOf(world, call.get());
      Worker worker = world.get(WORKERS)[feature];
      boolean changing = worker.does(Task.Kind.START) || worker.does(Task.Kind.STOP);
      truth =
          new Truth(
              changing ? Ended.NEVER : world.get(ENDED)[feature], world.get(FAULTED)[feature]);
    }
    world.set(PUBLISHING, truth);
  }

  private static boolean publishes(Call sent) {
    Call call = RedisSteps.unguarded(sent);
    return call instanceof Call.Settle settle
        ? settle.command().publication().isPresent()
        : call instanceof Call.Publish publish && publish.publication().isPresent();
  }

  static boolean mayExecute(World world) {
    return world.get(DESK).isBusy() && world.get(REPLY).isEmpty();
  }

  static boolean mayAnswer(World world) {
    return world.get(REPLY).isPresent();
  }

  /** Whether the answer to the call before may be the one that is lost. */
  static boolean mayLoseAnswer(World world) {
    Desk desk = world.get(DESK);
    return desk.call().isPresent()
        && (world.get(REPLY).isPresent() || !desk.lost().next().equals(desk));
  }

  static boolean mayRefuse(World world) {
    return mayExecute(world) && RedisSteps.mayWrite(world.get(DESK).call().orElseThrow());
  }

  static void execute(Draft world) {
    Desk before;
    Call call;
    do {
      before = world.get(DESK);
      call = before.call().orElseThrow();
    } while (carryOut(world, before, call) && RedisSteps.isConstant(world, call));
  }

  /** Whether the answer was handed in at once. */
  private static boolean carryOut(Draft world, Desk before, Call call) {
    Optional<Reply> reply = RedisSteps.host(world, call, Optional.of(world.get(PUBLISHING)));
    if (reply.isEmpty()) {
      return false; // a part of a write-back without a fence; the rest follows
    }
    DeskStep step = before.answered(reply.get());
    boolean goesOnOnly =
        step.events().isEmpty()
            && step.finished().isEmpty()
            && step.next().call().isPresent()
            && step.next().loaded() == before.loaded()
            && step.next().heedsRows() == before.heedsRows()
            && step.next().asksForPorts() == before.asksForPorts();
    if (goesOnOnly) {
      world.set(DESK, step.next());
      noteWhatIsSent(world);
    } else {
      world.set(REPLY, reply);
    }
    return goesOnOnly;
  }

  /** The last call of the next step, and its answer. */
  static Exchanged exchange(World world) {
    Draft draft = new Draft(world);
    while (true) {
      Desk before = draft.get(DESK);
      Call call = before.call().orElseThrow();
      boolean constant = RedisSteps.isConstant(draft, call);
      Draft asked = new Draft(world);
      asked.set(DESK, before);
      Optional<Reply> reply = RedisSteps.host(asked, call, Optional.empty());
      if (!carryOut(draft, before, call) || !constant) {
        return new Exchanged(call, reply.orElse(Reply.Verdict.STANDS));
      }
    }
  }

  static void answer(Draft world) {
    Reply reply = world.get(REPLY).orElseThrow();
    Optional<Call> call = world.get(DESK).call();
    world.set(REPLY, Optional.empty());
    take(world, world.get(DESK).answered(reply));
    if (world.has(Flaw.BARRIER_SKIPPED) && call.orElseThrow() instanceof Call.Guard guard) {
      Command.Conclude unheard = new Command.Conclude(guard.name(), guard.barrier(), true);
      world.set(DESK, world.get(DESK).with(unheard));
    }
    noteWhatIsSent(world);
    forgetReturns(world);
  }

  /** Whether a row went and came back while a write was on its way matters no longer. */
  private static void forgetReturns(Draft world) {
    for (int i = 0; i < world.setting.count(); i++) {
      world.set(RETURNED, i, false);
    }
  }

  static void take(Draft world, DeskStep step) {
    world.set(DESK, step.next());
    for (Event event : step.events()) {
      boolean unheard = event instanceof Event.Unheard || event instanceof Event.ConfigurationGone;
      if (!unheard || !world.has(Flaw.PINS_KEPT_OVER_RELOADS)) {
        world.post(event);
      }
    }
    for (NamespaceTask task : step.namespaces()) {
      for (int i = 0; i < world.get(NAMESPACES).length; i++) {
        NamespaceSteps.tell(world, i, task);
      }
    }
  }

  /** As soon as Redis answers again, the desk goes on. */
  static void loseAnswer(Draft world) {
    world.sees(Sighting.ANSWER_LOST);
    if (world.has(Flaw.LOST_ANSWER_GIVEN_UP)) {
      take(world, world.get(DESK).answered(GIVEN_UP));
    } else {
      take(world, world.get(DESK).lost());
    }
    world.set(WATCH, Watch.NONE);
    world.set(REPLY, Optional.empty());
    world.set(WRITE_BACK, 0);
    noteWhatIsSent(world);
    forgetReturns(world);
  }

  /** Redis refuses a write for a reason that passes. */
  static void refuse(Draft world) {
    world.set(REPLY, Optional.of(world.has(Flaw.REFUSED_WRITES_GIVEN_UP) ? GIVEN_UP : REFUSED));
  }

  // The daemon's own retry of refused writes.

  static void retry(Draft world) {
    world.sees(Sighting.REFUSED_WRITE_RETRIED);
    take(world, world.get(DESK).retry());
  }

  // A daemon that is killed.

  /** A script that has been sent lies in Redis's socket and outlives its sender. */
  static void kill(Draft world) {
    Desk desk = world.get(DESK);
    if (world.get(REPLY).isEmpty() && desk.call().filter(RedisSteps::mayWrite).isPresent()) {
      world.sees(Sighting.CRASH_WITH_WRITE_SENT);
      boolean guarded = desk.call().get() instanceof Call.Guarded;
      Watch watch = guarded ? world.get(WATCH) : Watch.NONE;
      if (guarded && (watch.touched() || watch.equals(Watch.NONE))) {
        return; // it will be refused
      }
      world.set(ORPHAN, desk.call().map(RedisSteps::unguarded).map(StoreSteps::withoutIdentity));
      world.set(ORPHAN_WATCH, watch);
    } else {
      world.set(WRITE_BACK, 0);
    }
  }

  private static Call withoutIdentity(Call call) {
    if (call instanceof Call.Settle settle) {
      return new Call.Settle(settle.command().renumbered(id -> 0));
    }
    return call instanceof Call.RemoveTrace removal
        ? new Call.RemoveTrace(removal.command().renumbered(id -> 0))
        : call;
  }

  static void executeOrphan(Draft world) {
    world.sees(Sighting.WRITE_OF_THE_DEAD);
    if (world.setting.circumstances().servers() == Servers.TWO) {
      // What is published without a look at the row, the next comparison finds.
      world.set(UNHEARD, true);
    }
    Optional<Reply> unheard =
        RedisSteps.host(world, world.get(ORPHAN).orElseThrow(), Optional.empty());
    assert unheard.isPresent() || Unfenced.is(world.setting.subject());
    dropOrphan(world);
  }

  static void dropOrphan(Draft world) {
    world.set(ORPHAN, Optional.empty());
    world.set(ORPHAN_WATCH, Watch.NONE);
    world.set(WRITE_BACK, 0);
  }
}
