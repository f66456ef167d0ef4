package dev.featured.adapters.demo;

import dev.featured.adapters.systemd.Systemctl;
import java.io.IOException;
import java.nio.file.Path;

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
     * @param databaseConfig says where the databases are
     * @param disk the folder under which the switch's files lie
     * @param systemctl what it starts and stops units with
     * @param view what it tells of every move of a feature
     * @throws IOException if it cannot be started
     */
    DemoDaemon start(Path databaseConfig, Path disk, Systemctl systemctl, DemoView view)
        throws IOException;
  }
}
