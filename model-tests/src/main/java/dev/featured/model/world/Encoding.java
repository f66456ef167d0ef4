package dev.featured.model.world;

import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.FeatureRegistry;
import dev.featured.engine.core.RegistryVisitor;

/** The canonical encoding of a world: everything that can make a difference, and nothing else. */
final class Encoding implements RegistryVisitor {
  private final Fingerprint print = new Fingerprint();

  static long of(Draft world) {
    Encoding encoding = new Encoding();
    encoding.environment(world);
    encoding.daemon(world);
    if (world.namespaces.length > 0) {
      encoding.namespaces(world);
    }
    return encoding.print.value();
  }

  static long of(FeatureRegistry registry) {
    Encoding encoding = new Encoding();
    registry.accept(encoding);
    return encoding.print.value();
  }

  private void environment(Draft world) {
    int count = world.rows.length;
    for (int i = 0; i < count; i++) {
      number(world.rows[i].code());
      value(world.states[i]);
      number(world.units[i].code());
      number(index(world.packagers[i]) * 1000L + world.writing[i].code());
      number(
          (world.building[i] ? 1 : 0)
              + (world.owing[i] ? 2 : 0)
              + (world.returned[i] ? 4 : 0)
              + (world.refused[i] ? 8 : 0)
              + index(world.ended[i]) * 16
              + index(world.told[i]) * 128
              + index(world.ending[i]) * 1024L
              + (world.immutable[i] ? 8192 : 0));
    }
    number(
        (world.flag ? 1 : 0)
            + (world.ports ? 2 : 0)
            + (world.comparedWhileBuilding ? 4 : 0)
            + (world.unheard ? 8 : 0)
            + (world.up ? 16 : 0)
            + (world.subscribed ? 32 : 0)
            + (world.configured ? 64 : 0)
            + (world.loaded ? 128 : 0)
            + (world.portsKnown ? 256 : 0)
            + (world.reminder ? 512 : 0)
            + index(world.reload) * 1024
            + world.loading * 4096);
    long packed = 0;
    for (int i = 0; i < world.budgets.length; i++) {
      packed = packed * 8 + world.budgets[i];
      if (i % 20 == 19) {
        number(packed);
        packed = 0;
      }
    }
    number(packed);
    number(world.inAll);
    number(world.notices.length);
    for (Notice notice : world.notices) {
      number(notice.code());
    }
    number(world.orphan.isPresent() ? world.orphanStage + 1 : 0);
    world.orphan.ifPresent(this::task);
  }

  private void daemon(Draft world) {
    number(world.registryPrint);
    number(world.marks.length);
    for (Mark mark : world.marks) {
      number(mark.feature() * 2L + (mark.deleted() ? 1 : 0));
    }
    number(world.touched.length);
    for (int feature : world.touched) {
      number(feature);
    }
    number(world.events.length);
    for (Event event : world.events) {
      event(event);
    }
    number(world.tasks.length);
    for (StoreTask task : world.tasks) {
      task(task);
    }
    number(world.inHand.isPresent() ? world.inHand.get().stage() + 1 : 0);
    if (world.inHand.isPresent()) {
      InHand inHand = world.inHand.get();
      task(inHand.task());
      number(index(inHand.ended()) * 2L + (inHand.answer().isPresent() ? 1 : 0));
      inHand.answer().ifPresent(this::event);
    }
    number(world.postponed.isPresent() ? 1 : 0);
    world.postponed.ifPresent(command -> value(command.names()));
    for (Worker worker : world.workers) {
      number(index(worker.stage()));
      if (!worker.idle()) {
        id(worker.operation().value());
        id(worker.registration().value());
        value(worker.task());
        number((worker.start() ? 1 : 0) + (worker.reload() ? 2 : 0) + (worker.failed() ? 4 : 0));
      }
    }
  }

  private void namespaces(Draft world) {
    Following following = world.following;
    number(following.isLeft() ? following.fields().code() * 8L + following.next() + 1 : 0);
    for (Namespace namespace : world.namespaces) {
      number(namespace.row().code());
      value(namespace.state());
      number(
          (namespace.building() ? 1 : 0)
              + (namespace.renewed() ? 2 : 0)
              + (namespace.thread().subscribed() ? 4 : 0));
      value(namespace.notices());
      thread(namespace.thread());
      number(namespace.orphan().isPresent() ? 1 : 0);
      if (namespace.orphan().isPresent()) {
        MirrorWork.Sent sent = namespace.orphan().get();
        work(sent.work());
        number(index(sent.stage()) * 1000L + sent.read().code());
      }
    }
  }

  private void thread(MirrorThread thread) {
    number(thread.pending().size());
    for (MirrorWork work : thread.pending()) {
      work(work);
    }
    if (thread.begun().isPresent()) {
      MirrorWork.Begun begun = thread.begun().get();
      work(begun.work());
      number(
          begun.read().code() * 1024L
              + index(begun.stage()) * 16L
              + begun.tries() * 2L
              + (begun.replaced() ? 1 : 0));
    } else {
      number(-1);
    }
    number(thread.lastSeen().code());
    value(thread.suspects());
  }

  private void work(MirrorWork work) {
    if (work instanceof MirrorWork.Settle settle) {
      number(1);
      command(settle.applied());
    } else {
      number(2);
      value(work);
    }
  }

  private void command(Command.Settle command) {
    value(command.name());
    id(command.registration().value());
    value(command.expected());
    value(command.rewrite());
    value(command.rendered());
    value(command.publication());
  }

  private void task(StoreTask task) {
    if (task instanceof StoreTask.Settle settle) {
      number(1);
      command(settle.command());
    } else {
      number(2);
      value(task);
    }
  }

  private void event(Event event) {
    if (event instanceof Event.OperationEnded ended) {
      number(1);
      value(ended.name());
      id(ended.operation().value());
      value(ended.result());
    } else if (event instanceof Event.Prepared prepared) {
      number(2);
      value(prepared.name());
      id(prepared.operation().value());
    } else if (event instanceof Event.Settled settled) {
      number(3);
      value(settled.name());
      id(settled.registration().value());
      value(settled.outcome());
    } else {
      number(4);
      value(event);
    }
  }

  // A position within this process; the fingerprint of a world is never stored.
  @SuppressWarnings("EnumOrdinal")
  private static int index(Enum<?> constant) {
    return constant.ordinal();
  }

  @Override
  public void id(long id) {
    print.add(id);
  }

  @Override
  public void number(long number) {
    print.add(number);
  }

  @Override
  public void value(Object value) {
    print.add(value);
  }
}
