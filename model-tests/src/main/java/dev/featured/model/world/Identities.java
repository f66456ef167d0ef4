package dev.featured.model.world;

import dev.featured.engine.core.Event;
import dev.featured.engine.core.FeatureRegistry;
import dev.featured.engine.core.OperationId;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.core.RegistryVisitor;
import java.util.function.LongUnaryOperator;

/**
 * The identities that are still known to somebody, as bits of a number. They are numbered anew from
 * 1 on, in the order that they have, since the core lets older operations go first.
 */
final class Identities implements RegistryVisitor {
  private long alive;

  static long in(FeatureRegistry registry) {
    Identities identities = new Identities();
    registry.accept(identities);
    return identities.alive;
  }

  static long inMessages(Draft world) {
    Identities identities = new Identities();
    for (Event event : world.events) {
      identities.event(event);
    }
    for (StoreTask task : world.tasks) {
      identities.task(task);
    }
    if (world.inHand.isPresent()) {
      identities.task(world.inHand.get().task());
      world.inHand.get().answer().ifPresent(identities::event);
    }
    for (Worker worker : world.workers) {
      if (!worker.idle()) {
        identities.id(worker.operation().value());
        identities.id(worker.registration().value());
      }
    }
    return identities.alive;
  }

  /** Whether these are the numbers from 1 on, without a gap. */
  static boolean areDense(long alive) {
    return (alive & (alive + 2)) == 0;
  }

  static LongUnaryOperator renumbering(long alive) {
    return id -> Long.bitCount(alive & ((2L << id) - 1));
  }

  static int count(long alive) {
    return Long.bitCount(alive);
  }

  static Event renumbered(Event event, LongUnaryOperator newId) {
    if (event instanceof Event.OperationEnded ended) {
      return new Event.OperationEnded(ended.name(), of(ended.operation(), newId), ended.result());
    }
    if (event instanceof Event.Prepared prepared) {
      return new Event.Prepared(prepared.name(), of(prepared.operation(), newId));
    }
    if (event instanceof Event.Settled settled) {
      return new Event.Settled(
          settled.name(), of(settled.registration(), newId), settled.outcome());
    }
    return event;
  }

  static StoreTask renumbered(StoreTask task, LongUnaryOperator newId) {
    return task instanceof StoreTask.Settle settle
        ? settle.of(of(settle.command().registration(), newId))
        : task;
  }

  static Worker renumbered(Worker worker, LongUnaryOperator newId) {
    return worker.idle()
        ? worker
        : worker.renumbered(of(worker.operation(), newId), of(worker.registration(), newId));
  }

  private static OperationId of(OperationId id, LongUnaryOperator newId) {
    return new OperationId(newId.applyAsLong(id.value()));
  }

  private static RegistrationId of(RegistrationId id, LongUnaryOperator newId) {
    return new RegistrationId(newId.applyAsLong(id.value()));
  }

  private void event(Event event) {
    if (event instanceof Event.OperationEnded ended) {
      id(ended.operation().value());
    } else if (event instanceof Event.Prepared prepared) {
      id(prepared.operation().value());
    } else if (event instanceof Event.Settled settled) {
      id(settled.registration().value());
    }
  }

  private void task(StoreTask task) {
    if (task instanceof StoreTask.Settle settle) {
      id(settle.command().registration().value());
    }
  }

  @Override
  public void id(long id) {
    if (id > 62) {
      throw new IllegalStateException("too many identities at once");
    }
    alive |= 1L << id;
  }

  @Override
  public void number(long number) {}

  @Override
  public void value(Object value) {}
}
