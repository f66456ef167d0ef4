package dev.featured.engine.store;

import dev.featured.engine.core.BarrierId;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.RegistryVisitor;
import dev.featured.engine.store.Reply.Verdict;
import java.util.function.LongUnaryOperator;

/**
 * The removal of a trace, wherever STATE_DB is: a barrier, unless there is none, and one script.
 */
record RemovingTrace(StoreTask.RemoveTrace task, Stage stage) implements Exchange {
  enum Stage {
    GUARD,
    GUARD_HEARD,
    WAIT,
    REMOVE
  }

  static RemovingTrace begin(StoreTask.RemoveTrace task) {
    return new RemovingTrace(task, task.barrier().isPresent() ? Stage.GUARD : Stage.REMOVE);
  }

  @Override
  public Call call() {
    Command.RemoveTrace command = task.command();
    return switch (stage) {
      case GUARD, GUARD_HEARD -> new Call.Guard(command.name(), command.expected(), barrier());
      case WAIT -> throw new IllegalStateException("it waits for its barrier: " + task);
      case REMOVE ->
          task.barrier().isPresent()
              ? new Call.Guarded(new Call.RemoveTrace(command), barrier())
              : new Call.RemoveTrace(command);
    };
  }

  private BarrierId barrier() {
    return task.barrier().orElseThrow();
  }

  @Override
  public Exchange after(Reply reply) {
    if (reply != Verdict.STANDS || stage == Stage.REMOVE) {
      return new Exchange.Ended(task, reply);
    }
    return new RemovingTrace(task, stage == Stage.GUARD ? Stage.WAIT : Stage.REMOVE);
  }

  @Override
  public boolean waits() {
    return stage == Stage.WAIT;
  }

  @Override
  public RemovingTrace concluded() {
    return new RemovingTrace(task, stage == Stage.GUARD ? Stage.GUARD_HEARD : Stage.REMOVE);
  }

  @Override
  public boolean isGuarding() {
    return stage != Stage.REMOVE;
  }

  @Override
  public void accept(RegistryVisitor visitor) {
    visitor.value(stage);
    task.accept(visitor);
  }

  @Override
  public RemovingTrace renumbered(LongUnaryOperator newId) {
    return new RemovingTrace(new StoreTask.RemoveTrace(task.command().renumbered(newId)), stage);
  }
}
