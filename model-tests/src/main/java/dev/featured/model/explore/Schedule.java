package dev.featured.model.explore;

import com.google.common.base.Splitter;
import com.google.common.primitives.ImmutableIntArray;
import java.util.stream.Collectors;

/**
 * What happens, as data: the choices that are made, one after the other. It prints as a string from
 * which it can be read again.
 *
 * @param choices numbers as {@link dev.featured.model.world.Move#choices} gives them
 */
public record Schedule(ImmutableIntArray choices) {
  /** A schedule of these choices. */
  public static Schedule of(int... choices) {
    return new Schedule(ImmutableIntArray.copyOf(choices));
  }

  /**
   * Reads what {@link #toString} has printed.
   *
   * @throws NumberFormatException if that is not what it is
   */
  public static Schedule parse(String text) {
    ImmutableIntArray.Builder choices = ImmutableIntArray.builder();
    for (String choice : Splitter.on('.').omitEmptyStrings().split(text)) {
      choices.add(Integer.parseInt(choice));
    }
    return new Schedule(choices.build());
  }

  /** How many steps it has. */
  public int length() {
    return choices.length();
  }

  @Override
  public String toString() {
    return choices.stream().mapToObj(Integer::toString).collect(Collectors.joining("."));
  }
}
