package dev.featured.model.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import org.junit.jupiter.api.Test;

/** Values that are equal are one to the search, and others are not. */
class FingerprintTest {
  private static long of(Object value) {
    return Fingerprint.of(value);
  }

  @Test
  void equalCollectionsOfDifferentClassesAreOne() {
    assertThat(of(ImmutableList.of("b", "a").subList(1, 2)))
        .isEqualTo(of(ImmutableList.of("a")))
        .isEqualTo(of(ImmutableList.copyOf(new String[] {"a"})));
    assertThat(of(ImmutableSortedSet.of("a"))).isEqualTo(of(ImmutableSet.of("a")));
    assertThat(of(ImmutableSortedMap.of("a", 1))).isEqualTo(of(ImmutableMap.of("a", 1)));
  }

  @Test
  void whatIsNotEqualIsNotOne() {
    assertThat(of(ImmutableList.of("a"))).isNotEqualTo(of(ImmutableSet.of("a")));
    assertThat(of(ImmutableList.of("a"))).isNotEqualTo(of(ImmutableList.of("b")));
    assertThat(of(1)).isNotEqualTo(of(2)).isNotEqualTo(of("1"));
  }
}
