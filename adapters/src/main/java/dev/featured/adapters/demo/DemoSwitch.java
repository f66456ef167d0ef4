package dev.featured.adapters.demo;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.featured.adapters.demo.clients.ConfigLoader;
import dev.featured.adapters.demo.clients.FeatureTables;
import dev.featured.adapters.demo.clients.Operator;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.UnitName;
import java.time.Duration;

/** The demo's switch as the world around it makes it move: it is booted, and operated. */
final class DemoSwitch {
  private static final Duration BEFORE_CONFIGURATION = Duration.ofMillis(300);
  private static final Duration FROM_SYNCD_TO_PORTS = Duration.ofMillis(300);
  private static final Duration FRAME = Duration.ofMillis(50);

  /** What the daemon leaves alone unless it is told otherwise (SPEC section 2). */
  private static final ImmutableSet<String> LEFT_ALONE = ImmutableSet.of("telemetry", "frr_bmp");

  private static final FeatureName SWSS = new FeatureName("swss");
  private static final FeatureName SYNCD = new FeatureName("syncd");
  private static final FeatureName LLDP = new FeatureName("lldp");

  private final World world;
  private final SwitchConfiguration configuration;
  private final ImmutableSet<String> features;
  private final Pause pause;
  private final DemoView view;

  DemoSwitch(World world, SwitchConfiguration configuration, Pause pause, DemoView view) {
    this.world = world;
    this.configuration = configuration;
    this.features =
        configuration.features().stream()
            .filter(feature -> !LEFT_ALONE.contains(feature))
            .collect(ImmutableSet.toImmutableSet());
    this.pause = pause;
    this.view = view;
  }

  /**
   * Boots: the configuration comes, then, when swss and syncd run, the ports. Returns when all
   * features are where their rows want them, or the time is over. The daemon runs already and
   * waits.
   */
  void boot(Duration limit) throws InterruptedException {
    Stopwatch booting = Stopwatch.createStarted();
    pause.await(BEFORE_CONFIGURATION);
    ConfigLoader loader = new ConfigLoader(world.socket());
    loader.load(configuration.hashes());
    view.phase("the configuration is there");
    while (!(runs(SWSS) && runs(SYNCD)) && booting.elapsed().compareTo(limit) < 0) {
      frame();
    }
    pause.await(FROM_SYNCD_TO_PORTS);
    view.phase("the ports are there: delayed features may start");
    loader.portInitDone();
    awaitConvergence(limit.minus(booting.elapsed()));
  }

  /**
   * An operator switches a feature off and on again, and tries to switch off one that may not be.
   * Returns when all features are where their rows want them, or the time is over.
   */
  void operate(Duration limit) throws InterruptedException {
    Stopwatch operating = Stopwatch.createStarted();
    try (Operator operator = new Operator(world.socket())) {
      view.phase("an operator switches lldp off, and tries the same with swss");
      operator.setState(SWSS, "disabled");
      operator.setState(LLDP, "disabled");
      awaitConvergence(limit);
      view.phase("the operator switches lldp on again");
      operator.setState(LLDP, "enabled");
      awaitConvergence(limit.minus(operating.elapsed()));
    }
  }

  /** How far the switch is now. */
  Convergence convergence() {
    try (FeatureTables tables = new FeatureTables(world.socket())) {
      return Convergence.of(
          Maps.filterKeys(tables.config(), features::contains),
          tables.state(),
          world.systemd()::active);
    }
  }

  private void awaitConvergence(Duration limit) throws InterruptedException {
    Stopwatch waiting = Stopwatch.createStarted();
    while (!convergence().complete() && waiting.elapsed().compareTo(limit) < 0) {
      frame();
    }
  }

  private void frame() throws InterruptedException {
    pause.await(FRAME);
    view.tick();
  }

  private boolean runs(FeatureName feature) {
    return world.systemd().active(UnitName.global(feature));
  }
}
