package dev.featured.adapters.demo;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.featured.adapters.demo.clients.ConfigLoader;
import dev.featured.adapters.demo.clients.FeatureTables;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.UnitName;
import java.time.Duration;

/** Boots the demo's switch: its configuration comes, then its ports, and its features start. */
final class SwitchBoot {
  private static final Duration BEFORE_CONFIGURATION = Duration.ofMillis(300);
  private static final Duration FROM_SYNCD_TO_PORTS = Duration.ofMillis(300);
  private static final Duration FRAME = Duration.ofMillis(50);

  /** What the daemon leaves alone unless it is told otherwise (SPEC section 2). */
  private static final ImmutableSet<String> LEFT_ALONE = ImmutableSet.of("telemetry", "frr_bmp");

  private static final UnitName SWSS = UnitName.global(new FeatureName("swss"));
  private static final UnitName SYNCD = UnitName.global(new FeatureName("syncd"));

  private final World world;
  private final ImmutableSet<String> features;
  private final SwitchConfiguration configuration;
  private final Pause pause;
  private final DemoView view;

  SwitchBoot(World world, SwitchConfiguration configuration, Pause pause, DemoView view) {
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
   * Boots, and waits until all features are where their rows want them or the time is over. The
   * daemon runs already and waits.
   */
  void boot(Duration limit) throws InterruptedException {
    Stopwatch booting = Stopwatch.createStarted();
    pause.await(BEFORE_CONFIGURATION);
    ConfigLoader loader = new ConfigLoader(world.socket());
    loader.load(configuration.hashes());
    view.phase("the configuration is there");
    boolean ports = false;
    while (!convergence().complete() && booting.elapsed().compareTo(limit) < 0) {
      if (!ports && world.systemd().active(SWSS) && world.systemd().active(SYNCD)) {
        pause.await(FROM_SYNCD_TO_PORTS);
        loader.portInitDone();
        view.phase("the ports are there: delayed features may start");
        ports = true;
      }
      pause.await(FRAME);
      view.tick();
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
}
