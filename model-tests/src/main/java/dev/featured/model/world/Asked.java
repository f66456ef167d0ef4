package dev.featured.model.world;

/** How far the request has come that an operator left last. */
enum Asked {
  /** Nobody has asked for anything. */
  NOTHING,
  /** It is written, in the step that wrote the row. */
  WRITTEN,
  /** The row has been read since. */
  READ;

  Asked read() {
    return this == WRITTEN ? READ : this;
  }
}
