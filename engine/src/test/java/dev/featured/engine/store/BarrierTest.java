package dev.featured.engine.store;

import static dev.featured.engine.store.Wanted.BGP;
import static dev.featured.engine.store.Wanted.ENABLED;
import static dev.featured.engine.store.Wanted.LLDP;
import static dev.featured.engine.store.Wanted.ROW;
import static dev.featured.engine.store.Wanted.TRACE;
import static dev.featured.engine.store.Wanted.conclude;
import static dev.featured.engine.store.Wanted.forget;
import static dev.featured.engine.store.Wanted.operate;
import static dev.featured.engine.store.Wanted.read;
import static dev.featured.engine.store.Wanted.removeTraceBehind;
import static dev.featured.engine.store.Wanted.settle;
import static dev.featured.engine.store.Wanted.settleBehind;
import static dev.featured.engine.store.Wanted.settling;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.BarrierId;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.store.Reply.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What needs a barrier waits for it, and nothing else does. */
class BarrierTest {
  private static final Call GUARD = new Call.Guard(BGP, ROW, new BarrierId(7));
  private static final Call GUARDED =
      new Call.Guarded(settling(settleBehind(7, BGP)), new BarrierId(7));

  private final AtDesk at = AtDesk.ofLoaded(Servers.ONE);

  private AtDesk waiting() {
    at.tells(settleBehind(7, BGP)).answers(Verdict.STANDS);
    assertThat(at.desk().awaitsBarrier()).isTrue();
    return at;
  }

  @Test
  void aWriteWaitsForItsBarrierAndIsThenCarriedOut() {
    assertThat(at.tells(settleBehind(7, BGP)).call()).isEqualTo(GUARD);
    assertThat(at.answers(Verdict.STANDS).next()).isEmpty();

    assertThat(at.tells(conclude(BGP, 7, true)).call()).isEqualTo(GUARDED);

    at.answers(Verdict.STANDS);
    assertThat(at.events()).hasSize(1).first().isInstanceOf(Event.Settled.class);
    assertThat(at.desk().awaitsBarrier()).isFalse();
  }

  @Test
  void aBarrierMayBeHeardBeforeTheAnswerToTheCallThatSentIt() {
    at.tells(settleBehind(7, BGP));
    assertThat(at.call()).isEqualTo(GUARD);

    at.tells(conclude(BGP, 7, true)).answers(Verdict.STANDS);

    assertThat(at.call()).isEqualTo(GUARDED);
  }

  @Test
  void whatMustNotBeCarriedOutIsGivenUpEarlyOrLate() {
    waiting().tells(conclude(BGP, 7, false));
    assertThat(at.next()).isEmpty();

    at.tells(settleBehind(8, BGP));
    assertThat(at.call()).isInstanceOf(Call.Guard.class);
    at.tells(conclude(BGP, 8, false)).answers(Verdict.STANDS);
    assertThat(at.next()).isEmpty();
    assertThat(at.desk().awaitsBarrier()).isFalse();
  }

  @Test
  void anotherBarrierSaysNothing() {
    waiting().tells(conclude(BGP, 6, true)).tells(conclude(BGP, 6, false));

    assertThat(at.next()).isEmpty();
    assertThat(at.desk().awaitsBarrier()).isTrue();
  }

  @Test
  void othersDoNotWaitButForWhatNeedsABarrierToo() {
    waiting().tells(settleBehind(8, LLDP)).tells(read(LLDP)).tells(settle(LLDP, 3));
    at.tells(removeTraceBehind(9, LLDP));

    assertThat(at.callsUntilIdle()).hasSize(3).noneMatch(Call.Guard.class::isInstance);

    assertThat(at.tells(conclude(BGP, 7, true)).call()).isEqualTo(GUARDED);
    at.answers(Verdict.STANDS);
    assertThat(at.call()).isEqualTo(new Call.Guard(LLDP, TRACE, new BarrierId(9)));
  }

  @Test
  void aTraceWaitsToo() {
    at.tells(removeTraceBehind(9, BGP));
    assertThat(at.call()).isEqualTo(new Call.Guard(BGP, TRACE, new BarrierId(9)));

    at.answers(Verdict.STANDS).tells(conclude(BGP, 9, true));

    Call removal = new Call.RemoveTrace(removeTraceBehind(9, BGP));
    assertThat(at.call()).isEqualTo(new Call.Guarded(removal, new BarrierId(9)));
  }

  @Test
  void theRewriteWaitsOnTwoServers() {
    AtDesk two = AtDesk.ofLoaded(Servers.TWO).tells(settleBehind(7, BGP));
    two.answers(Verdict.STANDS).tells(conclude(BGP, 7, true)).answers(Verdict.STANDS);

    assertThat(two.call()).isInstanceOf(Call.Guarded.class);
  }

  @Test
  void whatWaitsIsGivenUpWhereItsBarrierMayBeLost() {
    waiting().subscribes();

    assertThat(at.desk().awaitsBarrier()).isFalse();
    assertThat(at.events()).containsExactly(new Event.Unheard());
    assertThat(at.callsUntilIdle())
        .as("and everything is compared")
        .contains(new Call.Configured());
  }

  @Test
  void soIsOneThatIsJustBeingSent() {
    at.tells(settleBehind(7, BGP));
    assertThat(at.call()).isEqualTo(GUARD);

    at.subscribes().answers(Verdict.STANDS);

    assertThat(at.desk().awaitsBarrier()).isFalse();
    assertThat(at.callsUntilIdle()).doesNotContain(GUARDED);
  }

  @Test
  void aLostAnswerHasTheCoreDecideOnceMore() {
    at.tells(settleBehind(7, BGP)).losesTheAnswer();

    assertThat(at.events()).containsExactly(new Event.StateTouched(BGP));
    assertThat(at.next()).isEmpty();
  }

  @Test
  void soDoesOneOfTheWriteItself() {
    waiting().tells(conclude(BGP, 7, true)).losesTheAnswer();

    assertThat(at.events()).containsExactly(new Event.StateTouched(BGP));
    assertThat(at.next()).isEmpty();
  }

  @Test
  void whatIsOvertakenIsGivenUp() {
    waiting().tells(operate(BGP)).tells(conclude(BGP, 7, true));
    assertThat(at.next()).isEmpty();

    at.tells(settleBehind(8, BGP)).answers(Verdict.STANDS);
    at.tells(forget(BGP)).tells(conclude(BGP, 8, true));
    assertThat(at.callsUntilIdle()).noneMatch(Call.Guarded.class::isInstance);
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.class,
      names = {"GONE", "CHANGED"})
  void aRowThatIsAnotherOneNeedsNoBarrier(Verdict verdict) {
    at.tells(settleBehind(7, BGP)).answers(verdict);

    assertThat(at.events()).hasSize(1).first().isInstanceOf(Event.Settled.class);
    assertThat(at.desk().awaitsBarrier()).isFalse();
  }

  @Test
  void whereNothingIsAnnouncedEverythingIsCompared() {
    at.tells(settleBehind(7, BGP)).answers(Verdict.UNANNOUNCED);

    assertThat(at.events()).containsExactly(new Event.Unheard());
    assertThat(at.callsUntilIdle()).contains(new Call.Configured());
  }

  /** It may bring what was there before. */
  @Test
  void aReadIsDoneOnceMoreIfSomethingMayHaveGoneUnheardMeanwhile() {
    at.tells(read(BGP)).answers(Replies.asked(BGP, "t1"));

    at.subscribes().answers(Replies.noRowOf(BGP));

    assertThat(at.events()).containsExactly(new Event.Unheard());
    at.answers(Replies.asked(BGP, "t1")).answers(Replies.noRowOf(BGP));
    assertThat(at.events()).hasSize(1).first().isInstanceOf(Event.RowsRead.class);
  }

  /** The core must not await the echo of a write that nobody may have heard of. */
  @Test
  void whatWasWrittenWhileSomethingWentUnheardIsSettledBeforeThatIsSaidAgain() {
    at.tells(settle(BGP)).call();
    at.subscribes().events();

    at.losesTheAnswer().answers(Verdict.STANDS);

    assertThat(at.events()).hasSize(2).last().isEqualTo(new Event.Unheard());
  }

  @Test
  void ofWhatWritesNothingToTheRowThatIsNotSaid() {
    at.tells(settle(BGP, 1, ROW, ImmutableSortedMap.of(), Optional.of(ENABLED))).call();
    at.subscribes().events();

    assertThat(at.answers(Verdict.STANDS).events())
        .singleElement()
        .isInstanceOf(Event.Settled.class);
  }

  @Test
  void identitiesMayBeOthers() {
    Command.Settle settle = settleBehind(7, BGP);
    Desk waits = waiting().desk();

    Desk renumbered = waits.renumbered(id -> id + 10);

    assertThat(renumbered).isNotEqualTo(waits);
    Desk concluded = renumbered.with(conclude(BGP, 17, true)).taken();
    assertThat(concluded.call())
        .contains(new Call.Guarded(settling(settle.renumbered(id -> id + 10)), new BarrierId(17)));
  }
}
