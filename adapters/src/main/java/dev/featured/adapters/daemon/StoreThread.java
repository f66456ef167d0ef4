package dev.featured.adapters.daemon;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.adapters.device.DeviceSource;
import dev.featured.adapters.device.KnownDevice;
import dev.featured.adapters.log.TroubleLog;
import dev.featured.adapters.redis.Backoff;
import dev.featured.adapters.redis.FeatureStore;
import dev.featured.adapters.redis.Fence;
import dev.featured.adapters.redis.ForgetOutcome;
import dev.featured.adapters.redis.LifecycleReport;
import dev.featured.adapters.redis.Listing;
import dev.featured.adapters.redis.LoadedConfiguration;
import dev.featured.adapters.redis.RedisUnavailable;
import dev.featured.adapters.redis.ReportOutcome;
import dev.featured.adapters.rows.Names;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.Event.PortsReady.Reason;
import dev.featured.engine.core.SettleOutcome;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Row;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that asks Redis and writes to it, in the order in which it was told to. Since
 * reads and writes share it, a read that was asked for after a write sees that write.
 *
 * <p>When Redis is away it tries again, with growing pauses, for as long as it takes: everything it
 * does may be done twice. While the configuration is not loaded it looks at no row: the core's
 * question is answered when it is. A write that Redis refuses for a reason that passes is tried
 * again, and everything else goes on meanwhile. Should the thread hit an internal error, it says so
 * and is gone: without it the daemon is deaf, so the daemon ends too.
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
  private final TroubleLog outage;
  private final WakeablePause pause;
  private final RefusedWrites refusedWrites;
  private final Consumer<ImmutableSet<FeatureName>> rowsAtTheStart;
  private final Consumer<Throwable> onDeath;
  private final StoreTasks tasks = new StoreTasks();
  private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
  private final Thread thread = new Thread(this::run, "store");

  // Touched by the store's thread only.
  private ImmutableMap<String, ImmutableMap<String, String>> metadata = ImmutableMap.of();
  private ImmutableSet<String> metadataKeys = ImmutableSet.of();
  private Optional<KnownDevice> device = Optional.empty();
  private Optional<Command.ReadRows> postponed = Optional.empty();
  private boolean waitingSaid;
  private Boot boot = Boot.UNKNOWN;

  // Shared with others.
  private final AtomicBoolean portsKnown = new AtomicBoolean();
  private volatile boolean configured;
  private volatile boolean loaded;
  private volatile ImmutableMap<FeatureName, String> asked = ImmutableMap.of();
  private volatile boolean ended;

  StoreThread(
      FeatureStore store,
      Fence fence,
      NamespaceThreads namespaces,
      DeviceSource deviceSource,
      Names names,
      Mailbox mailbox,
      TroubleLog outage,
      WakeablePause pause,
      Function<Runnable, RefusedWrites> refusedWrites,
      Consumer<ImmutableSet<FeatureName>> rowsAtTheStart,
      Consumer<Throwable> onDeath) {
    this.store = store;
    this.fence = fence;
    this.namespaces = namespaces;
    this.deviceSource = deviceSource;
    this.names = names;
    this.mailbox = mailbox;
    this.outage = outage;
    this.pause = pause;
    this.refusedWrites = refusedWrites.apply(() -> tasks.put(new StoreTask.RetryRefused()));
    this.rowsAtTheStart = rowsAtTheStart;
    this.onDeath = onDeath;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Whether the configuration has been loaded since the start, be it gone again by now. */
  boolean configured() {
    return configured;
  }

  /** Whether rows may be looked at, as far as is known. */
  boolean loaded() {
    return loaded;
  }

  /** Somebody else has found Redis answering: there is no reason to wait any longer. */
  void redisIsBack() {
    pause.wake();
  }

  /** Compares all rows soon, for a reason; asking twice before it is done is asking once. */
  void compare() {
    tasks.put(new StoreTask.Compare(false));
  }

  /** Compares all rows soon, as is done at a steady rate; asking twice is asking once. */
  void compareSteadily() {
    tasks.put(new StoreTask.Compare(true));
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
    tasks.put(new StoreTask.Read(command));
  }

  void settle(Command.Settle command) {
    tasks.put(new StoreTask.Settle(command));
  }

  /** Units are about to change: what has not been written of them yet is not true any more. */
  void withdrawSettle(FeatureName name) {
    tasks.withdrawSettle(name);
  }

  void report(FeatureName name, LifecycleReport report) {
    tasks.put(new StoreTask.Report(name, report));
  }

  /** What had been asked of features before those rows were read that were read last. */
  ImmutableMap<FeatureName, String> asked() {
    return asked;
  }

  void forget(Command.Forget command) {
    tasks.put(new StoreTask.Forget(command.name()));
  }

  void removeTrace(Command.RemoveTrace command) {
    tasks.put(new StoreTask.RemoveTrace(command));
  }

  /** How much there is to do yet. */
  int waiting() {
    return tasks.size();
  }

  /**
   * Does what is still to be done, then ends.
   *
   * @param limit how long that may take; after it the rest is given up
   */
  void end(Duration limit) throws InterruptedException {
    tasks.put(new StoreTask.End());
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

  private void insist(StoreTask task) throws InterruptedException {
    while (!ended && tasks.isStillWanted()) {
      try {
        perform(task);
        backoff.reset();
        outage.over(this);
        return;
      } catch (RedisUnavailable e) {
        outage.noticed(this, e.getMessage());
        // Else each of the connections would be found lost in its turn, which is one outage still.
        store.close();
        fence.close();
        pause.await(backoff.next());
      }
    }
  }

  private void perform(StoreTask task) {
    if (task instanceof StoreTask.Compare comparison) {
      list(comparison.steady());
    } else if (task instanceof StoreTask.Read read) {
      readRows(read.command());
    } else if (task instanceof StoreTask.Settle settle) {
      settleOnce(settle);
    } else if (task instanceof StoreTask.Report report) {
      reportOnce(report);
    } else if (task instanceof StoreTask.Forget forget) {
      forgetOnce(forget);
    } else if (task instanceof StoreTask.RemoveTrace removal) {
      removeTraceOnce(removal.command());
    } else if (task instanceof StoreTask.RetryRefused) {
      refusedWrites.oneToTry().ifPresent(this::tryAgain);
    } else if (task instanceof StoreTask.End) {
      ended = true;
    } else {
      throw new AssertionError("a task that nobody told the store's thread of: " + task);
    }
  }

  private void list(boolean steady) {
    metadataKeys = store.deviceMetadataKeys();
    Optional<LoadedConfiguration> found = store.loaded(metadataKeys, ImmutableSet.of());
    if (found.isEmpty()) {
      awaitConfiguration();
      return;
    }
    if (steady) {
      store.watchable();
    }
    learnTheDevice(found.get().metadata());
    lookAtTheBoot();
    sayThatItIsLoaded();
    if (!configured) {
      rowsAtTheStart.accept(ImmutableSet.copyOf(store.configured().names()));
    }
    // From here on notifications are taken; what they missed before, this listing finds.
    configured = true;
    loaded = true;
    if (!portsKnown.get() && store.portInitDone()) {
      portsInitialised();
    }
    postponed.ifPresent(this::readRows);
    Listing listing = store.names();
    listing.refused().forEach(names::refused);
    mailbox.post(new Event.Listed(listing.only(names::managed).names(), steady));
    namespaces.compare(steady);
  }

  /** Nothing is known of any row before the next comparison finds the configuration loaded. */
  private void awaitConfiguration() {
    loaded = false;
    if (!waitingSaid) {
      waitingSaid = true;
      LOG.info(
          configured
              ? "CONFIG_DB_INITIALIZED is gone: no row is looked at until it is back"
              : "waiting for the configuration to be loaded (CONFIG_DB_INITIALIZED)");
    }
  }

  private void sayThatItIsLoaded() {
    if (waitingSaid) {
      waitingSaid = false;
      LOG.info("the configuration is loaded");
    }
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

  private void learnTheDevice(ImmutableMap<String, ImmutableMap<String, String>> found) {
    if (device.isEmpty() || !found.equals(metadata)) {
      metadata = found;
      device = Optional.of(deviceSource.learn(found));
    }
  }

  /** Rows are rendered over the DEVICE_METADATA that was there at the same instant. */
  private void readRows(Command.ReadRows command) {
    postponed = Optional.of(command);
    if (!loaded) {
      return;
    }
    ImmutableMap<FeatureName, String> askedBefore = store.asked(command.names());
    Optional<LoadedConfiguration> found = store.loaded(metadataKeys, command.names());
    if (found.isEmpty()) {
      awaitConfiguration();
      return;
    }
    learnTheDevice(found.get().metadata());
    ImmutableSortedMap.Builder<FeatureName, Optional<RenderedRow>> rows =
        ImmutableSortedMap.naturalOrder();
    found
        .get()
        .rows()
        .forEach(
            (name, content) ->
                rows.put(name, content.map(row -> device.orElseThrow().render(row))));
    postponed = Optional.empty();
    asked = askedBefore;
    mailbox.post(new Event.RowsRead(rows.buildOrThrow()));
  }

  private void settleOnce(StoreTask.Settle task) {
    Command.Settle command = task.command();
    SettleOutcome outcome = fence.settle(command);
    if (outcome instanceof SettleOutcome.Refused refused && refused.passing()) {
      refusedWrites.refused(command.name(), task, refused.reason());
    } else {
      say(command, outcome);
      refusedWrites.notRefused(command.name()).forEach(this::tryAgain);
    }
    mailbox.post(new Event.Settled(command.name(), command.registration(), outcome));
  }

  private void say(Command.Settle command, SettleOutcome outcome) {
    if (outcome instanceof SettleOutcome.Applied applied) {
      if (command.expected() instanceof Row row) {
        RewriteLog.say(command.name().value(), row, command.rewrite());
      }
      namespaces.settle(command.applied(applied.content()));
    } else if (outcome instanceof SettleOutcome.Refused refused) {
      LOG.error("{}: {}", command.name(), refused.reason());
    } else {
      LOG.info(
          "{}: nothing was written, the row is {}",
          command.name(),
          outcome instanceof SettleOutcome.Gone ? "gone" : "another one by now");
    }
  }

  /** What is not written now is written when the row is looked at again. */
  private void reportOnce(StoreTask.Report task) {
    ReportOutcome outcome = fence.report(task.name(), task.report());
    if (outcome instanceof ReportOutcome.Refused refused && !refused.refusal().passing()) {
      LOG.error("{}: {}", task.name(), refused.refusal().reason());
    } else if (!(outcome instanceof ReportOutcome.Reported)) {
      LOG.debug("{}: its lifecycle was not reported: {}", task.name(), outcome);
    }
  }

  private void forgetOnce(StoreTask.Forget task) {
    FeatureName name = task.name();
    ForgetOutcome outcome = fence.forget(name);
    if (outcome instanceof ForgetOutcome.Refused refused && refused.refusal().passing()) {
      refusedWrites.refused(name, task, refused.refusal().reason());
      return;
    }
    refusedWrites.notRefused(name).forEach(this::tryAgain);
    if (outcome instanceof ForgetOutcome.NotLoaded) {
      LOG.debug("{}: not forgotten, the comparison to come finds what is gone", name);
      return;
    }
    if (outcome instanceof ForgetOutcome.Refused refused) {
      LOG.error("{}: {}", name, refused.refusal().reason());
    }
    namespaces.forget(name);
  }

  /**
   * What a registration has come to may be another thing by now. So the core is told that what it
   * published has been touched: it looks at the row and has written what is true then.
   */
  private void tryAgain(StoreTask refused) {
    if (refused instanceof StoreTask.Settle settle) {
      mailbox.stateTouched(settle.command().name());
    } else {
      tasks.put(refused);
    }
  }

  private void removeTraceOnce(Command.RemoveTrace command) {
    TraceLog.say(command.name().value(), command.expected(), fence.removeTrace(command));
  }
}
