package dev.featured.adapters.daemon;

import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;
import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;
import static java.util.Comparator.naturalOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.featured.engine.core.Congestion;
import dev.featured.engine.core.OperationId;
import dev.featured.engine.feature.FeatureName;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CongestionLogTest {
  private static final ImmutableMap<String, Long> STUCK = ImmutableMap.of("bgp", 7L, "swss", 9L);

  private final LogLines lines = new LogLines();
  private final CongestionLog log = new CongestionLog();

  @AfterEach
  void stopListening() {
    lines.close();
  }

  private void look(ImmutableMap<String, Long> holders, String... waiting) {
    log.look(
        new Congestion(
            holders.entrySet().stream()
                .collect(
                    toImmutableSortedMap(
                        naturalOrder(),
                        holder -> new FeatureName(holder.getKey()),
                        holder -> new OperationId(holder.getValue()))),
            Stream.of(waiting)
                .map(FeatureName::new)
                .collect(toImmutableSortedSet(naturalOrder()))));
  }

  @Test
  void itIsSaidOnceWhoWaitsForWhom() {
    look(STUCK, "lldp", "snmp");
    assertThat(lines.complaints()).isEmpty();

    look(STUCK, "lldp", "snmp");
    look(STUCK, "lldp", "snmp", "teamd");

    assertThat(lines.complaints())
        .containsExactly(
            "lldp, snmp wait: --parallel allows 2 operations at a time, and these do not end: bgp,"
                + " swss");
  }

  @Test
  void ofManyWhoWaitTheFirstTwentyAreNamed() {
    String[] many =
        IntStream.rangeClosed(1, 23).mapToObj("f%02d"::formatted).toArray(String[]::new);

    look(STUCK, many);
    look(STUCK, many);

    assertThat(lines.complaints())
        .singleElement()
        .asString()
        .contains("f19, f20 and 3 more wait:")
        .doesNotContain("f21");
  }

  @Test
  void aBusyTimeInWhichPlacesComeFreeIsNotWorthALine() {
    for (long operation = 1; operation < 10; operation++) {
      look(ImmutableMap.of("bgp", 7L, "swss", operation), "lldp");
    }

    assertThat(lines.complaints()).isEmpty();
  }

  @Test
  void allPlacesTakenAndNobodyWaitingIsNotWorthALine() {
    look(STUCK);
    look(STUCK);

    assertThat(lines.complaints()).isEmpty();
  }

  @Test
  void itIsSaidAgainWhenItHappensAgain() {
    look(STUCK, "lldp");
    look(STUCK, "lldp");
    look(STUCK);
    look(STUCK, "lldp");
    look(STUCK, "lldp");

    assertThat(lines.complaints()).hasSize(2);
  }
}
