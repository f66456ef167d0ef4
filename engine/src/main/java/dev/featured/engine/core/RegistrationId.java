package dev.featured.engine.core;

import java.util.function.LongUnaryOperator;

/**
 * The identity of a registration: the life of one row from the daemon's first sight of it to its
 * deletion. A row that comes back is a new registration, however equal its content (SPEC section
 * 6).
 *
 * @param value unique within a run of the daemon
 */
public record RegistrationId(long value) {
  RegistrationId renumbered(LongUnaryOperator newId) {
    return new RegistrationId(newId.applyAsLong(value));
  }

  @Override
  public String toString() {
    return "r" + value;
  }
}
