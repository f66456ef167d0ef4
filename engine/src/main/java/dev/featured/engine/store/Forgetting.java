package dev.featured.engine.store;

import dev.featured.engine.store.Reply.Verdict;

/** A forgetting. On two servers a row that comes back in between is found afterwards. */
record Forgetting(StoreTask.Forget task, Stage stage) implements Exchange {
  enum Stage {
    AT_ONCE,
    LOOK,
    DISOWN,
    REMOVE,
    LOOK_AGAIN
  }

  private Forgetting at(Stage next) {
    return new Forgetting(task, next);
  }

  @Override
  public Call call() {
    return switch (stage) {
      case AT_ONCE -> new Call.Forget(task.name());
      case LOOK -> new Call.Forgettable(task.name());
      case DISOWN -> new Call.Disown(task.name());
      case REMOVE -> new Call.RemoveState(task.name());
      case LOOK_AGAIN -> new Call.HasRow(task.name());
    };
  }

  @Override
  public Exchange after(Reply reply) {
    if (reply instanceof Reply.Refused) {
      return new Exchange.Ended(task, reply);
    }
    return switch (stage) {
      case AT_ONCE -> new Exchange.Ended(task, reply);
      case LOOK ->
          switch ((Verdict) reply) {
            case BACK -> at(Stage.DISOWN);
            case GONE -> at(Stage.REMOVE);
            case UNLOADED, STANDS, CHANGED, OWNED, UNANNOUNCED -> new Exchange.Ended(task, reply);
          };
      case DISOWN -> new Exchange.Ended(task, Verdict.BACK);
      case REMOVE -> at(Stage.LOOK_AGAIN);
      case LOOK_AGAIN -> new Exchange.Ended(task, Reply.isYes(reply) ? Verdict.BACK : Verdict.GONE);
    };
  }
}
