package dev.featured.model.world;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.OperationId;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.core.Task;
import java.util.Optional;

/**
 * An operation at work on a feature's units.
 *
 * @param stage how far it has come
 * @param operation its identity
 * @param registration who wanted it
 * @param task what it does
 * @param set which set of the feature's units is at hand; see {@link UnitSets}
 * @param toStart the sets that are to be started once systemd has reloaded, each as a bit
 * @param reload whether systemd must reload
 * @param failed whether something went wrong
 */
record Worker(
    Stage stage,
    OperationId operation,
    RegistrationId registration,
    Task task,
    int set,
    int toStart,
    boolean reload,
    boolean failed) {
  /** How far an operation has come. */
  enum Stage {
    /** There is none. */
    IDLE,
    /** It has begun. */
    BEGUN,
    /** The drop-ins are written; it is to look at a unit, and to unmask or to stop it. */
    LOOKING,
    /** The unit is unmasked; it is to be enabled. */
    ENABLING,
    /** It waits for the unit to be up or down before it stops it. */
    AWAITING_ACTIVATION,
    /** {@code systemctl stop} waits for its job. */
    STOPPING,
    /** The unit is down; it is to be disabled and masked. */
    PUTTING_OFF,
    /** The unit is disabled; it is to be masked. */
    MASKING,
    /** It has told the core that it needs a reload. */
    PREPARED,
    /** It may go on. */
    RELOADED,
    /** The reload failed, and so does it. */
    GIVING_UP,
    /** {@code systemctl start} waits for its job. */
    STARTING;

    /** Whether an operation comes here in one step with what it did before, if nobody minds. */
    boolean isWithinAStep() {
      return this == LOOKING || this == ENABLING || this == MASKING;
    }
  }

  private static final OperationId NO_OPERATION = new OperationId(0);
  private static final RegistrationId NO_REGISTRATION = new RegistrationId(0);

  static final Worker IDLE =
      new Worker(
          Stage.IDLE,
          NO_OPERATION,
          NO_REGISTRATION,
          new Task(
              Task.Kind.REMOVE_DROP_INS, ImmutableList.of(), ImmutableList.of(), Optional.empty()),
          0,
          0,
          false,
          false);

  static Worker begin(Command.Operate command) {
    return new Worker(
        Stage.BEGUN,
        command.operation(),
        command.registration(),
        command.task(),
        0,
        0,
        false,
        false);
  }

  boolean idle() {
    return stage == Stage.IDLE;
  }

  boolean does(Task.Kind kind) {
    return !idle() && task.kind() == kind;
  }

  Worker in(Stage newStage) {
    return new Worker(newStage, operation, registration, task, set, toStart, reload, failed);
  }

  Worker needingReload() {
    return new Worker(stage, operation, registration, task, set, toStart, true, failed);
  }

  /** Going to look at a set of units. */
  Worker lookingAt(int newSet) {
    return new Worker(
        Stage.LOOKING, operation, registration, task, newSet, toStart, reload, failed);
  }

  /** The set at hand is to be started once systemd has reloaded. */
  Worker remembering() {
    return new Worker(stage, operation, registration, task, set, toStart | 1 << set, true, failed);
  }

  /** Whether something is to be started once systemd has reloaded. */
  boolean starts() {
    return toStart != 0;
  }

  /** With the first set at hand that is to be started, which is not to be started any more. */
  Worker starting() {
    int first = Integer.numberOfTrailingZeros(toStart);
    return new Worker(
        stage, operation, registration, task, first, toStart & ~(1 << first), reload, failed);
  }

  Worker havingFailed() {
    return new Worker(stage, operation, registration, task, set, toStart, reload, true);
  }

  Worker renumbered(OperationId newOperation, RegistrationId newRegistration) {
    return new Worker(stage, newOperation, newRegistration, task, set, toStart, reload, failed);
  }
}
