package dev.featured.engine.core;

import java.util.function.LongUnaryOperator;

/**
 * A value that shows all that it remembers, so that whoever searches through many can make a key of
 * it, and that can be given other identities.
 *
 * @param <T> itself
 */
public interface Remembered<T> {
  /** Shows everything, identities as such. */
  void accept(RegistryVisitor visitor);

  /**
   * The same with other identities. What it does from then on is the same, but for the identities,
   * as long as their order is the same.
   *
   * @param newId the new identity for an old one; growing
   */
  T renumbered(LongUnaryOperator newId);
}
