package dev.featured.engine.store;

/** The removal of a trace: one script, wherever STATE_DB is. */
record RemovingTrace(StoreTask.RemoveTrace task) implements Exchange {
  @Override
  public Call call() {
    return new Call.RemoveTrace(task.command());
  }

  @Override
  public Exchange after(Reply reply) {
    return new Exchange.Ended(task, reply);
  }
}
