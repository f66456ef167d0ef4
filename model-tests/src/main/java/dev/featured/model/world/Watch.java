package dev.featured.model.world;

/**
 * The row that a connection of the daemon's watches, and whether somebody has touched it since.
 *
 * @param feature whose row; -1 for none
 * @param touched whether it was written, or went, since it is watched
 */
record Watch(int feature, boolean touched) {
  static final Watch NONE = new Watch(-1, false);

  static Watch of(int feature) {
    return new Watch(feature, false);
  }
}
