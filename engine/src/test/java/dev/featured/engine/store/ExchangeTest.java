package dev.featured.engine.store;

import static dev.featured.engine.store.Replies.DONE;
import static dev.featured.engine.store.Replies.FOREIGN;
import static dev.featured.engine.store.Replies.NO;
import static dev.featured.engine.store.Replies.YES;
import static dev.featured.engine.store.Reply.Verdict.BACK;
import static dev.featured.engine.store.Reply.Verdict.CHANGED;
import static dev.featured.engine.store.Reply.Verdict.GONE;
import static dev.featured.engine.store.Reply.Verdict.STANDS;
import static dev.featured.engine.store.Reply.Verdict.UNLOADED;
import static dev.featured.engine.store.Wanted.BGP;
import static dev.featured.engine.store.Wanted.ENABLED;
import static dev.featured.engine.store.Wanted.REWRITE;
import static dev.featured.engine.store.Wanted.ROW;
import static dev.featured.engine.store.Wanted.operate;
import static dev.featured.engine.store.Wanted.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The calls of each task where CONFIG_DB and STATE_DB are on two servers. */
class ExchangeTest {
  private static final ImmutableSortedMap<String, String> FIELDS =
      ImmutableSortedMap.of("state", "enabled");
  private static final StoreTask SETTLE = new StoreTask.Settle(settle(BGP));
  private static final StoreTask REPORT = new StoreTask.Report(BGP, FIELDS);
  private static final StoreTask FORGET = new StoreTask.Forget(BGP);

  private static final Call PUBLISHABLE = new Call.Publish(BGP, Optional.empty());
  private static final Call REWRITING = new Call.Rewrite(BGP, ROW, REWRITE);
  private static final Call PUBLISHING = new Call.Publish(BGP, Optional.of(ENABLED));
  private static final Call LOOKING = Call.Rewrite.look(BGP, ROW.with(REWRITE));
  private static final Call RETRACTING = new Call.Retract(BGP, ENABLED);

  /** The calls of a task that is answered like this, and what comes of it. */
  private static List<Object> history(StoreTask task, Reply... replies) {
    List<Object> history = new ArrayList<>();
    Exchange exchange = Exchange.of(task, Servers.TWO);
    for (Reply reply : replies) {
      history.add(exchange.call());
      exchange = exchange.after(reply);
    }
    history.add(exchange instanceof Exchange.Ended ended ? ended.reply() : "more");
    return history;
  }

  @Test
  void aSettlingLooksWhetherItCanPublishBeforeItRewritesAndAtTheRowAfterwards() {
    assertThat(history(SETTLE, STANDS, STANDS, STANDS, STANDS))
        .containsExactly(PUBLISHABLE, REWRITING, PUBLISHING, LOOKING, STANDS);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reply.Verdict.class,
      names = {"GONE", "CHANGED"})
  void whatWasPublishedForARowThatIsAnotherIsTakenBack(Reply.Verdict verdict) {
    assertThat(history(SETTLE, STANDS, STANDS, STANDS, verdict, DONE))
        .containsExactly(PUBLISHABLE, REWRITING, PUBLISHING, LOOKING, RETRACTING, verdict);
    assertThat(history(SETTLE, STANDS, verdict)).endsWith(REWRITING, verdict);
  }

  @Test
  void aRefusalEndsASettlingWhereItIs() {
    assertThat(history(SETTLE, FOREIGN)).containsExactly(PUBLISHABLE, FOREIGN);
    assertThat(history(SETTLE, STANDS, FOREIGN)).endsWith(REWRITING, FOREIGN);
    assertThat(history(SETTLE, STANDS, STANDS, FOREIGN)).endsWith(PUBLISHING, FOREIGN);
  }

  @Test
  void withoutAPublicationASettlingOnlyRewrites() {
    StoreTask rewrite = new StoreTask.Settle(settle(BGP, 1, ROW, REWRITE, Optional.empty()));

    assertThat(history(rewrite, STANDS)).containsExactly(REWRITING, STANDS);
    assertThat(history(rewrite, GONE)).containsExactly(REWRITING, GONE);
  }

  @Test
  void aReportLooksAtTheRowBeforeAndAfter() {
    Call look = new Call.HasRow(BGP);
    Call report = new Call.ReportAlone(BGP, FIELDS);

    assertThat(history(REPORT, NO)).containsExactly(look, GONE);
    assertThat(history(REPORT, YES, STANDS, YES)).containsExactly(look, report, look, STANDS);
    assertThat(history(REPORT, YES, STANDS, NO, DONE))
        .containsExactly(look, report, look, new Call.RemoveReport(BGP), GONE);
    assertThat(history(REPORT, YES, FOREIGN)).containsExactly(look, report, FOREIGN);
  }

  @Test
  void aForgettingTakesOnlyTheDaemonsFieldsWhereThereIsARow() {
    Call look = new Call.Forgettable(BGP);

    assertThat(history(FORGET, UNLOADED)).containsExactly(look, UNLOADED);
    assertThat(history(FORGET, BACK, DONE)).containsExactly(look, new Call.Disown(BGP), BACK);
    assertThat(history(FORGET, GONE, DONE, NO))
        .containsExactly(look, new Call.RemoveState(BGP), new Call.HasRow(BGP), GONE);
    assertThat(history(FORGET, GONE, DONE, YES)).endsWith(new Call.HasRow(BGP), BACK);
    assertThat(history(FORGET, GONE, FOREIGN)).endsWith(FOREIGN);
  }

  @Test
  void theRemovalOfATraceIsOneCall() {
    StoreTask removal = new StoreTask.RemoveTrace(Wanted.removeTrace(BGP));

    assertThat(history(removal, CHANGED)).containsExactly(Wanted.removingTrace(BGP), CHANGED);
  }

  @Test
  void onOneServerEachTaskIsOneCall() {
    for (StoreTask task : List.of(SETTLE, REPORT, FORGET)) {
      assertThat(Exchange.of(task, Servers.ONE).after(GONE))
          .isEqualTo(new Exchange.Ended(task, GONE));
    }
  }

  @Test
  void whatIsOverHasNoCallAndNoReply() {
    Exchange over = new Exchange.Ended(FORGET, GONE);

    assertThatIllegalStateException().isThrownBy(over::call);
    assertThatIllegalStateException().isThrownBy(() -> over.after(GONE));
  }

  // At the desk.

  @Test
  void aRewrittenRowIsNotPublishedForUnitsThatAreAboutToChange() {
    AtDesk at = AtDesk.ofLoaded(Servers.TWO);
    at.tells(settle(BGP)).answers(STANDS);
    assertThat(at.call()).isEqualTo(REWRITING);

    at.tells(operate(BGP)).answers(STANDS);

    assertThat(at.next()).isEmpty();
    assertThat(at.events()).isEmpty();
  }

  @Test
  void aPublicationThatWasSentIsLookedAfterAllTheSame() {
    AtDesk at = AtDesk.ofLoaded(Servers.TWO);
    at.tells(settle(BGP)).answers(STANDS).answers(STANDS);
    assertThat(at.call()).isEqualTo(PUBLISHING);

    at.tells(operate(BGP)).answers(STANDS).answers(CHANGED);

    assertThat(at.callsUntilIdle()).containsExactly(RETRACTING);
  }

  @Test
  void afterALostAnswerATaskIsDoneFromItsFirstCallOn() {
    AtDesk at = AtDesk.ofLoaded(Servers.TWO);
    at.tells(settle(BGP)).answers(STANDS).answers(STANDS).losesTheAnswer();

    assertThat(at.callsUntilIdle())
        .isEqualTo(ImmutableList.of(PUBLISHABLE, REWRITING, PUBLISHING, LOOKING));
  }
}
