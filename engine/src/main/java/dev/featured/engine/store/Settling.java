package dev.featured.engine.store;

import dev.featured.engine.core.Command;
import dev.featured.engine.core.Publication;
import dev.featured.engine.core.RegistryVisitor;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.RowContent;
import dev.featured.engine.store.Reply.Verdict;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * A settling. One that depends on more than the row's content first has a barrier sent and waits
 * for it. On two servers it first looks whether the state could be published, since what has been
 * rewritten cannot be taken back; and after the publication once more at the row.
 *
 * @param servers where the databases are
 * @param verdict what the last look at the row came to
 */
record Settling(StoreTask.Settle task, Servers servers, Stage stage, Verdict verdict)
    implements Exchange {
  enum Stage {
    GUARD,
    GUARD_HEARD,
    WAIT,
    AT_ONCE,
    PUBLISHABLE,
    REWRITE,
    PUBLISH,
    LOOK_AGAIN,
    RETRACT
  }

  static Settling begin(StoreTask.Settle task, Servers servers) {
    Settling begun = new Settling(task, servers, Stage.GUARD, Verdict.STANDS);
    return task.barrier().isPresent() ? begun : begun.unguarded();
  }

  private Settling at(Stage next, Verdict found) {
    return new Settling(task, servers, next, found);
  }

  @Override
  public Settling concluded() {
    return stage == Stage.GUARD ? at(Stage.GUARD_HEARD, verdict) : unguarded();
  }

  private Settling unguarded() {
    return at(
        servers == Servers.ONE
            ? Stage.AT_ONCE
            : task.command().publication().isPresent() ? Stage.PUBLISHABLE : Stage.REWRITE,
        Verdict.STANDS);
  }

  @Override
  public boolean waits() {
    return stage == Stage.WAIT;
  }

  @Override
  public boolean isGuarding() {
    return stage == Stage.GUARD || stage == Stage.GUARD_HEARD || stage == Stage.WAIT;
  }

  /** Whether nobody can have seen anything of it but, perhaps, a rewritten row. */
  boolean unpublished() {
    return stage != Stage.LOOK_AGAIN && stage != Stage.RETRACT;
  }

  @Override
  public Call call() {
    Command.Settle command = task.command();
    FeatureName name = command.name();
    return switch (stage) {
      case GUARD, GUARD_HEARD ->
          new Call.Guard(name, command.expected(), task.barrier().orElseThrow());
      case WAIT -> throw new IllegalStateException("it waits for its barrier: " + task);
      case AT_ONCE -> guarded(new Call.Settle(command));
      case PUBLISHABLE -> new Call.Publish(name, Optional.empty());
      case REWRITE -> guarded(new Call.Rewrite(name, command.expected(), command.rewrite()));
      case PUBLISH -> new Call.Publish(name, command.publication());
      case LOOK_AGAIN -> Call.Rewrite.look(name, rewritten(command));
      case RETRACT -> new Call.Retract(name, publication());
    };
  }

  private Call guarded(Call write) {
    return task.barrier().<Call>map(barrier -> new Call.Guarded(write, barrier)).orElse(write);
  }

  private Publication publication() {
    return task.command().publication().orElseThrow();
  }

  @Override
  public Exchange after(Reply reply) {
    if (reply instanceof Reply.Refused) {
      return new Exchange.Ended(task, reply);
    }
    return switch (stage) {
      case GUARD ->
          reply == Verdict.STANDS ? at(Stage.WAIT, verdict) : new Exchange.Ended(task, reply);
      case GUARD_HEARD -> reply == Verdict.STANDS ? unguarded() : new Exchange.Ended(task, reply);
      case WAIT -> throw new IllegalStateException("it waits for its barrier: " + task);
      case AT_ONCE -> new Exchange.Ended(task, reply);
      case PUBLISHABLE -> at(Stage.REWRITE, verdict);
      case REWRITE ->
          reply == Verdict.STANDS && task.command().publication().isPresent()
              ? at(Stage.PUBLISH, verdict)
              : new Exchange.Ended(task, reply);
      case PUBLISH -> at(Stage.LOOK_AGAIN, verdict);
      case LOOK_AGAIN ->
          reply == Verdict.STANDS
              ? new Exchange.Ended(task, reply)
              : at(Stage.RETRACT, (Verdict) reply);
      case RETRACT -> new Exchange.Ended(task, verdict);
    };
  }

  /** The row as it is once its fields have been rewritten. */
  static RowContent rewritten(Command.Settle command) {
    return command.expected() instanceof Row row ? row.with(command.rewrite()) : command.expected();
  }

  @Override
  public void accept(RegistryVisitor visitor) {
    visitor.value(stage);
    visitor.value(verdict);
    task.accept(visitor);
  }

  @Override
  public Settling renumbered(LongUnaryOperator newId) {
    StoreTask.Settle renumbered = new StoreTask.Settle(task.command().renumbered(newId));
    return new Settling(renumbered, servers, stage, verdict);
  }
}
