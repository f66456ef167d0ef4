package dev.featured.engine.store;

import dev.featured.engine.store.Reply.Verdict;

/** A report. On two servers the row is looked at before and after. */
record Reporting(StoreTask.Report task, Stage stage) implements Exchange {
  enum Stage {
    AT_ONCE,
    BEFORE,
    REPORT,
    AFTER,
    REMOVE
  }

  private Reporting at(Stage next) {
    return new Reporting(task, next);
  }

  @Override
  public Call call() {
    return switch (stage) {
      case AT_ONCE -> new Call.Report(task.name(), task.fields());
      case BEFORE, AFTER -> new Call.HasRow(task.name());
      case REPORT -> new Call.ReportAlone(task.name(), task.fields());
      case REMOVE -> new Call.RemoveReport(task.name());
    };
  }

  @Override
  public Exchange after(Reply reply) {
    if (reply instanceof Reply.Refused) {
      return new Exchange.Ended(task, reply);
    }
    return switch (stage) {
      case AT_ONCE -> new Exchange.Ended(task, reply);
      case BEFORE -> Reply.isYes(reply) ? at(Stage.REPORT) : new Exchange.Ended(task, Verdict.GONE);
      case REPORT -> at(Stage.AFTER);
      case AFTER ->
          Reply.isYes(reply) ? new Exchange.Ended(task, Verdict.STANDS) : at(Stage.REMOVE);
      case REMOVE -> new Exchange.Ended(task, Verdict.GONE);
    };
  }
}
