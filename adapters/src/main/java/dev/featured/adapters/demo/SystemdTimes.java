package dev.featured.adapters.demo;

import java.time.Duration;

/** How long the simulated systemd takes. */
interface SystemdTimes {
  /** How long a unit starts. */
  Duration start(String unit);

  /** How long a call takes besides that. */
  Duration call(String verb);
}
