package dev.featured.engine.core;

/**
 * The one reload of systemd that there is at a time. Which operations need it is on their lanes.
 *
 * @param underWay whether it has begun and not ended
 * @param reminderComes whether somebody will say when the next one has waited enough
 */
record Reload(boolean underWay, boolean reminderComes) {
  static final Reload NONE = new Reload(false, false);

  Reload begin() {
    return new Reload(true, reminderComes);
  }

  Reload end() {
    return new Reload(false, reminderComes);
  }

  Reload reminder(boolean comes) {
    return new Reload(underWay, comes);
  }
}
