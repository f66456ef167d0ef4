package dev.featured.model.world;

import dev.featured.engine.core.FeatureRegistry;
import dev.featured.engine.core.Inbox;
import dev.featured.engine.core.OperationId;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.core.RegistryVisitor;
import dev.featured.engine.core.Remembered;
import dev.featured.engine.store.Desk;
import java.util.function.LongUnaryOperator;

/**
 * Where a part of a world has identities of registrations and operations. Those that are still
 * known to somebody are numbered anew from 1 on, in the order that they have, since the core lets
 * older operations go first.
 */
interface Identities<T> {
  /** Shows the identities of a value; what else is shown is of no account. */
  void show(T value, RegistryVisitor visitor);

  /** The same value with new identities. */
  T renumbered(T value, LongUnaryOperator newId);

  /** The identities of a value, as bits of a number. */
  default long in(T value) {
    Alive alive = new Alive();
    show(value, alive);
    return alive.bits;
  }

  /** There are none. */
  Identities<Object> NONE =
      new Identities<>() {
        @Override
        public void show(Object value, RegistryVisitor visitor) {}

        @Override
        public Object renumbered(Object value, LongUnaryOperator newId) {
          return value;
        }

        @Override
        public long in(Object value) {
          return 0;
        }
      };

  @SuppressWarnings("unchecked") // it hands back what it is given
  static <T> Identities<T> none() {
    return (Identities<T>) NONE;
  }

  Identities<FeatureRegistry> OF_REGISTRY =
      new Identities<>() {
        @Override
        public void show(FeatureRegistry registry, RegistryVisitor visitor) {
          registry.accept(visitor);
        }

        @Override
        public FeatureRegistry renumbered(FeatureRegistry registry, LongUnaryOperator newId) {
          return registry.renumbered(newId, newId.applyAsLong(registry.lastGivenId()));
        }
      };

  Identities<Inbox> OF_INBOX = ofRemembered();

  Identities<Desk> OF_DESK = ofRemembered();

  /** Of what shows its identities itself. */
  private static <T extends Remembered<T>> Identities<T> ofRemembered() {
    return new Identities<>() {
      @Override
      public void show(T value, RegistryVisitor visitor) {
        value.accept(visitor);
      }

      @Override
      public T renumbered(T value, LongUnaryOperator newId) {
        return value.renumbered(newId);
      }
    };
  }

  Identities<Worker> OF_WORKER =
      new Identities<>() {
        @Override
        public void show(Worker worker, RegistryVisitor visitor) {
          if (!worker.idle()) {
            visitor.id(worker.operation().value());
            visitor.id(worker.registration().value());
          }
        }

        @Override
        public Worker renumbered(Worker worker, LongUnaryOperator newId) {
          return worker.idle()
              ? worker
              : worker.renumbered(of(worker.operation(), newId), of(worker.registration(), newId));
        }
      };

  Identities<Worker[]> OF_WORKERS = ofEach(OF_WORKER);

  Identities<Notice> OF_NOTICE =
      new Identities<>() {
        @Override
        public void show(Notice notice, RegistryVisitor visitor) {
          if (notice.kind() == Notice.Kind.BARRIER) {
            visitor.id(notice.barrier());
          }
        }

        @Override
        public Notice renumbered(Notice notice, LongUnaryOperator newId) {
          return notice.kind() == Notice.Kind.BARRIER
              ? new Notice(notice.kind(), notice.feature(), newId.applyAsLong(notice.barrier()))
              : notice;
        }
      };

  Identities<Notice[]> OF_NOTICES = ofEach(OF_NOTICE);

  private static <T> Identities<T[]> ofEach(Identities<T> one) {
    return new Identities<>() {
      @Override
      public void show(T[] values, RegistryVisitor visitor) {
        for (T value : values) {
          one.show(value, visitor);
        }
      }

      @Override
      public T[] renumbered(T[] values, LongUnaryOperator newId) {
        T[] renumbered = values.clone();
        for (int i = 0; i < values.length; i++) {
          renumbered[i] = one.renumbered(values[i], newId);
        }
        return renumbered;
      }
    };
  }

  private static OperationId of(OperationId id, LongUnaryOperator newId) {
    return new OperationId(newId.applyAsLong(id.value()));
  }

  private static RegistrationId of(RegistrationId id, LongUnaryOperator newId) {
    return new RegistrationId(newId.applyAsLong(id.value()));
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

  /** Collects identities. */
  final class Alive implements RegistryVisitor {
    private long bits;

    long bits() {
      return bits;
    }

    @Override
    public void id(long id) {
      if (id > 62) {
        throw new IllegalStateException("too many identities at once");
      }
      bits |= 1L << id;
    }

    @Override
    public void number(long number) {}

    @Override
    public void value(Object value) {}
  }
}
