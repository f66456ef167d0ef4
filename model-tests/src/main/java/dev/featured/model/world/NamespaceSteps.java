package dev.featured.model.world;

import static dev.featured.model.world.Parts.DESK;
import static dev.featured.model.world.Parts.NAMESPACES;
import static dev.featured.model.world.Parts.UNHEARD;

import dev.featured.engine.core.BarrierId;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.store.Call;
import dev.featured.engine.store.NamespaceCall;
import dev.featured.engine.store.NamespaceCall.Side;
import dev.featured.engine.store.NamespaceDesk;
import dev.featured.engine.store.NamespaceResult;
import dev.featured.engine.store.NamespaceStep;
import dev.featured.engine.store.NamespaceTask;
import dev.featured.engine.store.Reply;
import dev.featured.engine.store.Reply.Verdict;
import java.util.Optional;

/**
 * What the daemon does about its namespaces: the watchers, and the threads that take from the
 * shipped desks, make the calls and hand the answers in.
 *
 * <p>A namespace's thread makes a call, waits for its answer and makes the next. So one step is one
 * call with its answer; anything may happen between two of them. The taking of a task and its first
 * call are one step where that call only reads.
 */
final class NamespaceSteps {
  /** The one feature of a world with namespaces. */
  static final int FEATURE = 0;

  private NamespaceSteps() {}

  private static FeatureName name(Draft world) {
    return world.setting.features().get(FEATURE);
  }

  private static NamespaceDesk desk(Draft world, int namespace) {
    return world.get(NAMESPACES)[namespace].desk();
  }

  private static void desk(Draft world, int namespace, NamespaceDesk desk) {
    world.namespace(namespace, world.get(NAMESPACES)[namespace].with(desk));
  }

  // The watcher: NamespaceIntake.

  /** {@code NamespaceIntake.subscribed}. */
  static void subscribe(Draft world, int namespace) {
    world.namespace(namespace, world.get(NAMESPACES)[namespace].listenedTo());
    unheard(world, namespace);
    if (!world.has(Flaw.NO_COMPARISON_AFTER_RECONNECT_THERE)) {
      ShellSteps.compareSoon(world);
    }
  }

  /** {@code NamespaceIntake.rowWritten}, {@code rowDeleted} and {@code stateTouched}. */
  static void deliver(Draft world, int namespace) {
    Namespace there = world.get(NAMESPACES)[namespace];
    Notice notice = there.notices().get(0);
    world.namespace(namespace, there.withoutFirstNotice());
    if (notice.kind() == Notice.Kind.BARRIER) {
      desk(world, namespace, desk(world, namespace).with(new BarrierId(notice.barrier())));
    } else if (notice.kind() == Notice.Kind.STATE_TOUCHED) {
      if (!world.has(Flaw.STATE_TOUCHES_THERE_UNHEARD)) {
        world.post(new Event.StateTouched(name(world)));
      }
    } else if (world.get(DESK).heedsRows() && !world.has(Flaw.ROWS_THERE_UNHEARD)) {
      tell(world, namespace, new NamespaceTask.Look(name(world)));
      world.post(new Event.StateTouched(name(world)));
    }
  }

  private static void unheard(Draft world, int namespace) {
    desk(world, namespace, desk(world, namespace).unheard());
  }

  /** {@code NamespaceThreads.periodOver}. */
  static void periodOver(Draft world) {
    for (int i = 0; i < world.get(NAMESPACES).length; i++) {
      desk(world, i, desk(world, i).periodOver());
    }
  }

  /** {@code NamespaceThread.tell}. */
  static void tell(Draft world, int namespace, NamespaceTask task) {
    NamespaceDesk desk = desk(world, namespace);
    boolean dropped =
        (task instanceof NamespaceTask.Forget && world.has(Flaw.NEVER_FORGETS_THERE))
            || (world.has(Flaw.NEWER_WORK_THERE_DROPPED) && desk.isWaiting(task))
            || (world.has(Flaw.NEWER_WORK_THERE_DONE_WITH_OLDER)
                && desk.inHand().filter(t -> t.topic().equals(task.topic())).isPresent());
    if (!dropped) {
      desk(world, namespace, desk.with(task));
    }
  }

  // The thread.

  static boolean hasWork(World world, int namespace) {
    return world.get(NAMESPACES)[namespace].desk().taken().call().isPresent();
  }

  /** Whether its next call may write. */
  static boolean mayRefuse(World world, int namespace) {
    return world
        .get(NAMESPACES)[namespace]
        .desk()
        .call()
        .filter(NamespaceSteps::mayWrite)
        .isPresent();
  }

  private static boolean mayWrite(NamespaceCall call) {
    return call.side() == Side.HERE
        && (RedisSteps.mayWrite(call.call()) || call.call() instanceof Call.RemoveRow);
  }

  /** The next call of a namespace's thread, and its answer. */
  static void goOn(Draft world, int namespace) {
    NamespaceDesk desk = desk(world, namespace);
    if (desk.call().isEmpty()) {
      desk = begun(desk);
      desk(world, namespace, desk);
      if (mayWrite(desk.call().orElseThrow())) {
        return;
      }
    }
    NamespaceCall call = desk.call().orElseThrow();
    answered(world, namespace, call, make(world, namespace, call));
  }

  /** Nobody switches a namespace's events off here: that they are on is no step of its own. */
  static NamespaceDesk begun(NamespaceDesk desk) {
    NamespaceDesk taken = desk.taken();
    return taken.call().orElseThrow().call() instanceof Call.Announcements
        ? taken.answered(new Reply.Answer(false)).next()
        : taken;
  }

  private static Reply make(Draft world, int namespace, NamespaceCall call) {
    return call.side() == Side.HOST
        ? NamespaceWrites.host(world, call.call())
        : NamespaceWrites.carryOut(world, namespace, call.call());
  }

  private static void answered(Draft world, int namespace, NamespaceCall call, Reply reply) {
    NamespaceStep step = desk(world, namespace).answered(reply);
    desk(world, namespace, step.next());
    if (world.has(Flaw.BARRIER_SKIPPED_THERE) && call.call() instanceof Call.Guard guard) {
      desk(world, namespace, desk(world, namespace).with(guard.barrier()));
    }
    if (reply == Verdict.STANDS) {
      noteWhatWasSeen(world, namespace, call);
    }
    if (step.finished().isPresent()) {
      noteWhatIsLeft(world, step.finished().get().result());
    }
    step.events().forEach(world::post);
    if (!step.events().isEmpty()) {
      world.sees(Sighting.NAMESPACE_KNOWS_AN_ORPHAN);
    }
  }

  /** The daemon knows the row as it is now. */
  private static void noteWhatWasSeen(Draft world, int namespace, NamespaceCall call) {
    boolean looks = call.call() instanceof Call.Rewrite || call.call() instanceof Call.Settle;
    Namespace there = world.get(NAMESPACES)[namespace];
    if (looks && there.desk().lastSeen(name(world)).equals(Optional.of(there.row().row()))) {
      world.namespace(namespace, there.seen());
    }
  }

  /** What is left to the steady comparison. */
  private static void noteWhatIsLeft(Draft world, NamespaceResult result) {
    if (result instanceof NamespaceResult.Refused || result instanceof NamespaceResult.Unsteady) {
      world.set(UNHEARD, true);
    } else if (result instanceof NamespaceResult.Overtaken) {
      world.sees(Sighting.NAMESPACE_OVERTAKEN);
    }
  }

  /** The answer of the next call is lost, though it was carried out. */
  static void loseAnswer(Draft world, int namespace) {
    world.sees(Sighting.NAMESPACE_ANSWER_LOST);
    NamespaceDesk desk = begun(desk(world, namespace));
    desk(world, namespace, desk);
    NamespaceCall call = desk.call().orElseThrow();
    if (mayWrite(call) || call.call() instanceof Call.Guard) {
      Reply unheard = make(world, namespace, call);
      assert !(unheard instanceof Reply.Refused);
    }
    if (world.has(Flaw.LOST_ANSWER_THERE_GIVEN_UP)) {
      desk(
          world,
          namespace,
          desk(world, namespace).answered(new Reply.Refused("no answer", false)).next());
    } else {
      desk(world, namespace, desk(world, namespace).lost());
    }
    world.namespace(namespace, world.get(NAMESPACES)[namespace].with(Watch.NONE));
  }

  /**
   * The namespace's Redis refuses a write. It is said and left to the steady comparison ({@code
   * NamespaceResult.Refused}).
   */
  static void refuse(Draft world, int namespace) {
    NamespaceCall call = desk(world, namespace).call().orElseThrow();
    answered(world, namespace, call, new Reply.Refused("READONLY", true));
    world.set(UNHEARD, true);
  }

  /** The namespace's Redis goes away and is back: all connections are lost. */
  static void goAway(Draft world, int namespace) {
    world.sees(Sighting.NAMESPACE_AWAY);
    Namespace there = world.get(NAMESPACES)[namespace].unsubscribed();
    world.namespace(namespace, there.with(there.desk().lost().unheard()).with(Watch.NONE));
  }

  // A daemon that is killed.

  /** A script that has been sent lies in the namespace's Redis's socket and outlives its sender. */
  static void kill(Draft world) {
    for (int i = 0; i < world.get(NAMESPACES).length; i++) {
      Namespace there = world.get(NAMESPACES)[i];
      Optional<NamespaceCall> sent = there.desk().call().filter(NamespaceSteps::mayWrite);
      if (sent.isPresent()) {
        world.sees(Sighting.CRASH_WITH_NAMESPACE_WRITE_SENT);
        there = orphaned(there, sent.get().call());
      }
      world.namespace(
          i,
          there.unsubscribed().with(NamespaceDesk.empty(there.desk().servers())).with(Watch.NONE));
    }
  }

  private static Namespace orphaned(Namespace there, Call sent) {
    if (!(sent instanceof Call.Guarded guarded)) {
      return there.with(Optional.of(sent), Watch.NONE);
    }
    boolean willBeRefused = there.watch().touched() || there.watch().equals(Watch.NONE);
    Call.RemoveTrace removal = (Call.RemoveTrace) guarded.write();
    Command.RemoveTrace trace = removal.command();
    return willBeRefused
        ? there
        : there.with(
            Optional.of(
                new Call.RemoveTrace(new Command.RemoveTrace(trace.name(), trace.expected()))),
            there.watch());
  }

  static void executeOrphan(Draft world, int namespace) {
    Reply unheard =
        NamespaceWrites.carryOut(
            world, namespace, world.get(NAMESPACES)[namespace].orphan().orElseThrow());
    assert !(unheard instanceof Reply.Refused);
    dropOrphan(world, namespace);
  }

  static void dropOrphan(Draft world, int namespace) {
    world.namespace(namespace, world.get(NAMESPACES)[namespace].with(Optional.empty(), Watch.NONE));
  }
}
