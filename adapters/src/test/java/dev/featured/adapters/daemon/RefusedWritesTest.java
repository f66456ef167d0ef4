package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import dev.featured.adapters.log.TroubleLog;
import dev.featured.adapters.redis.Backoff;
import dev.featured.engine.feature.FeatureName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The writes that Redis refuses for now. */
class RefusedWritesTest {
  private static final FeatureName BGP = new FeatureName("bgp");
  private static final FeatureName LLDP = new FeatureName("lldp");
  private static final FeatureName SNMP = new FeatureName("snmp");

  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final RefusedWrites writes =
      new RefusedWrites(
          new Backoff(new Random(1)),
          (pause, retry) -> pauses.add(pause),
          () -> {},
          new TroubleLog(Ticker.systemTicker(), lines::add, () -> lines.add("over")));

  private static StoreTask write(FeatureName name) {
    return new StoreTask.Forget(name);
  }

  private void refused(FeatureName name) {
    writes.refused(name, write(name), "READONLY");
  }

  @Test
  void oneOfThemIsTriedAtATimeEachInItsTurnWithPausesThatGrowToOneSecond() {
    refused(BGP);
    refused(LLDP);
    refused(SNMP);
    assertThat(pauses).as("one retry for all").hasSize(1);

    List<FeatureName> tried = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      StoreTask.Forget next = (StoreTask.Forget) writes.oneToTry().orElseThrow();
      tried.add(next.name());
      refused(next.name());
    }

    assertThat(tried).containsExactly(BGP, LLDP, SNMP, BGP, LLDP, SNMP, BGP, LLDP, SNMP);
    assertThat(pauses).hasSize(10);
    assertThat(pauses.get(0)).isLessThanOrEqualTo(Duration.ofMillis(50));
    assertThat(pauses.get(9)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(lines).containsExactly("READONLY");
  }

  @Test
  void whenOneIsRefusedNoMoreAllOthersAreTriedAtOnce() {
    refused(BGP);
    refused(LLDP);
    refused(SNMP);

    assertThat(writes.notRefused(LLDP)).containsExactly(write(BGP), write(SNMP));
    assertThat(lines).containsExactly("READONLY");
    assertThat(writes.notRefused(BGP)).containsExactly(write(SNMP));
    assertThat(writes.notRefused(SNMP)).isEmpty();

    assertThat(lines).containsExactly("READONLY", "over");
    assertThat(writes.oneToTry()).isEmpty();
    assertThat(pauses).as("no retry comes any more").hasSize(1);
  }

  @Test
  void aWriteThatNeverWasRefusedIsNoReasonToTryTheOthers() {
    refused(BGP);

    assertThat(writes.notRefused(LLDP)).isEmpty();
    assertThat(lines).containsExactly("READONLY");
  }

  @Test
  void whatWasTriedAndNotRefusedAgainIsNotTriedForEver() {
    refused(BGP);
    refused(LLDP);
    assertThat(writes.oneToTry()).contains(write(BGP));
    assertThat(writes.oneToTry()).contains(write(LLDP));
    refused(LLDP);

    assertThat(writes.oneToTry()).contains(write(LLDP));
    assertThat(lines).containsExactly("READONLY");
    assertThat(writes.oneToTry()).isEmpty();

    assertThat(lines).containsExactly("READONLY", "over");
    int retries = pauses.size();
    refused(SNMP);
    assertThat(pauses).hasSize(retries + 1);
  }

  @Test
  void ofOneFeatureOnlyTheNewestIsTried() {
    refused(BGP);
    writes.refused(BGP, new StoreTask.Compare(true), "READONLY");

    assertThat(writes.oneToTry()).contains(new StoreTask.Compare(true));
    assertThat(writes.notRefused(BGP)).isEmpty();
    assertThat(lines).containsExactly("READONLY", "over");
  }
}
