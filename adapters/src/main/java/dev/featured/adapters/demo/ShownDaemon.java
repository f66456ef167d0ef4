package dev.featured.adapters.demo;

import com.google.common.collect.ImmutableMap;
import dev.featured.adapters.daemon.DaemonOptions;
import dev.featured.adapters.daemon.FeaturedDaemon;
import dev.featured.adapters.redis.DatabaseConfig;
import dev.featured.adapters.redis.DatabaseConfigException;
import dev.featured.adapters.redis.DatabaseGlobal;
import dev.featured.adapters.systemd.Systemctl;
import dev.featured.engine.core.Taken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The daemon itself, as {@code featured run} runs it, with the demo's world for a switch. */
final class ShownDaemon implements DemoDaemon {
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration ENDING = Duration.ofSeconds(10);

  private final FeaturedDaemon daemon;

  private ShownDaemon(FeaturedDaemon daemon) {
    this.daemon = daemon;
  }

  static ShownDaemon start(Path databaseConfig, Path disk, Systemctl systemctl, DemoView view)
      throws IOException {
    DaemonOptions usual = DaemonOptions.DEFAULT;
    DaemonOptions options =
        new DaemonOptions(
            usual.parallel(),
            usual.exclude(),
            usual.resync(),
            usual.portInitTimeout(),
            GRACE,
            disk);
    try {
      FeaturedDaemon daemon =
          FeaturedDaemon.create(
              options,
              DatabaseGlobal.of(DatabaseConfig.read(databaseConfig)),
              systemctl,
              ImmutableMap.of(),
              taken -> show(taken, view));
      daemon.startAsync().awaitRunning();
      return new ShownDaemon(daemon);
    } catch (DatabaseConfigException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Ends the daemon and waits until it has ended.
   *
   * @throws IllegalStateException if the daemon has failed, or does not end
   */
  @Override
  public void close() {
    try {
      daemon.stopAsync().awaitTerminated(ENDING.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the daemon does not end", e);
    }
  }

  private static void show(Taken taken, DemoView view) {
    if (taken.from() != taken.to()) {
      String detail = taken.detail().lines().findFirst().map(line -> ": " + line).orElse("");
      view.moved(
          taken.name().value(),
          taken.from().toString(),
          taken.to().toString(),
          taken.trigger() + detail);
    }
  }
}
