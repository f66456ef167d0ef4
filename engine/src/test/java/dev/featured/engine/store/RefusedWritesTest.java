package dev.featured.engine.store;

import static dev.featured.engine.store.Wanted.BGP;
import static dev.featured.engine.store.Wanted.LLDP;
import static dev.featured.engine.store.Wanted.SNMP;
import static dev.featured.engine.store.Wanted.forget;
import static dev.featured.engine.store.Wanted.forgetting;
import static dev.featured.engine.store.Wanted.operate;
import static dev.featured.engine.store.Wanted.removeTrace;
import static dev.featured.engine.store.Wanted.removingTrace;
import static dev.featured.engine.store.Wanted.reporting;
import static dev.featured.engine.store.Wanted.settle;
import static dev.featured.engine.store.Wanted.settling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.featured.engine.core.Event;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.core.SettleOutcome;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.store.Reply.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The writes that Redis refuses for now (SPEC section 7). */
class RefusedWritesTest {
  private final AtDesk at = AtDesk.ofLoaded(Servers.ONE);

  /** The feature's settling is asked for and refused. */
  private void refuses(FeatureName name) {
    at.tells(settle(name)).answers(Replies.REFUSED);
  }

  /** Whose rows the core has been told to look at. */
  private List<FeatureName> touched() {
    return at.events().stream()
        .filter(Event.StateTouched.class::isInstance)
        .map(event -> ((Event.StateTouched) event).name())
        .toList();
  }

  @Test
  void theCoreIsToldThatItWasRefusedForNow() {
    refuses(BGP);

    assertThat(at.events())
        .containsExactly(
            new Event.Settled(
                BGP, new RegistrationId(1), new SettleOutcome.Refused("READONLY", true)));
    assertThat(at.desk().owesWrites()).isTrue();
    assertThat(at.next()).isEmpty();
  }

  @Test
  void oneOfThemIsTriedAtATimeEachInItsTurn() {
    refuses(BGP);
    refuses(LLDP);
    refuses(SNMP);
    assertThat(at.reminders()).as("one retry for all").isEqualTo(1);
    assertThat(at.desk().reminderComes()).isTrue();
    at.events();

    List<FeatureName> tried = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      at.retries();
      assertThat(at.reminders()).as("the next retry").isEqualTo(1);
      List<FeatureName> now = touched();
      tried.addAll(now);
      refuses(now.get(0));
    }

    assertThat(tried).containsExactly(BGP, LLDP, SNMP, BGP, LLDP, SNMP, BGP, LLDP, SNMP);
    assertThat(at.reminders()).as("further ones").isZero();
  }

  @Test
  void whenOneIsRefusedNoMoreAllOthersAreTriedAtOnce() {
    refuses(BGP);
    refuses(LLDP);
    at.tells(forget(SNMP)).answers(Replies.REFUSED);
    at.events();

    at.tells(settle(LLDP)).answers(Verdict.STANDS);
    assertThat(touched()).containsExactly(BGP);
    assertThat(at.callsUntilIdle()).containsExactly(forgetting(SNMP));
    assertThat(touched()).containsExactly(BGP);
    at.tells(settle(BGP)).answers(Verdict.STANDS);

    assertThat(at.desk().owesWrites()).isFalse();
    assertThat(at.reminders()).isEqualTo(1);
    at.retries();
    assertThat(touched()).as("there is nothing to try").isEmpty();
    assertThat(at.reminders()).isZero();
  }

  @Test
  void aWriteThatNeverWasRefusedIsNoReasonToTryTheOthers() {
    refuses(BGP);
    at.events();

    at.tells(settle(LLDP)).answers(Verdict.STANDS);

    assertThat(touched()).isEmpty();
    assertThat(at.desk().owesWrites()).isTrue();
  }

  /** A registration may have nothing to write any more by then. */
  @Test
  void aRetryThatCameToNothingIsFollowedByTheNextRetry() {
    refuses(BGP);
    refuses(LLDP);
    at.events();
    at.reminders();

    at.retries();
    assertThat(touched()).containsExactly(BGP);
    assertThat(at.reminders()).as("nobody has written anything since").isEqualTo(1);
    at.retries();
    assertThat(touched()).containsExactly(LLDP);
    assertThat(at.reminders()).isEqualTo(1);
    refuses(LLDP);
    at.events();

    at.retries();
    assertThat(touched()).as("bgp had nothing to write").containsExactly(LLDP);
    assertThat(at.reminders()).isEqualTo(1);
    at.retries();
    assertThat(touched()).as("neither has lldp").isEmpty();
    assertThat(at.desk().owesWrites()).isFalse();
    assertThat(at.reminders()).as("nothing is left to be tried").isZero();

    refuses(SNMP);
    assertThat(at.reminders()).isEqualTo(1);
  }

  @Test
  void aRefusalThatDoesNotPassIsNotTriedAgain() {
    at.tells(settle(BGP)).answers(Replies.FOREIGN);
    at.tells(forget(LLDP)).answers(Replies.FOREIGN);
    at.reports(SNMP, "enabled").answers(Replies.FOREIGN);

    assertThat(at.desk().owesWrites()).isFalse();
    assertThat(at.reminders()).isZero();
    assertThat(at.namespaces()).containsExactly(new NamespaceTask.Forget(LLDP));
  }

  @Test
  void aTraceIsNotOwed() {
    at.tells(removeTrace(BGP)).answers(Replies.REFUSED);

    assertThat(at.desk().owesWrites()).isFalse();
    assertThat(at.reminders()).isZero();
  }

  // A forgetting that was refused.

  @Test
  void aForgettingThatIsRefusedIsDoneLater() {
    at.tells(forget(BGP)).answers(Replies.REFUSED);
    assertThat(at.namespaces()).isEmpty();
    assertThat(at.next()).isEmpty();

    assertThat(at.retries().callsUntilIdle()).containsExactly(forgetting(BGP));
    assertThat(at.namespaces()).containsExactly(new NamespaceTask.Forget(BGP));
    assertThat(at.desk().owesWrites()).isFalse();
  }

  /** The dead registration's state stayed for ever: what it was owed was kept by name alone. */
  @Test
  void whatIsWrittenForTheNextRegistrationDoesNotMakeItGood() {
    at.tells(forget(BGP)).answers(Replies.REFUSED);
    at.tells(settle(BGP, 2)).reports(BGP, "absent").tells(removeTrace(BGP));
    assertThat(at.next()).as("all that waits for the forgetting").isEmpty();

    at.retries();

    assertThat(at.callsUntilIdle())
        .containsExactly(
            forgetting(BGP),
            settling(settle(BGP, 2)),
            reporting(BGP, "absent"),
            removingTrace(BGP));
    assertThat(at.desk().owesWrites()).isFalse();
  }

  @Test
  void otherFeaturesDoNotWaitForIt() {
    at.tells(forget(BGP)).answers(Replies.REFUSED).tells(settle(BGP, 2)).tells(settle(LLDP));

    assertThat(at.next()).contains(settling(settle(LLDP)));
  }

  @Test
  void itComesFirstHoweverOftenItIsRefused() {
    at.tells(forget(BGP)).answers(Replies.REFUSED).reports(BGP, "absent");
    for (int i = 0; i < 5; i++) {
      at.retries();
      assertThat(at.next()).contains(forgetting(BGP));
      at.answers(Replies.REFUSED);
      assertThat(at.next()).isEmpty();
    }

    assertThat(at.retries().callsUntilIdle())
        .containsExactly(forgetting(BGP), reporting(BGP, "absent"));
  }

  /** It would take the next registration's report for the dead one's. */
  @Test
  void itComesFirstAlsoWhenRedisIsAwayFromTheRetryOn() {
    at.tells(forget(BGP)).answers(Replies.REFUSED).reports(BGP, "absent").tells(settle(LLDP));
    assertThat(at.next()).contains(settling(settle(LLDP)));

    at.retries().losesTheAnswer().retries().losesTheAnswer().retries();

    assertThat(at.callsUntilIdle())
        .containsExactly(settling(settle(LLDP)), forgetting(BGP), reporting(BGP, "absent"));
  }

  @Test
  void theServerThatTakesAnythingAgainTakesTheForgettingFirst() {
    refuses(LLDP);
    at.tells(forget(BGP)).answers(Replies.REFUSED).tells(settle(BGP, 2));

    at.tells(settle(LLDP)).answers(Verdict.STANDS);

    assertThat(at.callsUntilIdle()).containsExactly(forgetting(BGP), settling(settle(BGP, 2)));
  }

  @Test
  void aForgettingDropsWhatWasRefusedOfTheSameFeature() {
    refuses(BGP);
    at.reports(BGP, "enabled").answers(Replies.REFUSED);
    at.events();

    at.tells(forget(BGP)).answers(Verdict.GONE);

    assertThat(at.desk().owesWrites()).isFalse();
    at.retries();
    assertThat(touched()).isEmpty();
  }

  @Test
  void aSecondForgettingTakesThePlaceOfTheFirst() {
    at.tells(forget(BGP)).answers(Replies.REFUSED).tells(settle(BGP, 2)).tells(forget(BGP));

    assertThat(at.callsUntilIdle()).containsExactly(forgetting(BGP));
    assertThat(at.desk().owesWrites()).isFalse();
  }

  @Test
  void aRefusedReportIsTriedByALookAtTheRow() {
    at.reports(BGP, "enabled").answers(Replies.REFUSED);

    at.retries();
    assertThat(touched()).containsExactly(BGP);

    at.reports(BGP, "enabled").answers(Verdict.STANDS);
    assertThat(at.desk().owesWrites()).isFalse();
  }

  @Test
  void kindsOfOneFeatureAreOwedEachByItself() {
    refuses(BGP);
    at.reports(BGP, "enabled").answers(Replies.REFUSED);
    at.events();

    at.reports(BGP, "enabled").answers(Verdict.STANDS);

    assertThat(at.desk().owesWrites()).as("the settling").isTrue();
    assertThat(touched()).containsExactly(BGP);
  }

  @Test
  void anOperationDoesNotMakeARefusedSettlingGood() {
    refuses(BGP);
    at.events();

    at.tells(operate(BGP)).retries();

    assertThat(touched()).containsExactly(BGP);
  }
}
