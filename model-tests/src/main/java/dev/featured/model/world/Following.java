package dev.featured.model.world;

/**
 * What the package manager has written on the host and writes in the namespaces next.
 *
 * @param fields the fields that it sets; none if it deletes the row
 * @param next the namespace that is next; negative if nothing is left to write
 */
record Following(ConfigRow fields, int next) {
  static final Following NOTHING = new Following(ConfigRow.NONE, -1);

  boolean isLeft() {
    return next >= 0;
  }
}
