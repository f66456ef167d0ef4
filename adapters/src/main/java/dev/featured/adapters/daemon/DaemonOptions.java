package dev.featured.adapters.daemon;

import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What an operator can set of the daemon.
 *
 * @param parallel how many operations on units may be at work at once
 * @param exclude names of features that are left alone
 * @param resync how often all rows are compared with what is known of them
 * @param portInitTimeout how long after the start delayed features wait for the ports at most
 * @param grace how long operations that are at work get to end when the daemon is stopped
 * @param root the folder under which the switch's files lie; {@code /} on a switch
 */
public record DaemonOptions(
    int parallel,
    ImmutableSet<String> exclude,
    Duration resync,
    Duration portInitTimeout,
    Duration grace,
    Path root) {
  /** What a switch runs with when nobody says otherwise. */
  public static final DaemonOptions DEFAULT =
      new DaemonOptions(
          16,
          ImmutableSet.of("telemetry", "frr_bmp"),
          Duration.ofSeconds(60),
          Duration.ofSeconds(180),
          Duration.ofSeconds(10),
          Path.of("/"));
}
