package dev.featured.model.world;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.Suspects;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import dev.featured.model.world.MirrorWork.Begun;
import dev.featured.model.world.MirrorWork.Stage;
import java.util.Optional;

/**
 * What the daemon does about its namespaces: the watchers and the threads that repeat there what
 * was applied on the host.
 *
 * <p>A namespace's thread sends a command, waits for its answer and sends the next. So one step is
 * one command with its answer; anything may happen between two of them. The taking of work and its
 * first command are one step, since that command only reads; a trace's removal, which begins with a
 * write, is taken in a step of its own.
 */
final class NamespaceSteps {
  /** The one feature of a world with namespaces. */
  private static final int FEATURE = 0;

  /** How often {@code NamespaceMirror.settle} reads a row anew. */
  private static final int TRIES = 5;

  private NamespaceSteps() {}

  private static FeatureName name(Draft world) {
    return world.setting.features().get(FEATURE);
  }

  private static MirrorThread thread(Draft world, int namespace) {
    return world.namespaces[namespace].thread();
  }

  private static void thread(Draft world, int namespace, MirrorThread thread) {
    world.namespace(namespace, world.namespaces[namespace].with(thread));
  }

  // The watcher: NamespaceIntake.

  /** {@code NamespaceIntake.subscribed}. */
  static void subscribe(Draft world, int namespace) {
    thread(world, namespace, thread(world, namespace).subscribed(true));
    if (!world.has(Flaw.NO_COMPARISON_AFTER_RECONNECT_THERE)) {
      world.put(new StoreTask.Compare(false));
    }
  }

  /** {@code NamespaceIntake.rowWritten}, {@code rowDeleted} and {@code stateTouched}. */
  static void deliver(Draft world, int namespace) {
    Namespace there = world.namespaces[namespace];
    Notice.Kind notice = there.notices().get(0);
    world.namespace(namespace, there.withoutFirstNotice());
    if (notice == Notice.Kind.STATE_TOUCHED) {
      if (!world.has(Flaw.STATE_TOUCHES_THERE_UNHEARD)) {
        world.touch(FEATURE);
      }
    } else if (world.configured && !world.has(Flaw.ROWS_THERE_UNHEARD)) {
      put(world, namespace, new MirrorWork.Look());
      world.touch(FEATURE);
    }
  }

  // What the store's thread hands on: NamespaceThreads.

  /** {@code NamespaceThreads.settle}: a settling has been applied on the host. */
  static void settle(Draft world, Command.Settle applied) {
    for (int i = 0; i < world.namespaces.length; i++) {
      put(world, i, MirrorWork.Settle.of(applied));
    }
  }

  /** {@code NamespaceThreads.forget}. */
  static void forget(Draft world) {
    for (int i = 0; i < world.namespaces.length; i++) {
      if (!world.has(Flaw.NEVER_FORGETS_THERE)) {
        put(world, i, new MirrorWork.Forget());
      }
    }
  }

  /** {@code NamespaceThreads.compare}. */
  static void compare(Draft world, boolean steady) {
    for (int i = 0; i < world.namespaces.length; i++) {
      put(world, i, new MirrorWork.Compare(steady));
    }
  }

  private static void put(Draft world, int namespace, MirrorWork work) {
    MirrorThread thread = thread(world, namespace);
    boolean dropped = world.has(Flaw.NEWER_WORK_THERE_DROPPED) && thread.isPending(work.topic());
    if (!dropped) {
      thread(world, namespace, thread.put(work));
    }
  }

  // The thread: NamespaceThread.run, and NamespaceMirror.

  static boolean hasWork(World world, int namespace) {
    return world.namespaces[namespace].thread().hasWork();
  }

  /** Whether its next command may write. */
  static boolean mayRefuse(World world, int namespace) {
    return world
        .namespaces[namespace]
        .thread()
        .begun()
        .filter(begun -> begun.stage().writes())
        .isPresent();
  }

  /** The next command of a namespace's thread, and its answer. */
  static void goOn(Draft world, int namespace) {
    MirrorThread thread = thread(world, namespace);
    Begun begun = thread.begun().orElseGet(() -> Begun.of(thread.pending().get(0)));
    thread(world, namespace, thread.with(begun));
    MirrorWork work = begun.work();
    if (work instanceof MirrorWork.Settle settle) {
      settle(world, namespace, begun, settle.applied());
    } else if (work instanceof MirrorWork.Forget) {
      forget(world, namespace, begun);
    } else if (work instanceof MirrorWork.Compare comparison) {
      compare(world, namespace, begun, comparison.steady());
    } else if (work instanceof MirrorWork.RemoveTrace) {
      removeTrace(world, namespace, begun);
    } else {
      look(world, namespace);
    }
  }

  /**
   * The answer of the next command is lost, though it was carried out. {@code NamespaceThread.run}
   * begins anew with what is pending then.
   */
  static void loseAnswer(Draft world, int namespace) {
    world.sees(Sighting.NAMESPACE_ANSWER_LOST);
    Optional<Begun> begun = thread(world, namespace).begun();
    if (begun.isPresent() && begun.get().stage().writes()) {
      NamespaceWrites.carryOut(world, namespace, begun.get().sent());
    }
    MirrorThread thread = thread(world, namespace);
    if (world.has(Flaw.LOST_ANSWER_THERE_GIVEN_UP)) {
      Begun lost = begun.orElseGet(() -> Begun.of(thread.pending().get(0)));
      thread(world, namespace, thread.with(lost).done());
    } else {
      thread(world, namespace, thread.anew());
    }
  }

  /**
   * The namespace's Redis refuses a write. It is said and left to the steady comparison ({@code
   * MirrorOutcome.Refused}, {@code MirrorForgetOutcome.Refused}).
   */
  static void refuse(Draft world, int namespace) {
    world.unheard = true;
    done(world, namespace);
  }

  /** The namespace's Redis goes away and is back: all connections are lost. */
  static void goAway(Draft world, int namespace) {
    world.sees(Sighting.NAMESPACE_AWAY);
    Namespace there = world.namespaces[namespace].unsubscribed();
    world.namespace(namespace, there.with(there.thread().anew()));
  }

  private static void done(Draft world, int namespace) {
    MirrorThread thread = thread(world, namespace);
    boolean forgets = world.has(Flaw.NEWER_WORK_THERE_DONE_WITH_OLDER);
    if (forgets) {
      MirrorThread ended =
          new MirrorThread(
              thread.subscribed(),
              thread.pending().subList(1, thread.pending().size()),
              Optional.empty(),
              thread.lastSeen(),
              thread.suspects());
      thread(world, namespace, ended);
    } else {
      thread(world, namespace, thread.done());
    }
  }

  private static void next(Draft world, int namespace, Begun begun) {
    thread(world, namespace, thread(world, namespace).with(begun));
  }

  private static boolean stands(Draft world, Command.Settle applied) {
    return world.rows[FEATURE] == ConfigRow.of(applied.expected());
  }

  /** {@code NamespaceMirror.settle}. */
  private static void settle(Draft world, int namespace, Begun begun, Command.Settle applied) {
    switch (begun.stage()) {
      case BEGIN ->
          next(world, namespace, begun.having(world.namespaces[namespace].row()).at(Stage.LOOK));
      case LOOK -> {
        if (stands(world, applied)) {
          saw(world, namespace, begun.read());
          boolean nothing = !begun.read().isThere() && applied.publication().isEmpty();
          if (nothing) {
            done(world, namespace);
          } else {
            next(world, namespace, begun.at(Stage.WRITE));
          }
        } else {
          world.sees(Sighting.NAMESPACE_OVERTAKEN);
          done(world, namespace);
        }
      }
      case WRITE -> {
        if (NamespaceWrites.carryOut(world, namespace, begun.sent())) {
          written(world, namespace, begun, applied);
        } else if (begun.tries() + 1 < TRIES) {
          next(world, namespace, begun.again());
        } else {
          world.unheard = true;
          done(world, namespace);
        }
      }
      case LOOK_AGAIN -> {
        if (stands(world, applied)) {
          done(world, namespace);
        } else {
          next(world, namespace, begun.at(Stage.RETRACT));
        }
      }
      case RETRACT -> {
        NamespaceWrites.carryOut(world, namespace, begun.sent());
        done(world, namespace);
      }
      default -> throw new AssertionError("no stage of a settling: " + begun.stage());
    }
  }

  private static void written(Draft world, int namespace, Begun begun, Command.Settle applied) {
    if (begun.read().isThere()) {
      ConfigRow now =
          NamespaceWrites.rewritten(
              world, begun.read(), NamespaceWrites.rewrite(world, begun.read(), applied));
      saw(world, namespace, now);
    }
    if (applied.publication().isPresent()) {
      next(world, namespace, begun.at(Stage.LOOK_AGAIN));
    } else {
      done(world, namespace);
    }
  }

  /** {@code NamespaceMirror.saw}. */
  private static void saw(Draft world, int namespace, ConfigRow row) {
    thread(world, namespace, thread(world, namespace).having(row));
    if (world.namespaces[namespace].row() == row) {
      world.namespace(namespace, world.namespaces[namespace].seen());
    }
  }

  /** {@code NamespaceMirror.forget}. */
  private static void forget(Draft world, int namespace, Begun begun) {
    switch (begun.stage()) {
      case BEGIN -> {
        ConfigRow lastSeen = thread(world, namespace).lastSeen();
        Stage removal = lastSeen.isThere() ? Stage.REMOVE_ROW : Stage.REMOVE_STATE;
        boolean back = world.rows[FEATURE].isThere();
        if (!world.flag) {
          if (!world.has(Flaw.FORGETS_WHILE_UNLOADED_THERE)) {
            world.sees(Sighting.NAMESPACE_FORGETTING_WAITED);
            done(world, namespace);
            return;
          }
          world.violates(Property.FORGETS_NOTHING_UNLOADED);
        }
        if (back) {
          world.sees(Sighting.NAMESPACE_FOUND_HOST_BACK);
        }
        next(world, namespace, begun.having(lastSeen).at(back ? Stage.DISOWN : removal));
      }
      case DISOWN -> {
        NamespaceWrites.carryOut(world, namespace, begun.sent());
        done(world, namespace);
      }
      case REMOVE_ROW -> {
        NamespaceWrites.carryOut(world, namespace, begun.sent());
        next(world, namespace, begun.at(Stage.REMOVE_STATE));
      }
      case REMOVE_STATE -> {
        NamespaceWrites.carryOut(world, namespace, begun.sent());
        next(world, namespace, begun.at(Stage.HOST_AGAIN));
      }
      case HOST_AGAIN -> {
        if (!world.rows[FEATURE].isThere()) {
          thread(world, namespace, thread(world, namespace).having(ConfigRow.NONE));
        }
        done(world, namespace);
      }
      default -> throw new AssertionError("no stage of a forgetting: " + begun.stage());
    }
  }

  /**
   * {@code NamespaceThread.compareNow}. The names that are configured and their rows are read one
   * after the other; for a single name that comes to what one read of both would have found.
   */
  private static void compare(Draft world, int namespace, Begun begun, boolean steady) {
    switch (begun.stage()) {
      case BEGIN -> {
        boolean published = world.namespaces[namespace].state().isThere();
        next(world, namespace, begun.at(published ? Stage.ASK_HOST : Stage.READ_ROWS));
      }
      case ASK_HOST -> {
        boolean orphaned = !world.rows[FEATURE].isThere();
        next(world, namespace, begun.at(orphaned ? Stage.READ_ROWS_AND_TELL : Stage.READ_ROWS));
      }
      case READ_ROWS -> readRows(world, namespace, steady);
      case READ_ROWS_AND_TELL -> {
        world.sees(Sighting.NAMESPACE_KNOWS_AN_ORPHAN);
        readRows(world, namespace, steady);
        world.post(new Event.Listed(ImmutableSortedSet.of(name(world)), false));
      }
      default -> throw new AssertionError("no stage of a comparison: " + begun.stage());
    }
  }

  private static void readRows(Draft world, int namespace, boolean steady) {
    ConfigRow row = world.namespaces[namespace].row();
    ImmutableSortedMap<FeatureName, Row> rows =
        row.isThere() ? ImmutableSortedMap.of(name(world), row.row()) : ImmutableSortedMap.of();
    MirrorThread thread = thread(world, namespace);
    Suspects compared = thread.suspects().compared(rows, steady);
    MirrorThread after = thread.with(compared.withoutTraces());
    for (Command.RemoveTrace trace : compared.traces()) {
      if (!after.isPending(MirrorWork.Topic.ROW)) {
        after = after.put(new MirrorWork.RemoveTrace(trace));
      }
    }
    thread(world, namespace, after);
    done(world, namespace);
  }

  /** {@code NamespaceThread.rowTouched}: the row is read, and counted anew if it is a suspect. */
  private static void look(Draft world, int namespace) {
    MirrorThread thread = thread(world, namespace);
    ConfigRow row = world.namespaces[namespace].row();
    Optional<Row> present = row.isThere() ? Optional.of(row.row()) : Optional.empty();
    thread(world, namespace, thread.with(thread.suspects().written(name(world), present)));
    done(world, namespace);
  }

  /** {@code NamespaceMirror.removeTrace}. */
  private static void removeTrace(Draft world, int namespace, Begun begun) {
    if (begun.stage() == Stage.BEGIN) {
      next(world, namespace, begun.at(Stage.REMOVE_TRACE));
      return;
    }
    if (NamespaceWrites.carryOut(world, namespace, begun.sent())) {
      thread(world, namespace, thread(world, namespace).having(ConfigRow.NONE));
    }
    done(world, namespace);
  }

  // A daemon that is killed.

  /** A script that has been sent lies in the namespace's Redis's socket and outlives its sender. */
  static void kill(Draft world) {
    for (int i = 0; i < world.namespaces.length; i++) {
      Namespace there = world.namespaces[i];
      Optional<Begun> sent = there.thread().begun().filter(begun -> begun.stage().writes());
      if (sent.isPresent()) {
        world.sees(Sighting.CRASH_WITH_NAMESPACE_WRITE_SENT);
        there = there.with(sent.map(Begun::sent));
      }
      world.namespace(i, there.unsubscribed().with(MirrorThread.STARTED));
    }
  }

  static void executeOrphan(Draft world, int namespace) {
    NamespaceWrites.carryOut(world, namespace, world.namespaces[namespace].orphan().orElseThrow());
    dropOrphan(world, namespace);
  }

  static void dropOrphan(Draft world, int namespace) {
    world.namespace(namespace, world.namespaces[namespace].with(Optional.empty()));
  }
}
