package dev.featured.engine.core;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RenderedRow;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/** What happens to the core. Everything it ever learns comes in as one of these. */
public sealed interface Event {
  /** Shows what it says, identities as such. */
  default void accept(RegistryVisitor visitor) {
    visitor.number(0);
    visitor.value(this);
  }

  /** The same with other identities; see {@link FeatureRegistry#renumbered}. */
  default Event renumbered(LongUnaryOperator newId) {
    return this;
  }

  /**
   * A keyspace notification: something was done to a row. Says nothing of what the row is now.
   *
   * @param name whose row
   * @param deleted whether the notification says that the row went
   */
  record Notified(FeatureName name, boolean deleted) implements Event {
    @Override
    public String toString() {
      return "notified: " + name + (deleted ? " was deleted" : " was written");
    }
  }

  /**
   * A comparison of all rows with what is known of them: these are all the names that have a row in
   * CONFIG_DB or in STATE_DB. The namespaces of a multi-ASIC switch list what only they know; those
   * are compared besides what the core knows already.
   *
   * @param names the names
   * @param steady whether it is the comparison that is made at a steady rate, and it fell due after
   *     the last row that looks like a trace was read, and after the last loss of notifications
   */
  record Listed(ImmutableSortedSet<FeatureName> names, boolean steady) implements Event {
    @Override
    public String toString() {
      return (steady ? "listed: " : "listed for a reason: ") + names;
    }
  }

  /**
   * A keyspace notification of STATE_DB: something was done to what is published of a feature; or
   * one of a namespace: something was done to what repeats the feature's row or its state there. It
   * may have been the daemon itself, or another owner who wrote fields of its own.
   *
   * @param name whose STATE_DB row, or whose rows in a namespace
   */
  record StateTouched(FeatureName name) implements Event {
    @Override
    public String toString() {
      return name + ": its STATE_DB row was touched";
    }
  }

  /**
   * The answer to {@link Command.ReadRows}.
   *
   * @param rows for each name asked for its row, or empty where CONFIG_DB has none
   * @param asked by name, the request that an operator had left before the row was read, where one
   *     was left
   */
  record RowsRead(
      ImmutableSortedMap<FeatureName, Optional<RenderedRow>> rows,
      ImmutableSortedMap<FeatureName, String> asked)
      implements Event {
    /** Rows of features of which nobody has asked anything. */
    public RowsRead(ImmutableSortedMap<FeatureName, Optional<RenderedRow>> rows) {
      this(rows, ImmutableSortedMap.of());
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("read:");
      rows.forEach(
          (name, row) ->
              text.append(' ')
                  .append(name)
                  .append('=')
                  .append(row.map(r -> r.content().toString()).orElse("gone")));
      asked.forEach(
          (name, request) ->
              text.append(" (").append(name).append(" asked ").append(request).append(')'));
      return text.toString();
    }
  }

  /**
   * The configuration is not loaded any more: until the next {@link Listed} nothing is known of
   * what rows there are, and what went with it was not announced.
   */
  record ConfigurationGone() implements Event {
    @Override
    public String toString() {
      return "the configuration is gone";
    }
  }

  /**
   * A deletion may have gone unheard: notifications were lost, or Redis was not told to send any,
   * or the configuration was loaded afresh. All rows are compared after it.
   */
  record Unheard() implements Event {
    @Override
    public String toString() {
      return "something may have gone unheard";
    }
  }

  /**
   * A barrier came out of Redis: all notifications have been heard that Redis sent before it.
   *
   * @param name the feature for whose row it was sent
   * @param barrier which barrier
   */
  record BarrierHeard(FeatureName name, BarrierId barrier) implements Event {
    @Override
    public void accept(RegistryVisitor visitor) {
      visitor.number(5);
      visitor.value(name);
      visitor.id(barrier.value());
    }

    @Override
    public Event renumbered(LongUnaryOperator newId) {
      return new BarrierHeard(name, barrier.renumbered(newId));
    }

    @Override
    public String toString() {
      return name + ": barrier " + barrier;
    }
  }

  /** The daemon is told to end: what is at work may come to its end, and nothing new begins. */
  record Stopping() implements Event {
    @Override
    public String toString() {
      return "stopping";
    }
  }

  /** The daemon has come up in a warm or fast boot: delayed features wait until it has finished. */
  record WarmBootFound() implements Event {
    @Override
    public String toString() {
      return "a warm or fast boot is in progress";
    }
  }

  /**
   * Delayed features need not wait any longer, or the ports came up once more.
   *
   * @param reason what happened
   */
  record PortsReady(Reason reason) implements Event {
    /** Why delayed features need not wait. */
    public enum Reason {
      /** PortInitDone appeared; it does so again whenever swss restarts. */
      PORT_INIT_DONE,
      /** The warm or fast boot has finished in which the daemon came up. */
      WARM_BOOT_FINISHED,
      /** The time that a delayed feature waits at most is over, whatever it waits for. */
      TIME_LIMIT
    }

    @Override
    public String toString() {
      return switch (reason) {
        case PORT_INIT_DONE -> "ports ready";
        case WARM_BOOT_FINISHED -> "warm or fast boot finished";
        case TIME_LIMIT -> "awaited long enough";
      };
    }
  }

  /**
   * One answer to {@link Command.Operate}: everything is written that systemd has to reload before
   * the operation can go on.
   *
   * @param name the feature
   * @param operation which operation
   */
  record Prepared(FeatureName name, OperationId operation) implements Event {
    @Override
    public void accept(RegistryVisitor visitor) {
      visitor.number(1);
      visitor.value(name);
      visitor.id(operation.value());
    }

    @Override
    public Event renumbered(LongUnaryOperator newId) {
      return new Prepared(name, operation.renumbered(newId));
    }

    @Override
    public String toString() {
      return name + ": " + operation + " needs a reload";
    }
  }

  /**
   * The answer to {@link Command.Reload}.
   *
   * @param result how it ended
   */
  record Reloaded(OperationResult result) implements Event {
    @Override
    public String toString() {
      return "reload " + result;
    }
  }

  /** The answer to {@link Command.RemindOfReload}: those who need a reload have waited enough. */
  record ReloadDue() implements Event {
    @Override
    public String toString() {
      return "reload is due";
    }
  }

  /**
   * The other answer to {@link Command.Operate}, and the answer to {@link Command.Finish}.
   *
   * @param name the feature
   * @param operation which operation
   * @param result how it ended
   */
  record OperationEnded(FeatureName name, OperationId operation, OperationResult result)
      implements Event {
    @Override
    public void accept(RegistryVisitor visitor) {
      visitor.number(2);
      visitor.value(name);
      visitor.id(operation.value());
      visitor.value(result);
    }

    @Override
    public Event renumbered(LongUnaryOperator newId) {
      return new OperationEnded(name, operation.renumbered(newId), result);
    }

    @Override
    public String toString() {
      return name + ": " + operation + " " + result;
    }
  }

  /**
   * The answer to {@link Command.Settle}.
   *
   * @param name the feature
   * @param registration the registration that wanted it
   * @param outcome what the fence answered
   */
  record Settled(FeatureName name, RegistrationId registration, SettleOutcome outcome)
      implements Event {
    @Override
    public void accept(RegistryVisitor visitor) {
      visitor.number(3);
      visitor.value(name);
      visitor.id(registration.value());
      visitor.value(outcome);
    }

    @Override
    public Event renumbered(LongUnaryOperator newId) {
      return new Settled(name, registration.renumbered(newId), outcome);
    }

    @Override
    public String toString() {
      return name + ": settled: " + outcome;
    }
  }

  /**
   * The daemon found a fault of its own with this registration. From now on its rows count as not
   * understandable, for this reason.
   *
   * @param name the feature
   * @param registration which registration
   * @param reason one line for the operator
   */
  record Quarantined(FeatureName name, RegistrationId registration, String reason)
      implements Event {
    @Override
    public void accept(RegistryVisitor visitor) {
      visitor.number(4);
      visitor.value(name);
      visitor.id(registration.value());
      visitor.value(reason);
    }

    @Override
    public Event renumbered(LongUnaryOperator newId) {
      return new Quarantined(name, registration.renumbered(newId), reason);
    }

    @Override
    public String toString() {
      return name + ": quarantined: " + reason;
    }
  }
}
