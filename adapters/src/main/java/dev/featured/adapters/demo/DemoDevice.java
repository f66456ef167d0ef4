package dev.featured.adapters.demo;

import java.util.Locale;

/** The switches that the demo can be. */
public enum DemoDevice {
  /** A top-of-rack switch. */
  TOR("a top-of-rack switch"),
  /** A spine switch with MACsec and an external gearbox. */
  SPINE("a spine switch"),
  /** One of two top-of-rack switches that servers are connected to both of. */
  DUALTOR("one of a pair of top-of-rack switches");

  private final String description;

  DemoDevice(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  /** The name as it stands on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
