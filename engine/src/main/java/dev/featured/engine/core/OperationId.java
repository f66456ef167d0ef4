package dev.featured.engine.core;

/**
 * The identity of one operation on a feature's units.
 *
 * @param value unique within a run of the daemon
 */
public record OperationId(long value) {
  @Override
  public String toString() {
    return "o" + value;
  }
}
