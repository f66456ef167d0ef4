package dev.featured.model.world;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;

/** Sets of properties as bits of a number, which is how a search carries them. */
public final class Properties {
  /** All of them. */
  public static final ImmutableSet<Property> ALL = ImmutableSet.copyOf(Property.values());

  private Properties() {}

  /** The bits of these. */
  public static long bits(Iterable<Property> properties) {
    long bits = 0;
    for (Property property : properties) {
      bits |= Draft.bit(property);
    }
    return bits;
  }

  /** The properties of these bits. */
  public static ImmutableSet<Property> of(long bits) {
    return Arrays.stream(Property.values())
        .filter(property -> (bits & Draft.bit(property)) != 0)
        .collect(ImmutableSet.toImmutableSet());
  }
}
