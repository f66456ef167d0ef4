package dev.featured.model.world;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.OperationId;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.core.Task;
import java.util.Optional;

/**
 * An operation at work on a feature's unit.
 *
 * @param stage how far it has come
 * @param operation its identity
 * @param registration who wanted it
 * @param task what it does
 * @param start whether the unit is to be started once systemd has reloaded
 * @param reload whether systemd must reload
 * @param failed whether something went wrong
 */
record Worker(
    Stage stage,
    OperationId operation,
    RegistrationId registration,
    Task task,
    boolean start,
    boolean reload,
    boolean failed) {
  /** How far an operation has come. */
  enum Stage {
    /** There is none. */
    IDLE,
    /** It has begun. */
    BEGUN,
    /** It waits for the unit to be up or down before it stops it. */
    AWAITING_ACTIVATION,
    /** {@code systemctl stop} waits for its job. */
    STOPPING,
    /** The unit is down; it is to be disabled and masked. */
    PUTTING_OFF,
    /** It has told the core that it needs a reload. */
    PREPARED,
    /** It may go on. */
    RELOADED,
    /** The reload failed, and so does it. */
    GIVING_UP,
    /** {@code systemctl start} waits for its job. */
    STARTING
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
          false,
          false,
          false);

  static Worker begin(Command.Operate command) {
    return new Worker(
        Stage.BEGUN,
        command.operation(),
        command.registration(),
        command.task(),
        false,
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
    return new Worker(newStage, operation, registration, task, start, reload, failed);
  }

  Worker needingReload() {
    return new Worker(stage, operation, registration, task, start, true, failed);
  }

  Worker toStart() {
    return new Worker(stage, operation, registration, task, true, true, failed);
  }

  Worker havingFailed() {
    return new Worker(stage, operation, registration, task, start, reload, true);
  }

  Worker renumbered(OperationId newOperation, RegistrationId newRegistration) {
    return new Worker(stage, newOperation, newRegistration, task, start, reload, failed);
  }
}
