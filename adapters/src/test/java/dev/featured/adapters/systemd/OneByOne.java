package dev.featured.adapters.systemd;

import dev.featured.engine.core.OperationResult;
import dev.featured.engine.core.Task;

/** Carries out a task with a reload of its own, as if it were the only one. */
final class OneByOne {
  private OneByOne() {}

  static OperationResult carryOut(UnitOperations operations, Task task)
      throws InterruptedException {
    UnitOperations.Progress progress = operations.prepare(task);
    if (progress instanceof UnitOperations.Progress.Ended ended) {
      return ended.result();
    }
    OperationResult reload = operations.reload();
    return reload instanceof OperationResult.Failed
        ? reload
        : operations.finish(((UnitOperations.Progress.NeedsReload) progress).prepared());
  }
}
