package dev.featured.adapters.daemon;

import dev.featured.engine.core.Taken;

/** Watches the daemon's transitions, on the event loop's thread; must be quick. */
@FunctionalInterface
public interface TransitionObserver {
  /** A registration has taken a transition. */
  void taken(Taken taken);
}
