package dev.featured.engine.store;

import dev.featured.engine.core.RegistryVisitor;

/**
 * What is known of the configuration and of the boot.
 *
 * @param configured whether the configuration has been loaded since the start, be it gone again by
 *     now: from then on nothing that is heard is left unheeded
 * @param loaded whether it is loaded, as far as is known: only then may rows be looked at
 * @param boot what is known of the warm or fast boot that the daemon may have come up in
 * @param ports whether PortInitDone has been there since notifications of it are heard
 */
record Known(boolean configured, boolean loaded, Boot boot, boolean ports) {
  /** A boot; only the one that the daemon came up in counts, a flag set later is the next one's. */
  enum Boot {
    UNKNOWN,
    IN_PROGRESS,
    OVER
  }

  static final Known NOTHING = new Known(false, false, Boot.UNKNOWN, false);

  void accept(RegistryVisitor visitor) {
    visitor.number(
        (configured ? 1 : 0)
            + (loaded ? 2 : 0)
            + (ports ? 4 : 0)
            + (boot == Boot.UNKNOWN ? 0 : boot == Boot.IN_PROGRESS ? 8 : 16));
  }

  Known loaded(boolean now) {
    return new Known(configured || now, now, boot, ports);
  }

  Known boot(Boot now) {
    return new Known(configured, loaded, now, ports);
  }

  Known ports(boolean now) {
    return new Known(configured, loaded, boot, now);
  }
}
