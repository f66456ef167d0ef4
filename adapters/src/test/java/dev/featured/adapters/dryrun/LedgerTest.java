package dev.featured.adapters.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What has lasted is told, each once; the other daemon's work is not. */
class LedgerTest {
  private static final Difference START = new Difference("start bgp", "it does not run");
  private static final Difference PUBLISH = new Difference("publish enabled", "nothing is said");
  private static final Judgement NOTHING = new Judgement.Compared(ImmutableList.of());
  private static final Judgement CHANGING = new Judgement.TooEarly("bgp is activating");

  private long now;
  private final Told told = new Told();
  private final Ledger ledger =
      new Ledger(
          new Ticker() {
            @Override
            public long read() {
              return now;
            }
          },
          Duration.ofSeconds(30),
          told);

  private static Judgement differs(Difference... differences) {
    return new Judgement.Compared(ImmutableList.copyOf(differences));
  }

  private void pass(long seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }

  /** Until it counts. */
  private void stays(Judgement judgement) {
    ledger.saw("bgp", judgement);
    pass(30);
    ledger.saw("bgp", judgement);
  }

  @Test
  void aDifferenceIsToldOnceAfterItHasLasted() {
    ledger.saw("bgp", differs(START));
    pass(29);
    ledger.saw("bgp", differs(START));
    assertThat(told.lines()).isEmpty();
    assertThat(ledger.nextDue()).contains(Duration.ofSeconds(1));

    pass(1);
    assertThat(ledger.due()).containsExactly("bgp");
    ledger.saw("bgp", differs(START));
    assertThat(told.lines()).containsExactly("bgp: would start bgp: it does not run");
    assertThat(ledger.nextDue()).isEmpty();

    pass(100);
    ledger.saw("bgp", differs(START));
    assertThat(told.lines()).hasSize(1);
  }

  @Test
  void whatIsGoneBeforeThatIsNotTold() {
    ledger.saw("bgp", differs(START));
    pass(20);
    stays(NOTHING);
    ledger.saw("bgp", differs(START));
    pass(29);

    ledger.saw("bgp", differs(START));
    assertThat(told.lines()).isEmpty();
  }

  @Test
  void aWriteBeginsTheWaitAnew() {
    ledger.saw("bgp", differs(START));
    pass(29);
    ledger.disturbed("bgp");
    assertThat(ledger.due()).containsExactly("bgp");
    ledger.saw("bgp", differs(START));
    pass(29);
    ledger.saw("bgp", differs(START));
    assertThat(told.lines()).isEmpty();

    pass(1);
    ledger.saw("bgp", differs(START));
    assertThat(told.lines()).hasSize(1);
  }

  @Test
  void agreementIsToldOnceAfterADifferenceAndNotWithoutOne() {
    stays(NOTHING);
    assertThat(told.lines()).isEmpty();
    stays(differs(START));
    stays(NOTHING);
    stays(NOTHING);

    assertThat(told.lines())
        .containsExactly("bgp: would start bgp: it does not run", "bgp: agrees");
  }

  @Test
  void aDifferenceThatComesToAnotherOneIsToldAlone() {
    stays(differs(START));
    stays(differs(START, PUBLISH));
    stays(differs(START));

    assertThat(told.lines())
        .containsExactly(
            "bgp: would start bgp: it does not run", "bgp: would publish enabled: nothing is said");
  }

  @Test
  void whileAUnitChangesNothingIsTold() {
    ledger.saw("bgp", differs(START));
    pass(30);
    ledger.saw("bgp", CHANGING);
    pass(30);
    ledger.saw("bgp", CHANGING);
    pass(30);
    assertThat(ledger.due()).containsExactly("bgp");
    ledger.saw("bgp", differs(START));

    assertThat(told.lines()).isEmpty();
    ledger.saw("bgp", CHANGING);
    assertThat(ledger.summary().undecided()).containsEntry("bgp", "bgp is activating");
  }

  @Test
  void whatIsGoneDiffersNoMore() {
    stays(differs(START));
    ledger.gone("bgp");
    ledger.gone("bgp");

    assertThat(told.lines()).endsWith("bgp: agrees").hasSize(2);
    assertThat(ledger.followed()).isEmpty();
  }

  @Test
  void theSummaryCountsEach() {
    stays(differs(START));
    ledger.saw("lldp", NOTHING);
    ledger.saw("snmp", NOTHING);
    pass(30);
    ledger.saw("snmp", NOTHING);

    Summary summary = ledger.summary();

    assertThat(summary).hasToString("followed 3: 1 agree, 1 differ, 1 undecided");
    assertThat(summary.differing()).containsEntry("bgp", ImmutableList.of(START));
    assertThat(summary.undecided())
        .containsEntry("lldp", "it has not been the same for long enough");
  }

  @Test
  void withoutASettleTimeTheFirstLookCountsAndAChangingUnitIsNotLookedAtAllTheTime() {
    Ledger hasty = new Ledger(Ticker.systemTicker(), Duration.ZERO, told);
    hasty.saw("bgp", differs(START));
    hasty.saw("lldp", CHANGING);

    assertThat(told.lines()).hasSize(1);
    assertThat(hasty.due()).isEmpty();
  }
}
