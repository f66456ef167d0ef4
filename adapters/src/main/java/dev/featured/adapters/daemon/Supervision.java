package dev.featured.adapters.daemon;

import dev.featured.adapters.notify.Supervisor;
import dev.featured.engine.core.FeatureRegistry;
import dev.featured.engine.core.Step;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the supervisor is told of the daemon, and when: ready when the table is read and subscribed
 * to, reloading while the configuration is gone, alive when the event loop itself has come round to
 * it.
 *
 * <p>Owned by the event loop's thread; other threads only raise flags and wake it.
 */
final class Supervision {
  /** Enough to read the line as it changes; a boot of many features is not told step by step. */
  private static final Duration STATUS_PAUSE = Duration.ofMillis(200);

  private enum Phase {
    STARTING,
    READY,
    RELOADING,
    STOPPING
  }

  private final Supervisor supervisor;
  private final Alarms alarms;
  private final Runnable wake;
  private final BooleanSupplier configurationLoaded;
  private final Supplier<FeatureRegistry> registry;

  // The loop's.
  private Phase phase = Phase.STARTING;
  private String told = "";
  private boolean statusAsked;

  // Raised by others.
  private volatile boolean subscribed;
  private volatile boolean pulseDue;
  private volatile boolean statusDue;
  private volatile boolean stopping;

  /**
   * Tells nothing before {@link #attend} is called.
   *
   * @param wake has the loop call {@link #attend} soon
   * @param configurationLoaded whether rows may be looked at, as far as is known
   * @param registry what the core knows, asked on the loop's thread
   */
  Supervision(
      Supervisor supervisor,
      Alarms alarms,
      Runnable wake,
      BooleanSupplier configurationLoaded,
      Supplier<FeatureRegistry> registry) {
    this.supervisor = supervisor;
    this.alarms = alarms;
    this.wake = wake;
    this.configurationLoaded = configurationLoaded;
    this.registry = registry;
  }

  void start() {
    supervisor.pulse().ifPresent(period -> alarms.every(period, this::raisePulse));
  }

  private void raisePulse() {
    pulseDue = true;
    wake.run();
  }

  private void raiseStatus() {
    statusDue = true;
    wake.run();
  }

  /** From now on nothing is missed. */
  void subscribed() {
    subscribed = true;
    raiseStatus();
  }

  /** Redis cannot be reached. */
  void lost() {
    if (subscribed) {
      subscribed = false;
      raiseStatus();
    }
  }

  /** The daemon is told to end. */
  void stopping() {
    stopping = true;
    wake.run();
  }

  /** The core has taken a step. */
  void handled(Step step) {
    if (!step.taken().isEmpty() && !statusAsked) {
      statusAsked = true;
      alarms.once(STATUS_PAUSE, this::raiseStatus);
    }
  }

  /** The loop has come round: what is due is told. */
  void attend() {
    if (pulseDue) {
      pulseDue = false;
      supervisor.alive();
    }
    if (!enterNextPhase() && statusDue) {
      statusDue = false;
      statusAsked = false;
      String status = status();
      if (!status.equals(told)) {
        told = status;
        supervisor.status(status);
      }
    }
  }

  private boolean enterNextPhase() {
    if (phase == Phase.STOPPING) {
      return false;
    }
    if (stopping) {
      phase = Phase.STOPPING;
      told = status();
      supervisor.stopping(told);
      return true;
    }
    boolean tableKnown = registry.get().tableKnown();
    if (phase == Phase.READY && !tableKnown) {
      phase = Phase.RELOADING;
      told = status();
      supervisor.reloading(told);
      return true;
    }
    if (phase != Phase.READY && subscribed && tableKnown) {
      phase = Phase.READY;
      told = status();
      supervisor.ready(told);
      return true;
    }
    return false;
  }

  private String status() {
    if (phase == Phase.STOPPING) {
      return "stopping";
    }
    if (!subscribed) {
      return phase == Phase.STARTING
          ? "waiting for Redis"
          : "Redis does not answer; " + StatusLine.of(registry.get().states());
    }
    if (!configurationLoaded.getAsBoolean()) {
      return "waiting for the configuration to be loaded";
    }
    return StatusLine.of(registry.get().states());
  }
}
