package dev.featured.adapters.operator;

import java.util.Optional;

/**
 * Something that is not as it should be.
 *
 * @param kind what kind of thing
 * @param about the feature, or the file
 * @param problem one line that says what is wrong
 * @param repair what would put it right; empty if only the operator can
 */
public record Finding(Kind kind, String about, String problem, Optional<Repair> repair) {
  /** The kinds there are. */
  public enum Kind {
    /** A row of CONFIG_DB that an older daemon revived. */
    TRACE,
    /** What STATE_DB says of a feature that has no row. */
    ORPHAN,
    /** A unit that is not as its feature's row wants it. */
    UNIT,
    /** A template that was never replaced by what it comes to. */
    TEMPLATE,
    /** A drop-in of a feature that has no row. */
    DROP_IN
  }

  /**
   * What would put it right.
   *
   * @param does what it does, in the imperative
   * @param attempt does it, if it is still to be done
   */
  public record Repair(String does, Attempt attempt) {}

  /** One try. */
  @FunctionalInterface
  public interface Attempt {
    /**
     * Does it.
     *
     * @return why it was not done; empty if it was
     */
    Optional<String> carryOut() throws InterruptedException;
  }
}
