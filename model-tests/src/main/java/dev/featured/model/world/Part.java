package dev.featured.model.world;

import java.util.function.Function;

/**
 * One part of every world, declared in {@link Parts} and nowhere else. Its values are immutable:
 * records, enums, collections, and arrays that nobody writes to.
 *
 * @param index its place among the parts
 * @param name what it is called
 * @param seed of the fingerprints of its values
 * @param ofDaemon whether it begins anew with each daemon
 * @param first its value when a world, or a daemon, begins
 * @param identities the identities of registrations and operations in it
 */
record Part<T>(
    int index,
    String name,
    long seed,
    boolean ofDaemon,
    Function<Setting, T> first,
    Identities<T> identities) {

  /**
   * A value of a part, with what has to be known of it again and again.
   *
   * @param value the value
   * @param print its share of a world's fingerprint
   * @param ids its identities, as bits
   */
  record Kept<T>(T value, long print, long ids) {}

  Kept<T> kept(T value) {
    return new Kept<>(value, Fingerprint.of(seed, value), identities.in(value));
  }

  /** The first value of a setting. */
  Kept<T> begin(Setting setting) {
    return kept(first.apply(setting));
  }

  /** The same value with new identities, where these are the ones that anybody knows. */
  @SuppressWarnings("unchecked") // it is one of its own
  Kept<T> renumbered(Kept<?> kept, long alive) {
    T value = ((Kept<T>) kept).value();
    return kept(identities.renumbered(value, Identities.renumbering(alive)));
  }

  /** A bit for each part. */
  long bit() {
    return 1L << index;
  }

  @Override
  public String toString() {
    return name;
  }
}
