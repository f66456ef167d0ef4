package dev.featured.engine.core;

import java.util.function.LongUnaryOperator;

/**
 * The identity of one operation on a feature's units.
 *
 * @param value unique within a run of the daemon
 */
public record OperationId(long value) {
  OperationId renumbered(LongUnaryOperator newId) {
    return new OperationId(newId.applyAsLong(value));
  }

  @Override
  public String toString() {
    return "o" + value;
  }
}
