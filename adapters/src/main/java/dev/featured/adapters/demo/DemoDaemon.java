package dev.featured.adapters.demo;

import com.google.common.collect.ImmutableSet;
import dev.featured.adapters.systemd.Systemctl;
import dev.featured.engine.feature.FeatureName;
import java.io.IOException;

/** The daemon that the demo shows, while it runs. */
interface DemoDaemon extends AutoCloseable {
  /** Tells the daemon to end and waits until it has. */
  @Override
  void close();

  /** How the daemon comes to run. */
  @FunctionalInterface
  interface Starter {
    /**
     * Starts it; it waits for the configuration by itself.
     *
     * @param redis the Redis and its layout; the daemon may write into its folder
     * @param systemctl what it starts and stops units with
     * @param view what it tells of every move of the features that are shown
     * @param shown the features that are shown; those of the races are not
     * @throws IOException if it cannot be started
     */
    DemoDaemon start(
        EmbeddedRedis redis, Systemctl systemctl, DemoView view, ImmutableSet<FeatureName> shown)
        throws IOException;
  }
}
