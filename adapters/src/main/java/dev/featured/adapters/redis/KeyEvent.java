package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableSet;

/** What a keyspace notification means for the key that it names. */
enum KeyEvent {
  /** The key has, or may have, another content. */
  WRITTEN,
  /** Something of its content went, which may have been the last of it: that is announced next. */
  REDUCED,
  /** The key is not there any more. */
  GONE,
  /** Nothing that the daemon cares about. */
  NOTHING;

  private static final ImmutableSet<String> GOING =
      ImmutableSet.of("del", "expired", "evicted", "rename_from", "move_from");

  private static final ImmutableSet<String> REDUCING = ImmutableSet.of("hdel", "hexpired");

  /**
   * A time to live is no content. And {@code keymiss} is announced when somebody reads a key that
   * is missing: to answer that with a read would go on for ever.
   */
  private static final ImmutableSet<String> IDLE =
      ImmutableSet.of("keymiss", "expire", "persist", "hexpire", "hpersist");

  static KeyEvent of(String event) {
    if (GOING.contains(event)) {
      return GONE;
    }
    if (REDUCING.contains(event)) {
      return REDUCED;
    }
    return IDLE.contains(event) ? NOTHING : WRITTEN;
  }
}
