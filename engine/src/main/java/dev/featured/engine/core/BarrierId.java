package dev.featured.engine.core;

import java.util.function.LongUnaryOperator;

/**
 * The identity of a barrier: a message of the daemon to itself, through Redis and behind all
 * notifications that Redis has sent before it.
 *
 * @param value unique within a run of the daemon among the barriers of one Redis: the host's are
 *     numbered by the core, a namespace's by its desk
 */
public record BarrierId(long value) {
  /** The same with another identity; see {@link FeatureRegistry#renumbered}. */
  public BarrierId renumbered(LongUnaryOperator newId) {
    return new BarrierId(newId.applyAsLong(value));
  }

  @Override
  public String toString() {
    return "b" + value;
  }
}
