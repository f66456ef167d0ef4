package dev.featured.engine.core;

import dev.featured.engine.core.Event.PortsReady.Reason;

/** What delayed features wait for (SPEC section 3). */
enum Gate {
  /** The ports are not known to be ready. */
  SHUT,
  /** The daemon came up in a warm or fast boot, which has to finish; the ports are no matter. */
  BOOTING,
  /** They need not wait. */
  OPEN;

  Gate bootFound() {
    return this == SHUT ? BOOTING : this;
  }

  /** Whether the event concerns delayed features at this gate, which is open from then on. */
  boolean heeds(Reason reason) {
    return switch (this) {
      case SHUT -> true;
      case BOOTING -> reason != Reason.PORT_INIT_DONE;
      case OPEN -> reason == Reason.PORT_INIT_DONE;
    };
  }
}
