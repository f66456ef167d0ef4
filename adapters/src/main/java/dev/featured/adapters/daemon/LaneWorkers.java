package dev.featured.adapters.daemon;

import dev.featured.adapters.systemd.UnitOperations;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.OperationResult;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that work on units. How many operations are at work at once, and in which order, is
 * the core's business; here each gets a thread at once.
 */
final class LaneWorkers {
  private static final Logger LOG = LoggerFactory.getLogger(LaneWorkers.class);

  private final UnitOperations operations;
  private final Mailbox mailbox;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "lane");
            thread.setDaemon(true);
            return thread;
          });

  LaneWorkers(UnitOperations operations, Mailbox mailbox) {
    this.operations = operations;
    this.mailbox = mailbox;
  }

  void begin(Command.Operate command) {
    threads.execute(() -> work(command));
  }

  private void work(Command.Operate command) {
    Thread.currentThread().setName("lane " + command.name());
    LOG.debug("{}", command);
    OperationResult result;
    try {
      result = operations.carryOut(command.task());
    } catch (InterruptedException e) {
      LOG.warn(
          "{}: '{}' was cut short by the daemon's end; systemd may still finish it",
          command.name(),
          command.task());
      return;
    } catch (RuntimeException e) {
      LOG.error("{}: '{}' hit an internal error", command.name(), command.task(), e);
      result = new OperationResult.Failed("internal error: " + e);
    }
    mailbox.post(new Event.OperationEnded(command.name(), command.operation(), result));
  }

  /**
   * Cuts short whatever is still at work.
   *
   * @param limit how long to wait for that
   */
  void end(Duration limit) throws InterruptedException {
    threads.shutdownNow();
    if (!threads.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("an operation does not end though it was told to");
    }
  }
}
