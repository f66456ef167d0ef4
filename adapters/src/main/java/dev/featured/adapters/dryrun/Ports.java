package dev.featured.adapters.dryrun;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.Event.PortsReady.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the core would have been told of the ports and of a warm boot, in that order. */
final class Ports {
  private final Ticker ticker;
  private final long begun;
  private final Duration limit;
  private final List<Event> events = new ArrayList<>();
  private boolean bootLookedAt;

  /**
   * Nothing is known yet.
   *
   * @param limit how long delayed features wait at most
   */
  Ports(Ticker ticker, Duration limit) {
    this.ticker = ticker;
    this.begun = ticker.read();
    this.limit = limit;
  }

  /** What the switch says now. */
  void seen(boolean warmBoot, boolean initialised) {
    Event bootFound = new Event.WarmBootFound();
    if (!bootLookedAt && warmBoot) {
      events.add(bootFound);
    }
    bootLookedAt = true;
    if (!warmBoot && events.contains(bootFound)) {
      once(Reason.WARM_BOOT_FINISHED);
    }
    if (initialised) {
      once(Reason.PORT_INIT_DONE);
    }
    if (ticker.read() - begun >= limit.toNanos()) {
      once(Reason.TIME_LIMIT);
    }
  }

  private void once(Reason reason) {
    Event event = new Event.PortsReady(reason);
    if (!events.contains(event)) {
      events.add(event);
    }
  }

  ImmutableList<Event> events() {
    return ImmutableList.copyOf(events);
  }
}
