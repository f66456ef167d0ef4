package dev.featured.adapters.daemon;

import dev.featured.adapters.systemd.UnitOperations;
import dev.featured.adapters.systemd.UnitOperations.Prepared;
import dev.featured.adapters.systemd.UnitOperations.Progress;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.OperationId;
import dev.featured.engine.core.OperationResult;
import dev.featured.engine.feature.FeatureName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that work on units. How many operations are at work at once, in which order, and when
 * systemd reloads is the core's business; here each part of an operation gets a thread at once.
 */
final class LaneWorkers {
  private static final Logger LOG = LoggerFactory.getLogger(LaneWorkers.class);

  /** How long a thread waits for more; after a boot there is nothing for hours. */
  private static final Duration IDLE = Duration.ofSeconds(5);

  private final UnitOperations operations;
  private final Mailbox mailbox;
  private final Map<OperationId, Prepared> prepared = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE.toMillis(),
          TimeUnit.MILLISECONDS,
          new SynchronousQueue<>(),
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
    work(command.name(), command.operation(), () -> prepare(command));
  }

  private Optional<OperationResult> prepare(Command.Operate command) throws InterruptedException {
    Progress progress = operations.prepare(command.task());
    if (progress instanceof Progress.Ended ended) {
      return Optional.of(ended.result());
    }
    prepared.put(command.operation(), ((Progress.NeedsReload) progress).prepared());
    mailbox.post(new Event.Prepared(command.name(), command.operation()));
    return Optional.empty();
  }

  void finish(Command.Finish command) {
    Prepared left = prepared.remove(command.operation());
    work(
        command.name(),
        command.operation(),
        () ->
            Optional.of(
                command.reload() instanceof OperationResult.Failed
                    ? command.reload()
                    : operations.finish(left)));
  }

  /** Reloads systemd, for all that need it. */
  void reload() {
    threads.execute(
        () -> {
          Thread.currentThread().setName("reload");
          try {
            OperationResult result = operations.reload();
            if (result instanceof OperationResult.Failed) {
              LOG.warn("systemd did not reload: {}", result);
            }
            mailbox.post(new Event.Reloaded(result));
          } catch (InterruptedException e) {
            LOG.debug("the reload was cut short by the daemon's end");
          } catch (RuntimeException | Error e) {
            LOG.error("the reload hit an internal error", e);
            mailbox.post(new Event.Reloaded(new OperationResult.Failed("internal error: " + e)));
          }
        });
  }

  private void work(FeatureName name, OperationId operation, Part part) {
    threads.execute(
        () -> {
          Thread.currentThread().setName("lane " + name);
          try {
            part.take()
                .ifPresent(
                    result -> mailbox.post(new Event.OperationEnded(name, operation, result)));
          } catch (InterruptedException e) {
            LOG.warn(
                "{}: an operation was cut short by the daemon's end; systemd may still finish it",
                name);
          } catch (RuntimeException | Error e) {
            LOG.error("{}: an operation hit an internal error", name, e);
            mailbox.post(
                new Event.OperationEnded(
                    name, operation, new OperationResult.Failed("internal error: " + e)));
          }
        });
  }

  private interface Part {
    /** Answers how the operation ended, or nothing if there is more to come. */
    Optional<OperationResult> take() throws InterruptedException;
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
