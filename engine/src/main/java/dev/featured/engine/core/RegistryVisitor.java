package dev.featured.engine.core;

/**
 * Is shown everything that a {@link FeatureRegistry} remembers, in a fixed order. Two registries of
 * the same lifecycle are equal if and only if they show the same; so whoever searches through many
 * registries can make a key of what is shown.
 */
public interface RegistryVisitor {
  /**
   * The identity of a registration or an operation; only the order of identities means anything.
   */
  void id(long id);

  /** A number, or the position of one of a few constants. */
  void number(long number);

  /** An immutable value with a meaningful {@code equals}. */
  void value(Object value);
}
