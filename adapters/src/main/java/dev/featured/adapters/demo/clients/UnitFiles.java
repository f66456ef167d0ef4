package dev.featured.adapters.demo.clients;

import dev.featured.engine.feature.UnitName;

/** The unit files on the disk, as the package manager puts them there and takes them away. */
public interface UnitFiles {
  /** Puts a unit file there and lets systemd read it. */
  void install(UnitName unit);

  /** Takes a unit file away and lets systemd notice. */
  void remove(UnitName unit);
}
