package dev.featured.adapters.daemon;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.adapters.redis.FeatureStore;
import dev.featured.adapters.redis.Fence;
import dev.featured.adapters.redis.ForgetOutcome;
import dev.featured.adapters.redis.Listing;
import dev.featured.adapters.redis.RedisUnavailable;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.Event.PortsReady.Reason;
import dev.featured.engine.core.SettleOutcome;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.RowContent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that asks Redis and writes to it, in the order in which it was told to. Since
 * reads and writes share it, a read that was asked for after a write sees that write.
 *
 * <p>When Redis is away it tries again, with growing pauses, for as long as it takes: everything it
 * does may be done twice. Should the thread hit an internal error, it says so and is gone: without
 * it the daemon is deaf, so the daemon ends too.
 */
final class StoreThread {
  private static final Logger LOG = LoggerFactory.getLogger(StoreThread.class);

  /** What is known of the warm or fast boot that the daemon may have come up in. */
  private enum Boot {
    UNKNOWN,
    IN_PROGRESS,
    OVER
  }

  private final FeatureStore store;
  private final Fence fence;
  private final NamespaceThreads namespaces;
  private final DeviceSource deviceSource;
  private final Names names;
  private final Mailbox mailbox;
  private final RetryPause retryPause;
  private final Consumer<Throwable> onDeath;
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final AtomicBoolean comparisonDue = new AtomicBoolean();
  private final AtomicBoolean steadyComparisonDue = new AtomicBoolean();
  private final Thread thread = new Thread(this::run, "store");

  // Touched by the store's thread only.
  private ImmutableMap<String, ImmutableMap<String, String>> metadata = ImmutableMap.of();
  private Optional<KnownDevice> device = Optional.empty();
  private boolean waitingSaid;
  private Boot boot = Boot.UNKNOWN;

  // Shared with others.
  private final AtomicBoolean portsKnown = new AtomicBoolean();
  private volatile boolean configured;
  private volatile boolean ended;

  StoreThread(
      FeatureStore store,
      Fence fence,
      NamespaceThreads namespaces,
      DeviceSource deviceSource,
      Names names,
      Mailbox mailbox,
      RetryPause retryPause,
      Consumer<Throwable> onDeath) {
    this.store = store;
    this.fence = fence;
    this.namespaces = namespaces;
    this.deviceSource = deviceSource;
    this.names = names;
    this.mailbox = mailbox;
    this.retryPause = retryPause;
    this.onDeath = onDeath;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Whether the configuration has been loaded, so that rows may be looked at. */
  boolean configured() {
    return configured;
  }

  /** Compares all rows soon, for a reason; asking twice before it is done is asking once. */
  void compare() {
    compare(comparisonDue, false);
  }

  /** Compares all rows soon, as is done at a steady rate; asking twice is asking once. */
  void compareSteadily() {
    compare(steadyComparisonDue, true);
  }

  private void compare(AtomicBoolean due, boolean steady) {
    if (due.compareAndSet(false, true)) {
      tasks.add(
          () -> {
            due.set(false);
            list(steady);
          });
    }
  }

  /** PortInitDone is there, or there again. */
  void portsInitialised() {
    if (!configured) {
      return; // whether this is a warm boot comes first; the ports are asked for after it
    }
    portsKnown.set(true);
    mailbox.post(new Event.PortsReady(Reason.PORT_INIT_DONE));
  }

  void read(Command.ReadRows command) {
    tasks.add(() -> readRows(command));
  }

  void settle(Command.Settle command) {
    tasks.add(() -> settleOnce(command));
  }

  void forget(Command.Forget command) {
    tasks.add(
        () -> {
          ForgetOutcome outcome = fence.forget(command.name());
          if (outcome instanceof ForgetOutcome.Refused refused) {
            LOG.error("{}: Redis refuses to forget: {}", command.name(), refused.reason());
          }
          namespaces.forget(command.name());
        });
  }

  void removeTrace(Command.RemoveTrace command) {
    tasks.add(() -> removeTraceOnce(command));
  }

  /**
   * Does what is still to be done, then ends.
   *
   * @param limit how long that may take; after it the rest is given up
   */
  void end(Duration limit) throws InterruptedException {
    tasks.add(() -> ended = true);
    thread.join(limit.toMillis());
    if (thread.isAlive()) {
      ended = true;
      thread.interrupt();
      thread.join(limit.toMillis());
      LOG.warn("Redis did not answer in time; what was still to be written is given up");
    }
    store.close();
    fence.close();
  }

  private void run() {
    try {
      while (!ended) {
        insist(tasks.take());
      }
    } catch (InterruptedException e) {
      LOG.debug("the store's thread was told to end");
    } catch (RuntimeException | Error e) {
      onDeath.accept(e);
    }
  }

  private void insist(Runnable task) throws InterruptedException {
    for (int failures = 0; !ended; failures++) {
      try {
        task.run();
        if (failures > 0) {
          LOG.info("Redis answers again");
        }
        return;
      } catch (RedisUnavailable e) {
        if (failures == 0) {
          LOG.warn("{}; trying again", e.getMessage());
        }
        retryPause.after(failures);
      }
    }
  }

  private void list(boolean steady) {
    if (!configured && !store.configInitialised()) {
      if (!waitingSaid) {
        LOG.info("waiting for the configuration to be loaded (CONFIG_DB_INITIALIZED)");
        waitingSaid = true;
      }
      return;
    }
    learnTheDevice();
    lookAtTheBoot();
    // From here on notifications are taken; what they missed before, this listing finds.
    configured = true;
    if (!portsKnown.get() && store.portInitDone()) {
      portsInitialised();
    }
    Listing listing = store.names();
    listing.refused().forEach(names::refused);
    mailbox.post(new Event.Listed(listing.only(names::managed).names(), steady));
    namespaces.compare(steady);
  }

  /**
   * Only the boot that the daemon came up in counts; a flag that is set later is the next one's.
   */
  private void lookAtTheBoot() {
    if (boot == Boot.OVER) {
      return;
    }
    if (store.warmBootInProgress()) {
      if (boot == Boot.UNKNOWN) {
        LOG.info("a warm or fast boot is in progress; delayed features start when it has finished");
        boot = Boot.IN_PROGRESS;
        mailbox.post(new Event.WarmBootFound());
      }
      return;
    }
    if (boot == Boot.IN_PROGRESS) {
      LOG.info("the warm or fast boot has finished");
      mailbox.post(new Event.PortsReady(Reason.WARM_BOOT_FINISHED));
    }
    boot = Boot.OVER;
  }

  private void learnTheDevice() {
    ImmutableMap<String, ImmutableMap<String, String>> found = store.deviceMetadata();
    if (device.isEmpty() || !found.equals(metadata)) {
      metadata = found;
      device = Optional.of(deviceSource.learn(found));
    }
  }

  private void readRows(Command.ReadRows command) {
    ImmutableSortedMap<FeatureName, Optional<RowContent>> contents = store.read(command.names());
    ImmutableSortedMap.Builder<FeatureName, Optional<RenderedRow>> rows =
        ImmutableSortedMap.naturalOrder();
    contents.forEach(
        (name, content) -> rows.put(name, content.map(row -> device.orElseThrow().render(row))));
    mailbox.post(new Event.RowsRead(rows.buildOrThrow()));
  }

  private void settleOnce(Command.Settle command) {
    SettleOutcome outcome = fence.settle(command);
    if (outcome instanceof SettleOutcome.Applied applied) {
      if (command.expected() instanceof Row row) {
        RewriteLog.say(command.name().value(), row, command.rewrite());
      }
      namespaces.settle(command.applied(applied.content()));
    } else if (outcome instanceof SettleOutcome.Refused refused) {
      LOG.error("{}: Redis refuses to write: {}", command.name(), refused.reason());
    } else {
      LOG.info(
          "{}: nothing was written, the row is {}",
          command.name(),
          outcome instanceof SettleOutcome.Gone ? "gone" : "another one by now");
    }
    mailbox.post(new Event.Settled(command.name(), command.registration(), outcome));
  }

  private void removeTraceOnce(Command.RemoveTrace command) {
    TraceLog.say(command.name().value(), command.expected(), fence.removeTrace(command));
  }
}
