package dev.featured.engine.lifecycle;

import com.google.common.collect.ImmutableList;
import java.util.Locale;

/**
 * All that a guard may look at. There are few enough of them to try every one.
 *
 * <p>Instances are shared; {@link #of} allocates nothing.
 */
public final class Facts {
  /** Where the newest row points. */
  public enum Direction {
    /** It wants the units to run, and they may be started now. */
    START,
    /** It wants the units to run, and the start must wait for the ports. */
    WAIT,
    /** It wants the units not to run. */
    STOP,
    /** It cannot be understood. */
    UNCLEAR
  }

  /** How the newest row compares with what the last operation was for. */
  public enum Agreement {
    /** It wants exactly that. */
    SAME,
    /** It wants that, but another auto-restart. */
    OTHER_RESTART,
    /** It wants something else, or there was no operation. */
    DIFFERENT
  }

  private static final Direction[] DIRECTIONS = Direction.values();
  private static final Agreement[] AGREEMENTS = Agreement.values();
  private static final Facts[] ALL = new Facts[DIRECTIONS.length * AGREEMENTS.length * 16];

  static {
    for (Direction direction : DIRECTIONS) {
      for (Agreement agreement : AGREEMENTS) {
        for (int bits = 0; bits < 16; bits++) {
          Facts facts = new Facts(direction, agreement, bits);
          ALL[facts.index] = facts;
        }
      }
    }
  }

  private final Direction direction;
  private final Agreement agreement;
  private final int bits;
  private final int index;

  private Facts(Direction direction, Agreement agreement, int bits) {
    this.direction = direction;
    this.agreement = agreement;
    this.bits = bits;
    this.index = index(direction, agreement, bits);
  }

  // An index into an array of this process; it is never stored.
  @SuppressWarnings("EnumOrdinal")
  private static int index(Direction direction, Agreement agreement, int bits) {
    return (direction.ordinal() * AGREEMENTS.length + agreement.ordinal()) * 16 + bits;
  }

  /**
   * The facts of one step.
   *
   * @param direction where the newest row points
   * @param agreement how that compares with what the last operation was for
   * @param delayed whether the newest row wants a delayed start
   * @param begun whether the operation that is waited for has begun
   * @param fresh whether somebody has just written the row; not so in the steady comparison
   * @param owesStop whether units that nobody wants any more have been started
   */
  public static Facts of(
      Direction direction,
      Agreement agreement,
      boolean delayed,
      boolean begun,
      boolean fresh,
      boolean owesStop) {
    int bits = (delayed ? 1 : 0) | (begun ? 2 : 0) | (fresh ? 4 : 0) | (owesStop ? 8 : 0);
    return ALL[index(direction, agreement, bits)];
  }

  /** Every combination. */
  public static ImmutableList<Facts> all() {
    return ImmutableList.copyOf(ALL);
  }

  /**
   * Whether these can be the facts when that trigger comes: a row that wants to run points there.
   */
  public boolean possibleOn(Trigger trigger) {
    return switch (trigger) {
      case ROW_WANTS_ENABLED -> wantsEnabled();
      case ROW_WANTS_DISABLED -> direction == Direction.STOP;
      case ROW_UNUSABLE -> direction == Direction.UNCLEAR;
      case ROW_DELETED, PORTS_READY, OPERATION_SUCCEEDED, OPERATION_FAILED -> true;
    };
  }

  Direction direction() {
    return direction;
  }

  Agreement agreement() {
    return agreement;
  }

  boolean wantsEnabled() {
    return direction == Direction.START || direction == Direction.WAIT;
  }

  boolean delayed() {
    return (bits & 1) != 0;
  }

  boolean begun() {
    return (bits & 2) != 0;
  }

  boolean fresh() {
    return (bits & 4) != 0;
  }

  boolean owesStop() {
    return (bits & 8) != 0;
  }

  int index() {
    return index;
  }

  static int count() {
    return ALL.length;
  }

  @Override
  public String toString() {
    return "direction="
        + direction.name().toLowerCase(Locale.ROOT)
        + " agreement="
        + agreement.name().toLowerCase(Locale.ROOT)
        + " delayed="
        + delayed()
        + " begun="
        + begun()
        + " fresh="
        + fresh()
        + " owes-stop="
        + owesStop();
  }
}
