package dev.featured.engine.store;

import static dev.featured.engine.store.Wanted.BGP;
import static dev.featured.engine.store.Wanted.ENABLED;
import static dev.featured.engine.store.Wanted.FAILED;
import static dev.featured.engine.store.Wanted.LLDP;
import static dev.featured.engine.store.Wanted.OTHER_ROW;
import static dev.featured.engine.store.Wanted.REWRITE;
import static dev.featured.engine.store.Wanted.ROW;
import static dev.featured.engine.store.Wanted.forget;
import static dev.featured.engine.store.Wanted.forgetting;
import static dev.featured.engine.store.Wanted.operate;
import static dev.featured.engine.store.Wanted.read;
import static dev.featured.engine.store.Wanted.removeTrace;
import static dev.featured.engine.store.Wanted.removingTrace;
import static dev.featured.engine.store.Wanted.reporting;
import static dev.featured.engine.store.Wanted.settle;
import static dev.featured.engine.store.Wanted.settling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.core.SettleOutcome;
import dev.featured.engine.core.Shown;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.store.Reply.Verdict;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written, in which order, and what is not. */
class DeskTest {
  private final AtDesk at = AtDesk.ofLoaded(Servers.ONE);

  // The order, and what takes the place of what.

  @Test
  void differentTasksAreDoneInTheOrderInWhichTheyCame() {
    at.tells(forget(BGP))
        .tells(settle(BGP))
        .tells(settle(LLDP))
        .reports(BGP, "enabled")
        .tells(removeTrace(BGP))
        .tells(forget(new FeatureName("gone")));

    assertThat(at.callsUntilIdle())
        .containsExactly(
            forgetting(BGP),
            settling(settle(BGP)),
            settling(settle(LLDP)),
            reporting(BGP, "enabled"),
            removingTrace(BGP),
            forgetting(new FeatureName("gone")));
    assertThat(at.next()).isEmpty();
  }

  @Test
  void aNewerSettlingTakesThePlaceOfAnOlderOneAtTheEnd() {
    Command.Settle newer = settle(BGP, 2, OTHER_ROW, REWRITE, Optional.of(ENABLED));

    at.tells(settle(BGP)).tells(settle(LLDP)).tells(newer);

    assertThat(at.callsUntilIdle()).containsExactly(settling(settle(LLDP)), settling(newer));
  }

  @Test
  void whatTheOlderOneOfTheSameDecisionWouldHaveWrittenIsNotLost() {
    at.tells(settle(BGP))
        .tells(settle(BGP, 1, ROW, ImmutableSortedMap.of(), Optional.of(FAILED)))
        .tells(settle(LLDP, 1, ROW, ImmutableSortedMap.of(), Optional.of(ENABLED)))
        .tells(settle(LLDP, 1, ROW, REWRITE, Optional.empty()));

    assertThat(at.callsUntilIdle())
        .containsExactly(
            settling(settle(BGP, 1, ROW, REWRITE, Optional.of(FAILED))),
            settling(settle(LLDP, 1, ROW, REWRITE, Optional.of(ENABLED))));
  }

  @Test
  void whatWasDecidedFromAnotherRowIsLost() {
    Command.Settle newer = settle(BGP, 1, OTHER_ROW, ImmutableSortedMap.of(), Optional.of(FAILED));

    at.tells(settle(BGP)).tells(newer);

    assertThat(at.callsUntilIdle()).containsExactly(settling(newer));
  }

  @Test
  void howeverMuchIsAskedThereIsOneTaskOfAKindForAFeature() {
    for (int i = 0; i < 1_000; i++) {
      at.compares(true).compares(false).tells(read(BGP, LLDP));
      for (FeatureName name : List.of(BGP, LLDP)) {
        at.tells(forget(name)).tells(settle(name)).tells(removeTrace(name)).reports(name, "s" + i);
      }
    }

    assertThat(at.desk().waiting()).isEqualTo(3 + 2 * 4);
  }

  @Test
  void theNewestComesAfterWhatIsInHand() {
    at.tells(settle(BGP));
    assertThat(at.call()).isEqualTo(settling(settle(BGP)));
    at.tells(settle(BGP, 2));

    assertThat(at.callsUntilIdle())
        .containsExactly(settling(settle(BGP)), settling(settle(BGP, 2)));
  }

  @Test
  void whatIsAnsweredWasAsked() {
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(() -> at.desk().answered(Verdict.STANDS));
  }

  // Lost answers.

  @Test
  void aTaskWhoseAnswerIsLostBeginsOnceMore() {
    at.tells(settle(BGP)).tells(settle(LLDP)).losesTheAnswer().losesTheAnswer();

    assertThat(at.callsUntilIdle()).containsExactly(settling(settle(BGP)), settling(settle(LLDP)));
  }

  /** It may have been carried out, and somebody may have begun to write the row since. */
  @Test
  void theRemovalOfATraceIsNotRepeatedAfterALostAnswer() {
    at.tells(removeTrace(BGP)).tells(removeTrace(LLDP));
    assertThat(at.call()).isEqualTo(removingTrace(BGP));
    at.losesTheAnswer();

    assertThat(at.callsUntilIdle())
        .as("the one that was not sent yet is")
        .containsExactly(removingTrace(LLDP));
    assertThat(at.tells(removeTrace(BGP)).callsUntilIdle())
        .as("it was found again")
        .containsExactly(removingTrace(BGP));
  }

  // Units that are about to change.

  @Test
  void whatAFeatureHadComeToIsNotWrittenOnceItsUnitsAreAboutToChange() {
    at.tells(settle(BGP)).tells(forget(new FeatureName("gone"))).tells(settle(LLDP));

    at.tells(operate(BGP));

    assertThat(at.callsUntilIdle())
        .containsExactly(forgetting(new FeatureName("gone")), settling(settle(LLDP)));
  }

  @Test
  void whatWasSentIsNotSentAgainThen() {
    at.tells(settle(BGP)).tells(settle(LLDP));
    assertThat(at.call()).isEqualTo(settling(settle(BGP)));

    at.tells(operate(BGP)).losesTheAnswer();

    assertThat(at.callsUntilIdle()).containsExactly(settling(settle(LLDP)));
  }

  @Test
  void anotherFeaturesOperationIsNoReasonNotToSendItAgain() {
    at.tells(settle(BGP));
    assertThat(at.call()).isEqualTo(settling(settle(BGP)));

    at.tells(operate(LLDP)).losesTheAnswer();

    assertThat(at.callsUntilIdle()).containsExactly(settling(settle(BGP)));
  }

  @Test
  void anAnswerThatComesAllTheSameCounts() {
    at.tells(settle(BGP));
    assertThat(at.call()).isEqualTo(settling(settle(BGP)));

    at.tells(operate(BGP)).answers(Verdict.STANDS);

    assertThat(at.events())
        .containsExactly(
            new Event.Settled(
                BGP, new RegistrationId(1), new SettleOutcome.Applied(ROW.with(REWRITE))));
    assertThat(at.next()).isEmpty();
  }

  @Test
  void whatIsWrittenAfterTheOperationIsNotWithdrawn() {
    at.tells(settle(BGP)).tells(operate(BGP)).tells(settle(BGP, 2)).losesTheAnswer();

    assertThat(at.callsUntilIdle()).containsExactly(settling(settle(BGP, 2)));
  }

  // What is left to others.

  @Test
  void theDeskKeepsWhatIsToBeDoneOnRedisAndNothingElse() {
    assertThat(Desk.keeps(read(BGP))).isTrue();
    assertThat(Desk.keeps(settle(BGP))).isTrue();
    assertThat(Desk.keeps(forget(BGP))).isTrue();
    assertThat(Desk.keeps(removeTrace(BGP))).isTrue();
    for (Command other :
        List.of(operate(BGP), new Command.Reload(), new Command.RemindOfReload())) {
      assertThat(Desk.keeps(other)).isFalse();
      assertThat(at.tells(other).next()).isEmpty();
    }
  }

  // What has come of a settling.

  @Test
  void theCoreIsToldWhatHasComeOfASettling() {
    at.tells(settle(BGP)).answers(Verdict.GONE);
    at.tells(settle(BGP)).answers(Verdict.CHANGED);
    at.tells(settle(BGP)).answers(Replies.FOREIGN);

    assertThat(at.events())
        .extracting(event -> ((Event.Settled) event).outcome())
        .containsExactly(
            new SettleOutcome.Gone(),
            new SettleOutcome.Changed(),
            new SettleOutcome.Refused("a string, not a hash", false));
    assertThat(at.namespaces()).isEmpty();
  }

  @Test
  void everyNamespaceRepeatsWhatWasApplied() {
    at.tells(settle(BGP)).answers(Verdict.STANDS);

    assertThat(at.namespaces())
        .singleElement()
        .isInstanceOfSatisfying(
            NamespaceTask.Settle.class,
            task -> {
              assertThat(task.applied().expected()).isEqualTo(ROW.with(REWRITE));
              assertThat(task.applied().rewrite()).isEmpty();
              assertThat(task.applied().rendered()).isEqualTo(REWRITE);
              assertThat(task.applied().publication()).contains(ENABLED);
            });
  }

  // Forgetting.

  @Test
  void aFeatureThatIsForgottenHasNothingElseToBeWritten() {
    at.tells(settle(BGP)).reports(BGP, "enabled").tells(settle(LLDP)).reports(LLDP, "enabled");

    at.tells(forget(BGP));

    assertThat(at.callsUntilIdle())
        .containsExactly(settling(settle(LLDP)), reporting(LLDP, "enabled"), forgetting(BGP));
    assertThat(at.namespaces()).contains(new NamespaceTask.Forget(BGP));
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.class,
      names = {"GONE", "BACK"})
  void namespacesForgetWhatTheHostHasForgotten(Verdict verdict) {
    at.tells(forget(BGP)).answers(verdict);

    assertThat(at.namespaces()).containsExactly(new NamespaceTask.Forget(BGP));
    assertThat(at.outcomes()).containsExactly(verdict);
  }

  @Test
  void whatIsNotForgottenBeforeTheConfigurationIsLoadedIsNotForgottenInNamespacesEither() {
    at.tells(forget(BGP)).answers(Verdict.UNLOADED);

    assertThat(at.namespaces()).isEmpty();
    assertThat(at.desk().owesWrites()).isFalse();
  }

  // Reports.

  @Test
  void anEqualReportIsNotSentAgain() {
    at.reports(BGP, "enabled").answers(Verdict.STANDS).reports(BGP, "enabled");
    assertThat(at.next()).isEmpty();

    at.reports(BGP, "disabled").reports(LLDP, "enabled");
    assertThat(at.callsUntilIdle())
        .containsExactly(reporting(BGP, "disabled"), reporting(LLDP, "enabled"));
  }

  @Test
  void aReportThatGoesBackToWhatWasReportedIsSentIfAnotherIsUnderWay() {
    at.reports(BGP, "enabled").answers(Verdict.STANDS);
    at.reports(BGP, "disabled").reports(BGP, "enabled");
    assertThat(at.callsUntilIdle()).containsExactly(reporting(BGP, "enabled"));

    at.reports(BGP, "disabled");
    assertThat(at.call()).isEqualTo(reporting(BGP, "disabled"));
    at.reports(BGP, "enabled");
    assertThat(at.callsUntilIdle())
        .containsExactly(reporting(BGP, "disabled"), reporting(BGP, "enabled"));
  }

  @Test
  void aReportThatWasNotWrittenIsSentWhenTheRowIsLookedAtNext() {
    for (Reply reply : List.of(Replies.FOREIGN, Replies.REFUSED, Verdict.GONE)) {
      at.reports(BGP, "enabled").answers(reply).reports(BGP, "enabled");
      assertThat(at.next()).contains(reporting(BGP, "enabled"));
    }
  }

  @Test
  void everythingIsReportedAnewAfterAComparison() {
    at.reports(BGP, "enabled").answers(Verdict.STANDS).compares(true);
    at.callsUntilIdle();

    at.reports(BGP, "enabled");
    assertThat(at.callsUntilIdle()).containsExactly(reporting(BGP, "enabled"));
  }

  @Test
  void theNextRegistrationsEqualReportIsSent() {
    at.reports(BGP, "absent").answers(Verdict.STANDS);

    at.tells(forget(BGP)).reports(BGP, "absent");

    assertThat(at.callsUntilIdle()).containsExactly(forgetting(BGP), reporting(BGP, "absent"));
  }

  @Test
  void itIsSentAlsoIfTheDeadOnesWasUnderWay() {
    at.reports(BGP, "absent");
    assertThat(at.call()).isEqualTo(reporting(BGP, "absent"));
    at.tells(forget(BGP)).answers(Verdict.STANDS);

    at.reports(BGP, "absent");
    assertThat(at.callsUntilIdle()).containsExactly(forgetting(BGP), reporting(BGP, "absent"));

    at.reports(BGP, "failed");
    assertThat(at.call()).isEqualTo(reporting(BGP, "failed"));
    at.tells(forget(BGP)).answers(Verdict.STANDS);
    assertThat(at.callsUntilIdle()).containsExactly(forgetting(BGP));
    at.reports(BGP, "failed");
    assertThat(at.callsUntilIdle()).containsExactly(reporting(BGP, "failed"));
  }

  // A value.

  @Test
  void aDeskIsAValue() {
    Desk before = at.tells(settle(BGP)).reports(LLDP, "enabled").tells(read(BGP)).desk();
    Desk same =
        AtDesk.ofLoaded(Servers.ONE)
            .tells(settle(BGP))
            .reports(LLDP, "enabled")
            .tells(read(BGP))
            .desk();

    assertThat(same).isEqualTo(before).hasSameHashCodeAs(before);
    at.answers(Verdict.STANDS);
    assertThat(before).isEqualTo(same).isNotEqualTo(at.desk());
    assertThat(before.with(forget(BGP))).isNotEqualTo(before);
    assertThat(before.toString()).contains("bgp", "lldp", "read");
  }

  @Test
  void whatIsDifferentShowsAsSomethingElse() {
    Desk idle = at.desk();
    Desk waiting = idle.with(settle(BGP));
    Desk inHand = waiting.taken();
    Desk refused = inHand.answered(Replies.REFUSED).next();

    assertThat(
            List.of(
                Shown.by(Desk.empty(Servers.ONE)::accept),
                Shown.by(Desk.empty(Servers.TWO)::accept),
                Shown.by(idle::accept),
                Shown.by(waiting::accept),
                Shown.by(idle.with(settle(BGP, 2))::accept),
                Shown.by(inHand::accept),
                Shown.by(inHand.with(operate(BGP))::accept),
                Shown.by(refused::accept),
                Shown.by(refused.retry().next()::accept),
                Shown.by(idle.with(read(BGP)).taken()::accept),
                Shown.by(idle.portsInitialised().next()::accept),
                Shown.by(idle.subscribed().next()::accept)))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(Servers.class)
  void identitiesMayBeOthers(Servers servers) {
    Desk desk = AtDesk.ofLoaded(servers).tells(settle(BGP)).desk().taken().with(settle(LLDP, 3));

    Desk others = desk.renumbered(id -> id + 40);

    assertThat(others).isNotEqualTo(desk);
    assertThat(others.renumbered(id -> id - 40)).isEqualTo(desk);
    assertThat(others)
        .isEqualTo(
            AtDesk.ofLoaded(servers).tells(settle(BGP, 41)).desk().taken().with(settle(LLDP, 43)));
  }

  @Test
  void itSaysWhatIsInHandAndWhetherItComparesSoon() {
    assertThat(at.desk().inHand()).isEmpty();
    assertThat(at.desk().comparesSoon()).isFalse();
    assertThat(at.compares(true).desk().comparesSoon()).isTrue();
    assertThat(at.desk().taken().comparesSoon()).isTrue();
    assertThat(at.desk().taken().inHand()).contains(new StoreTask.Compare(true));
    assertThat(at.desk().postpones()).isFalse();
  }

  @Test
  void whatIsReadNamesTheRows() {
    assertThat(at.tells(read(BGP, LLDP)).call())
        .isEqualTo(new Call.Asked(ImmutableSortedSet.of(BGP, LLDP)));
  }
}
