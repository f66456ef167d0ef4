package dev.featured.model.world;

/** Who takes part in what happens, in the order in which pictures show them. */
public enum Party {
  /** The package manager. */
  PACKAGE_MANAGER("package manager"),
  /** Whoever types commands, a reload of the configuration included. */
  OPERATOR("operator"),
  /** Any other program that writes to the databases. */
  WRITER("another writer"),
  /** CONFIG_DB. */
  CONFIG_DB("CONFIG_DB"),
  /** The daemon. */
  FEATURED("featured"),
  /** systemd, its unit files included. */
  SYSTEMD("systemd"),
  /** STATE_DB. */
  STATE_DB("STATE_DB"),
  /** APPL_DB, which tells of the ports. */
  APPL_DB("APPL_DB");

  private final String text;

  Party(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
