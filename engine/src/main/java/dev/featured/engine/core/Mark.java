package dev.featured.engine.core;

/** Why a row has to be read; a stronger reason takes the place of a weaker one. */
enum Mark {
  /** It need not. */
  CLEAN,
  /** It, or what was published of it, may have changed. */
  LOOK,
  /** Somebody wrote it. */
  WRITTEN,
  /** It was deleted; whatever is there now is another registration's row. */
  DELETED;

  Mark and(Mark other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
