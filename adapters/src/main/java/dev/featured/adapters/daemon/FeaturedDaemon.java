package dev.featured.adapters.daemon;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.collect.Multimaps;
import com.google.common.util.concurrent.AbstractExecutionThreadService;
import dev.featured.adapters.device.DeviceFactsReader;
import dev.featured.adapters.device.DeviceSource;
import dev.featured.adapters.journal.JournalEntry;
import dev.featured.adapters.log.TroubleLog;
import dev.featured.adapters.notify.Supervisor;
import dev.featured.adapters.redis.DatabaseConfig;
import dev.featured.adapters.redis.DatabaseGlobal;
import dev.featured.adapters.redis.FeatureStore;
import dev.featured.adapters.redis.Fence;
import dev.featured.adapters.redis.RedisCalls;
import dev.featured.adapters.redis.TimeLimits;
import dev.featured.adapters.redis.Watcher;
import dev.featured.adapters.rows.Names;
import dev.featured.adapters.systemd.DropIns;
import dev.featured.adapters.systemd.Systemctl;
import dev.featured.adapters.systemd.UnitOperations;
import dev.featured.engine.core.BarrierId;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.Faults;
import dev.featured.engine.core.FeatureRegistry;
import dev.featured.engine.core.Step;
import dev.featured.engine.core.Taken;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.InvalidFeatureName;
import dev.featured.engine.lifecycle.FeatureLifecycle;
import dev.featured.engine.statemachine.RegistrationMachine;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon: one event loop around the core (SPEC sections 6 and 7).
 *
 * <p>The loop's thread takes an event, steps the core, lets the state machine of each registration
 * concerned take the same step, and hands the core's commands on: to the thread that talks to
 * Redis, or to a thread that works on units. It waits for none of them; their answers are events.
 *
 * <p>As a Guava service it ends when it is told to stop: operations at work get a grace, what they
 * come to is still published, and nothing new begins. If the loop fails, so does the service.
 */
public final class FeaturedDaemon extends AbstractExecutionThreadService {
  private static final Logger LOG = LoggerFactory.getLogger(FeaturedDaemon.class);
  private static final Duration STORE_END = Duration.ofSeconds(2);
  static final Duration RELOAD_PATIENCE = Duration.ofSeconds(1);
  private static final Duration CONFIG_RECHECK = Duration.ofSeconds(1);
  private static final Duration CONGESTION_LOOK = Duration.ofSeconds(30);

  private final DaemonOptions options;
  private final Duration reloadPatience;
  private final Mailbox mailbox = new Mailbox();
  private final Names names;
  private final TroubleLog outage =
      new TroubleLog(
          Ticker.systemTicker(),
          reason -> LOG.warn("{}; trying again, what happens meanwhile is found then", reason),
          () -> LOG.info("Redis answers again"));
  private final NamespaceThreads namespaces;
  private final StoreThread store;
  private final ImmutableList<Watcher> watchers;
  private final LaneWorkers workers;
  private final Machines machines;
  private final Alarms alarms = new Alarms(this::threadDied);
  private final CongestionLog congestionLog = new CongestionLog();
  private final LifecycleBook lifecycles;
  private final Supervisor supervisor;
  private final Supervision supervision;

  private FeatureRegistry registry;
  private volatile boolean graceOver;
  private volatile boolean congestionLookDue;
  private volatile Optional<Throwable> threadDeath = Optional.empty();

  private FeaturedDaemon(
      DaemonOptions options,
      DatabaseGlobal databases,
      TimeLimits redisLimits,
      Duration reloadPatience,
      Systemctl systemctl,
      Map<String, String> environment,
      Machine.Factory machineFactory,
      TransitionObserver observer,
      Consumer<JournalEntry> journal) {
    this.options = options;
    this.reloadPatience = reloadPatience;
    this.names = new Names(options.exclude());
    this.registry = FeatureRegistry.empty(options.parallel());
    this.machines = new Machines(machineFactory, new TransitionLog(observer));
    this.namespaces = new NamespaceThreads(databases, names, mailbox, this::threadDied);
    DropIns dropIns = new DropIns(options.root().resolve("etc/systemd/system"));
    Fence fence = new Fence(databases.host(), redisLimits);
    this.store = storeThread(databases.host(), fence, redisLimits, environment, dropIns);
    this.lifecycles =
        new LifecycleBook(
            InstantSource.system(), (name, report) -> store.report(name, report.fields()), journal);
    this.workers =
        new LaneWorkers(
            new UnitOperations(
                systemctl,
                dropIns,
                Ticker.systemTicker(),
                time -> TimeUnit.NANOSECONDS.sleep(time.toNanos())),
            mailbox);
    this.watchers =
        ImmutableList.<Watcher>builder()
            .add(new Watcher(databases.host(), redisLimits, fence.barriers(), new Intake()))
            .addAll(namespaces.watchers(store))
            .build();
    this.supervisor = Supervisor.of(environment, ProcessHandle.current().pid());
    this.supervision =
        new Supervision(supervisor, alarms, mailbox::wake, store::loaded, () -> registry);
  }

  /**
   * Puts a daemon together; {@link #startAsync} starts it.
   *
   * @param options what the operator has set
   * @param databases where the databases are, the host's and those of its namespaces
   * @param systemctl the way to systemd
   * @param environment the process's environment, which may name the platform, and the socket of a
   *     service manager
   * @param observer hears of every transition
   */
  public static FeaturedDaemon create(
      DaemonOptions options,
      DatabaseGlobal databases,
      Systemctl systemctl,
      Map<String, String> environment,
      TransitionObserver observer) {
    return create(options, databases, systemctl, environment, observer, entry -> {});
  }

  /**
   * Puts together a daemon whose transitions are remembered.
   *
   * @param journal remembers them; called on the event loop's thread, must be quick
   * @see #create(DaemonOptions, DatabaseGlobal, Systemctl, Map, TransitionObserver)
   */
  public static FeaturedDaemon create(
      DaemonOptions options,
      DatabaseGlobal databases,
      Systemctl systemctl,
      Map<String, String> environment,
      TransitionObserver observer,
      Consumer<JournalEntry> journal) {
    return new FeaturedDaemon(
        options,
        databases,
        TimeLimits.DEFAULT,
        RELOAD_PATIENCE,
        systemctl,
        environment,
        (id, listener) -> RegistrationMachine.start(FeatureLifecycle.table(), id, listener)::fire,
        observer,
        journal);
  }

  /**
   * Builds a state machine that nobody needs, on a thread of its own. The first one takes a hundred
   * times as long as the next, which can pass while options are read and Redis is connected to.
   */
  public static void warmUp() {
    Thread thread =
        new Thread(
            () -> RegistrationMachine.start(FeatureLifecycle.table(), "warm-up", (a, b, c) -> {}),
            "warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  static FeaturedDaemon create(
      DaemonOptions options,
      DatabaseGlobal databases,
      Systemctl systemctl,
      Map<String, String> environment,
      TransitionObserver observer,
      Machine.Factory machineFactory,
      TimeLimits redisLimits,
      Duration reloadPatience) {
    return new FeaturedDaemon(
        options,
        databases,
        redisLimits,
        reloadPatience,
        systemctl,
        environment,
        machineFactory,
        observer,
        entry -> {});
  }

  private StoreThread storeThread(
      DatabaseConfig databases,
      Fence fence,
      TimeLimits limits,
      Map<String, String> environment,
      DropIns dropIns) {
    FeatureStore reader = new FeatureStore(databases, limits);
    RedisCalls calls = new RedisCalls(reader, fence, names::managed, names::refused);
    return new StoreThread(
        new HostCalls(
            reader,
            calls,
            new DeviceSource(new DeviceFactsReader(options.root(), environment)),
            rows -> dropIns.removeLeftovers(name -> rows.contains(name) || !names.managed(name))),
        calls.servers(),
        mailbox,
        namespaces::tell,
        new Nap(),
        outage,
        alarms::once,
        new TroubleLog(
            Ticker.systemTicker(),
            reason -> LOG.warn("{}; trying again, units follow their rows meanwhile", reason),
            () -> LOG.info("Redis takes writes again")),
        this::threadDied);
  }

  @Override
  protected String serviceName() {
    return "featured";
  }

  @Override
  protected void startUp() {
    supervision.start();
    namespaces.start();
    store.start();
    watchers.forEach(Watcher::start);
    alarms.every(
        CONFIG_RECHECK,
        () -> {
          store.recheck();
          mailbox.wake();
        });
    alarms.every(options.resync(), this::compareSteadily);
    alarms.every(
        CONGESTION_LOOK,
        () -> {
          congestionLookDue = true;
          mailbox.wake();
        });
    alarms.once(
        options.portInitTimeout(),
        () -> mailbox.post(new Event.PortsReady(Event.PortsReady.Reason.TIME_LIMIT)));
  }

  private void compareSteadily() {
    namespaces.periodOver();
    store.compareSteadily();
  }

  @Override
  protected void run() throws InterruptedException {
    while (!(registry.isStopping() && (registry.atWork() == 0 || graceOver))) {
      Optional<Event> event = mailbox.take();
      if (threadDeath.isPresent()) {
        throw new IllegalStateException("a thread of the daemon died", threadDeath.get());
      }
      if (event.isPresent()) {
        handle(event.get());
      }
      supervision.attend();
      if (congestionLookDue) {
        congestionLookDue = false;
        congestionLog.look(registry.congestion());
      }
    }
  }

  private void threadDied(Throwable cause) {
    threadDeath = Optional.of(cause);
    mailbox.wake();
  }

  @Override
  protected void triggerShutdown() {
    LOG.info("stopping");
    alarms.once(options.grace(), this::endGrace); // first: the loop may end as soon as it is told
    mailbox.post(new Event.Stopping());
    supervision.stopping(); // wakes the loop
  }

  private void endGrace() {
    graceOver = true;
    mailbox.wake();
  }

  @Override
  protected void shutDown() throws InterruptedException, IOException {
    supervision.attend(); // the loop may have ended before it came round once more
    watchers.forEach(Watcher::close);
    workers.end(STORE_END);
    store.end(STORE_END);
    namespaces.end(STORE_END);
    alarms.end(); // last, since the store's thread sets alarms too
    supervisor.close();
    LOG.info("stopped");
  }

  private void handle(Event event) {
    Queue<Event> toDo = new ArrayDeque<>();
    toDo.add(event);
    while (!toDo.isEmpty()) {
      Event next = toDo.remove();
      LOG.debug("{}", next);
      Step step = registry.step(next);
      registry = step.next();
      Faults faults = Faults.NONE;
      // To build a machine takes milliseconds: what is to be done for a feature waits for its own
      // only.
      ListMultimap<FeatureName, Taken> toFollow =
          MultimapBuilder.linkedHashKeys()
              .arrayListValues()
              .build(Multimaps.index(step.taken(), Taken::name));
      for (Command command : step.commands()) {
        if (nameIn(command).isPresent()) {
          faults = follow(toFollow.removeAll(nameIn(command).get()), faults, toDo);
        }
        if (faults.withhold(command)) {
          faults.answer(command).ifPresent(mailbox::post);
        } else {
          carryOut(command);
        }
      }
      Faults unused = follow(ImmutableList.copyOf(toFollow.values()), faults, toDo);
      lifecycles.note(next, step);
      step.ended().forEach(machines::end);
      supervision.handled(step);
    }
  }

  /** Has the machines follow; what differs becomes a fault, and the core is to be told of it. */
  private Faults follow(List<Taken> steps, Faults known, Queue<Event> toDo) {
    Faults faults = known;
    for (Taken taken : steps) {
      Optional<String> fault = machines.follow(taken);
      if (fault.isPresent()) {
        faults = faults.with(taken.registration(), fault.get());
        toDo.add(new Event.Quarantined(taken.name(), taken.registration(), fault.get()));
      }
    }
    return faults;
  }

  private static Optional<FeatureName> nameIn(Command command) {
    if (command instanceof Command.Operate operate) {
      return Optional.of(operate.name());
    } else if (command instanceof Command.Finish finish) {
      return Optional.of(finish.name());
    } else if (command instanceof Command.Settle settle) {
      return Optional.of(settle.name());
    } else if (command instanceof Command.Forget forget) {
      return Optional.of(forget.name());
    } else if (command instanceof Command.RemoveTrace removal) {
      return Optional.of(removal.name());
    } else if (command instanceof Command.Conclude conclude) {
      return Optional.of(conclude.name());
    } else {
      return Optional.empty();
    }
  }

  private void carryOut(Command command) {
    store.tell(command).ifPresent(this::carryOutBesideTheStore);
  }

  private void carryOutBesideTheStore(Command command) {
    if (command instanceof Command.Operate operate) {
      workers.begin(operate);
    } else if (command instanceof Command.Finish finish) {
      workers.finish(finish);
    } else if (command instanceof Command.Reload) {
      workers.reload();
    } else if (command instanceof Command.RemindOfReload) {
      alarms.once(reloadPatience, () -> mailbox.post(new Event.ReloadDue()));
    } else {
      throw new AssertionError("a command that nobody told the daemon of: " + command);
    }
  }

  /** How many state machines there are; to be asked once the loop has ended. */
  int machinesRunning() {
    return machines.size();
  }

  /** What the watcher hears goes into the mailbox, nothing more: its thread must never be slow. */
  private final class Intake implements Watcher.Listener {
    @Override
    public void subscribed() {
      outage.over(this);
      store.subscribed();
      supervision.subscribed();
    }

    @Override
    public void configFlagTouched() {
      store.flagTouched();
    }

    @Override
    public void rowWritten(FeatureName name) {
      notified(name, false);
    }

    @Override
    public void rowDeleted(FeatureName name) {
      notified(name, true);
    }

    private void notified(FeatureName name, boolean deleted) {
      if (store.heedsRows() && names.managed(name)) {
        mailbox.post(new Event.Notified(name, deleted));
      }
    }

    @Override
    public void stateTouched(FeatureName name) {
      mailbox.post(new Event.StateTouched(name));
    }

    @Override
    public void nameRefused(InvalidFeatureName refusal) {
      names.refused(refusal);
    }

    @Override
    public void bootFlagTouched() {
      store.compare();
    }

    @Override
    public void portsInitialised() {
      store.portsInitialised();
    }

    @Override
    public void barrierHeard(FeatureName name, BarrierId barrier) {
      mailbox.post(new Event.BarrierHeard(name, barrier));
    }

    @Override
    public void lost(String reason) {
      store.unheard();
      outage.noticed(this, reason);
      supervision.lost();
    }

    @Override
    public void died(Throwable cause) {
      threadDied(cause);
    }
  }
}
