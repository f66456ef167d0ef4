package dev.featured.model.world;

import java.util.function.Function;
import java.util.function.LongUnaryOperator;

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

  T renumbered(T value, LongUnaryOperator newId) {
    return identities.renumbered(value, newId);
  }

  @Override
  public String toString() {
    return name;
  }
}
