package dev.featured.engine.store;

import static dev.featured.engine.store.Replies.DONE;
import static dev.featured.engine.store.Replies.FOREIGN;
import static dev.featured.engine.store.Replies.NO;
import static dev.featured.engine.store.Replies.REFUSED;
import static dev.featured.engine.store.Replies.YES;
import static dev.featured.engine.store.Replies.hash;
import static dev.featured.engine.store.Replies.names;
import static dev.featured.engine.store.Reply.Verdict.BACK;
import static dev.featured.engine.store.Reply.Verdict.CHANGED;
import static dev.featured.engine.store.Reply.Verdict.GONE;
import static dev.featured.engine.store.Reply.Verdict.STANDS;
import static dev.featured.engine.store.Reply.Verdict.UNANNOUNCED;
import static dev.featured.engine.store.Reply.Verdict.UNLOADED;
import static dev.featured.engine.store.Wanted.BGP;
import static dev.featured.engine.store.Wanted.ENABLED;
import static dev.featured.engine.store.Wanted.FAILED;
import static dev.featured.engine.store.Wanted.LLDP;
import static dev.featured.engine.store.Wanted.SNMP;
import static dev.featured.engine.store.Wanted.TRACE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.core.BarrierId;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.Publication;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import dev.featured.engine.store.NamespaceResult.Mirrored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a namespace repeats of the host (SPEC section 4, last row). */
class NamespaceDeskTest {
  private static final Row HOSTS = Row.of(Map.of("state", "enabled"));
  private static final Row TEMPLATE = Row.of(Map.of("state", "{{ x }}"));
  private static final Row RENDERED = Row.of(Map.of("state", "enabled"));
  private static final ImmutableSortedMap<String, String> RENDERING =
      ImmutableSortedMap.of("state", "enabled");
  private static final Reply NO_ROW = new Reply.Hashes(ImmutableSortedMap.of());
  private static final NamespaceCall LOOK = NamespaceCall.onHost(Call.Rewrite.look(BGP, HOSTS));

  private NamespaceDesk desk = NamespaceDesk.empty(Servers.ONE);
  private final List<NamespaceResult> results = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  private static NamespaceTask settle(FeatureName name, Publication publication) {
    return new NamespaceTask.Settle(
        new Command.Settle(
            name,
            new RegistrationId(0),
            HOSTS,
            ImmutableSortedMap.of(),
            RENDERING,
            Optional.of(publication)));
  }

  private static NamespaceCall reading(FeatureName name) {
    return NamespaceCall.here(new Call.Hashes(ImmutableSortedSet.of(name)));
  }

  private static NamespaceCall settling(Row expected) {
    return NamespaceCall.here(
        new Call.Settle(
            new Command.Settle(
                BGP,
                new RegistrationId(0),
                expected,
                expected.equals(TEMPLATE) ? RENDERING : ImmutableSortedMap.of(),
                RENDERING,
                Optional.of(ENABLED))));
  }

  private NamespaceDeskTest tells(NamespaceTask task) {
    desk = desk.with(task);
    return this;
  }

  private NamespaceCall call() {
    return next().orElseThrow();
  }

  private Optional<NamespaceCall> next() {
    desk = desk.taken();
    return desk.call();
  }

  private NamespaceDeskTest answers(Reply... replies) {
    for (Reply reply : replies) {
      assertThat(next()).as("a call").isPresent();
      NamespaceStep step = desk.answered(reply);
      desk = step.next();
      events.addAll(step.events());
      step.finished().ifPresent(finished -> results.add(finished.result()));
    }
    return this;
  }

  private NamespaceDeskTest losesTheAnswer() {
    assertThat(next()).isPresent();
    desk = desk.lost();
    return this;
  }

  // The order.

  @Test
  void newerWorkTakesThePlaceOfOlderWorkAboutTheSame() {
    tells(settle(BGP, FAILED)).tells(settle(LLDP, ENABLED)).tells(settle(BGP, ENABLED));
    assertThat(call()).isEqualTo(reading(BGP));
    answers(NO_ROW, STANDS);
    assertThat(call()).isEqualTo(NamespaceCall.here(new Call.Publish(BGP, Optional.of(ENABLED))));
    answers(STANDS, STANDS);

    assertThat(call()).isEqualTo(reading(LLDP));
    answers(NO_ROW, STANDS, STANDS, STANDS);
    assertThat(next()).isEmpty();
  }

  @Test
  void aForgettingTakesThePlaceOfASettling() {
    tells(settle(BGP, ENABLED)).tells(new NamespaceTask.Forget(BGP));

    assertThat(call()).isEqualTo(NamespaceCall.onHost(new Call.Forgettable(BGP)));
    answers(GONE, DONE, NO);
    assertThat(next()).isEmpty();
  }

  @Test
  void workThatComesWhileOlderWorkAboutTheSameIsDoneIsDoneAfterIt() {
    tells(settle(BGP, FAILED)).answers(NO_ROW, STANDS).tells(settle(BGP, ENABLED));

    assertThat(call()).isEqualTo(NamespaceCall.here(new Call.Publish(BGP, Optional.of(FAILED))));
    answers(STANDS, STANDS);
    answers(NO_ROW, STANDS);
    assertThat(call()).isEqualTo(NamespaceCall.here(new Call.Publish(BGP, Optional.of(ENABLED))));
    answers(STANDS, STANDS);
    assertThat(next()).isEmpty();
  }

  @Test
  void itKeepsItsPlaceBeforeOtherWork() {
    tells(settle(BGP, FAILED)).tells(settle(LLDP, ENABLED)).answers(NO_ROW);
    tells(settle(BGP, ENABLED)).answers(GONE);

    assertThat(call()).isEqualTo(reading(BGP));
  }

  // Lost answers.

  @Test
  void afterALostAnswerTheTaskBeginsOnceMoreOrTheNewestAboutTheSame() {
    tells(settle(BGP, FAILED)).answers(NO_ROW, STANDS).losesTheAnswer();
    assertThat(call()).isEqualTo(reading(BGP));

    tells(settle(BGP, ENABLED)).losesTheAnswer().answers(NO_ROW, STANDS);
    assertThat(call()).isEqualTo(NamespaceCall.here(new Call.Publish(BGP, Optional.of(ENABLED))));
    answers(STANDS, STANDS);
    assertThat(next()).as("the older one is not done").isEmpty();
  }

  private static NamespaceCall guarding(int barrier) {
    return NamespaceCall.here(new Call.Guard(BGP, TRACE, new BarrierId(barrier)));
  }

  private static NamespaceCall removing(int barrier) {
    BarrierId id = new BarrierId(barrier);
    Command.RemoveTrace command = new Command.RemoveTrace(BGP, TRACE, Optional.of(id));
    return NamespaceCall.here(new Call.Guarded(new Call.RemoveTrace(command), id));
  }

  /** Up to the reading of the rows. */
  private NamespaceDeskTest comparesAfterAPeriod() {
    desk = desk.periodOver();
    return tells(new NamespaceTask.Compare()).answers(NO, names(), names(BGP));
  }

  private NamespaceDeskTest hearsOfBarrier(int barrier) {
    desk = desk.with(new BarrierId(barrier));
    return this;
  }

  private NamespaceDeskTest hearsNothingForAWhile() {
    desk = desk.unheard();
    return this;
  }

  private void findsATrace() {
    int comparisons = 0;
    while (next().isEmpty()) {
      comparesAfterAPeriod().answers(hash(BGP, TRACE));
      comparisons++;
    }
    assertThat(comparisons).isBetween(2, 3);
  }

  /** It may have been carried out, and somebody may have begun to write the row since. */
  @Test
  void theRemovalOfATraceIsNotRepeatedAfterALostAnswer() {
    findsATrace();
    answers(STANDS).hearsOfBarrier(1);
    assertThat(call()).isEqualTo(removing(1));

    losesTheAnswer();
    assertThat(next()).isEmpty();

    findsATrace();
    assertThat(call()).as("it is found anew").isEqualTo(guarding(2));
  }

  @Test
  void whatHasTakenThePlaceOfALostRemovalIsDone() {
    findsATrace();
    tells(new NamespaceTask.Look(BGP)).losesTheAnswer();

    assertThat(call()).isEqualTo(reading(BGP));
  }

  // A settling.

  @Test
  void aRowThatSaysSomethingElseIsRewrittenInTheStepThatFindsItAsItWas() {
    tells(settle(BGP, ENABLED));
    assertThat(call()).isEqualTo(reading(BGP));
    answers(hash(BGP, TEMPLATE));
    assertThat(call()).as("the host's row comes first").isEqualTo(LOOK);
    answers(STANDS);
    assertThat(call()).isEqualTo(settling(TEMPLATE));
    answers(STANDS);
    assertThat(call()).as("and last").isEqualTo(LOOK);
    answers(STANDS);

    assertThat(results).containsExactly(new Mirrored(TEMPLATE, RENDERING));
  }

  @Test
  void nothingIsWrittenForAHostsRowThatIsGoneOrAnother() {
    tells(settle(BGP, ENABLED)).answers(hash(BGP, TEMPLATE), CHANGED);
    tells(settle(BGP, ENABLED)).answers(NO_ROW, GONE);

    assertThat(results)
        .containsExactly(new NamespaceResult.Overtaken(), new NamespaceResult.Overtaken());
    assertThat(next()).isEmpty();
  }

  @Test
  void whatWasPublishedForSuchARowIsTakenBack() {
    tells(settle(BGP, ENABLED)).answers(hash(BGP, TEMPLATE), STANDS, STANDS, GONE);
    assertThat(call()).isEqualTo(NamespaceCall.here(new Call.Retract(BGP, ENABLED)));
    answers(DONE);

    assertThat(results).containsExactly(new NamespaceResult.Overtaken());
  }

  @Test
  void aRowThatKeepsChangingIsReadAnewFiveTimesAndThenLeft() {
    tells(settle(BGP, ENABLED));
    for (int i = 0; i < 5; i++) {
      assertThat(call()).isEqualTo(reading(BGP));
      answers(hash(BGP, TEMPLATE), STANDS, CHANGED);
    }

    assertThat(results).containsExactly(new NamespaceResult.Unsteady());
    assertThat(next()).isEmpty();
  }

  @Test
  void whatAServerRefusesIsLeft() {
    tells(settle(BGP, ENABLED)).answers(hash(BGP, TEMPLATE), STANDS, FOREIGN);
    tells(new NamespaceTask.Forget(BGP)).answers(GONE, REFUSED);

    assertThat(results)
        .containsExactly(
            new NamespaceResult.Refused("a string, not a hash"),
            new NamespaceResult.Refused("READONLY"));
    assertThat(next()).isEmpty();
  }

  @Test
  void onTwoServersARewrittenRowIsPublishedInASecondStep() {
    desk = NamespaceDesk.empty(Servers.TWO);
    tells(settle(BGP, ENABLED)).answers(hash(BGP, TEMPLATE), STANDS);
    assertThat(call()).isEqualTo(NamespaceCall.here(new Call.Publish(BGP, Optional.empty())));
    answers(STANDS);
    assertThat(call()).isEqualTo(NamespaceCall.here(new Call.Rewrite(BGP, TEMPLATE, RENDERING)));
    answers(STANDS);
    assertThat(call()).isEqualTo(NamespaceCall.here(new Call.Publish(BGP, Optional.of(ENABLED))));
    answers(STANDS, STANDS, STANDS);

    assertThat(results).containsExactly(new Mirrored(TEMPLATE, RENDERING));
  }

  // A forgetting.

  private void settles() {
    tells(settle(BGP, ENABLED)).answers(hash(BGP, TEMPLATE), STANDS, STANDS, STANDS);
    results.clear();
  }

  @Test
  void theRowGoesThatWasSeenLastAndNoOther() {
    settles();
    tells(new NamespaceTask.Forget(BGP)).answers(GONE);
    assertThat(call()).isEqualTo(NamespaceCall.here(new Call.RemoveRow(BGP, RENDERED)));
    answers(STANDS);
    assertThat(call()).isEqualTo(NamespaceCall.here(new Call.RemoveState(BGP)));
    answers(DONE, NO);
    assertThat(results).containsExactly(new NamespaceResult.Forgotten(true));

    tells(new NamespaceTask.Forget(BGP)).answers(GONE);
    assertThat(call())
        .as("none has been seen since")
        .isEqualTo(NamespaceCall.here(new Call.RemoveState(BGP)));
  }

  @Test
  void aRowThatIsAnotherByNowStays() {
    settles();
    tells(new NamespaceTask.Forget(BGP)).answers(GONE, CHANGED, DONE, NO);

    assertThat(results).containsExactly(new NamespaceResult.Forgotten(false));
  }

  @Test
  void whileTheHostHasARowOnlyTheDaemonsFieldsGo() {
    settles();
    tells(new NamespaceTask.Forget(BGP)).answers(BACK);
    assertThat(call()).isEqualTo(NamespaceCall.here(new Call.Disown(BGP)));
    answers(DONE);

    assertThat(results).containsExactly(new NamespaceResult.Back(false));
  }

  @Test
  void aHostsRowThatComesBackMeanwhileIsSaid() {
    settles();
    tells(new NamespaceTask.Forget(BGP)).answers(GONE, STANDS, DONE, YES);

    assertThat(results).containsExactly(new NamespaceResult.Back(true));
  }

  @Test
  void beforeTheHostsConfigurationIsLoadedNothingIsForgotten() {
    tells(new NamespaceTask.Forget(BGP)).answers(UNLOADED);

    assertThat(results).containsExactly(new NamespaceResult.NotLoaded());
    assertThat(next()).isEmpty();
  }

  // Comparisons and traces.

  @Test
  void aComparisonSeesToItThatChangesAreAnnouncedThereToo() {
    tells(new NamespaceTask.Compare());
    assertThat(call()).isEqualTo(NamespaceCall.here(new Call.Announcements()));

    answers(YES);
    assertThat(call()).isEqualTo(NamespaceCall.here(new Call.Published()));
  }

  @Test
  void whatOnlyTheNamespaceKnowsIsListed() {
    tells(new NamespaceTask.Compare()).answers(NO, names(BGP, LLDP), names(LLDP, SNMP));

    assertThat(events).containsExactly(new Event.Listed(ImmutableSortedSet.of(BGP), false));
    answers(names(), NO_ROW);
    assertThat(next()).isEmpty();
  }

  @Test
  void whereNothingIsPublishedTheHostIsNotAsked() {
    tells(new NamespaceTask.Compare()).answers(NO, names());

    assertThat(call()).isEqualTo(NamespaceCall.here(new Call.Configured()));
    answers(names(BGP));
    assertThat(call()).isEqualTo(reading(BGP));
  }

  @Test
  void aRowThatIsTouchedMeanwhileIsLookedAtAndNotRemoved() {
    for (int i = 0; i < 2; i++) {
      comparesAfterAPeriod().answers(hash(BGP, TRACE));
    }
    comparesAfterAPeriod();
    tells(new NamespaceTask.Look(BGP)).answers(hash(BGP, TRACE));

    assertThat(call()).isEqualTo(reading(BGP));
    answers(hash(BGP, TRACE));
    assertThat(next()).isEmpty();
  }

  @Test
  void aComparisonThatIsCutOffCountsNothing() {
    comparesAfterAPeriod().answers(hash(BGP, TRACE));
    for (int i = 0; i < 5; i++) {
      comparesAfterAPeriod().losesTheAnswer();
    }

    answers(NO, names(), names(BGP), hash(BGP, TRACE));
    assertThat(next()).isEmpty();
  }

  @Test
  void whatBecameOfATraceIsSaid() {
    findsATrace();
    answers(CHANGED);
    findsATrace();
    answers(STANDS).hearsOfBarrier(2).answers(REFUSED);

    assertThat(results)
        .contains(new NamespaceResult.Trace(CHANGED), new NamespaceResult.Trace(REFUSED));
    assertThat(next()).isEmpty();
  }

  // The barrier of a removal.

  @Test
  void aTraceIsRemovedBehindItsBarrier() {
    findsATrace();
    assertThat(call()).isEqualTo(guarding(1));
    answers(STANDS);
    assertThat(next()).as("it waits").isEmpty();

    assertThat(hearsOfBarrier(1).call()).isEqualTo(removing(1));
    answers(STANDS);
    assertThat(results).endsWith(new NamespaceResult.Trace(STANDS));
    assertThat(next()).isEmpty();
  }

  @Test
  void theBarrierMayBeHeardBeforeTheAnswerToTheCallThatSentIt() {
    findsATrace();
    hearsOfBarrier(1).answers(STANDS);

    assertThat(call()).isEqualTo(removing(1));
  }

  @Test
  void anotherBarrierIsNotItsOwn() {
    findsATrace();
    losesTheAnswer();
    findsATrace();
    answers(STANDS);

    assertThat(hearsOfBarrier(1).next()).isEmpty();
    assertThat(hearsOfBarrier(2).call()).isEqualTo(removing(2));
  }

  @Test
  void itWaitsForNobody() {
    findsATrace();
    answers(STANDS).tells(settle(LLDP, ENABLED));
    assertThat(call()).isEqualTo(reading(LLDP));
    hearsOfBarrier(1).answers(NO_ROW, STANDS, STANDS, STANDS);

    assertThat(call()).isEqualTo(removing(1));
  }

  @Test
  void aRowThatIsTouchedBeforeTheBarrierIsLookedAtAndNotRemoved() {
    findsATrace();
    answers(STANDS).tells(new NamespaceTask.Look(BGP)).hearsOfBarrier(1);
    assertThat(call()).isEqualTo(reading(BGP));
    answers(hash(BGP, TRACE));
    assertThat(next()).isEmpty();
  }

  @Test
  void soIsOneThatIsTouchedBeforeTheAnswerToTheCallThatSentTheBarrier() {
    findsATrace();
    tells(new NamespaceTask.Look(BGP)).hearsOfBarrier(1).answers(STANDS);

    assertThat(call()).isEqualTo(reading(BGP));
  }

  /** Whoever is not subscribed never hears of the barrier. */
  @Test
  void aRemovalWhoseBarrierMayBeLostIsGivenUp() {
    findsATrace();
    answers(STANDS).hearsNothingForAWhile().hearsOfBarrier(1);
    assertThat(next()).isEmpty();

    findsATrace();
    hearsNothingForAWhile().answers(STANDS).hearsOfBarrier(2);
    assertThat(next()).isEmpty();
  }

  @Test
  void whereNothingIsAnnouncedNoTraceIsRemoved() {
    Reply both = new Reply.Hashes(ImmutableSortedMap.of(BGP, TRACE, LLDP, TRACE));
    comparesAfterAPeriod().answers(hash(BGP, TRACE));
    comparesAfterAPeriod().answers(both);
    comparesAfterAPeriod().answers(both);
    assertThat(call()).isEqualTo(guarding(1));
    answers(UNANNOUNCED);
    assertThat(next()).isEmpty();

    comparesAfterAPeriod().answers(both);
    assertThat(next()).as("the other one is suspected from the beginning too").isEmpty();
  }

  // Periods.

  /** A slow server must not bring two periods together. */
  @Test
  void aPeriodThatWasOverBeforeATraceWasFoundDoesNotCount() {
    desk = desk.periodOver();
    tells(new NamespaceTask.Look(BGP)).answers(hash(BGP, TRACE));
    tells(new NamespaceTask.Compare()).answers(NO, names(), names(BGP), hash(BGP, TRACE));
    comparesAfterAPeriod().answers(hash(BGP, TRACE));
    assertThat(next()).isEmpty();

    comparesAfterAPeriod().answers(hash(BGP, TRACE));
    assertThat(call()).isEqualTo(guarding(1));
  }

  @Test
  void aPeriodCountsOnce() {
    comparesAfterAPeriod().answers(hash(BGP, TRACE));
    comparesAfterAPeriod().answers(hash(BGP, TRACE));
    tells(new NamespaceTask.Compare()).answers(NO, names(), names(BGP), hash(BGP, TRACE));

    assertThat(next()).isEmpty();
  }

  @Test
  void noneCountsInWhichSomethingMayHaveGoneUnheard() {
    findsATrace();
    losesTheAnswer();
    comparesAfterAPeriod().answers(hash(BGP, TRACE)).hearsNothingForAWhile();
    comparesAfterAPeriod().answers(hash(BGP, TRACE));

    assertThat(next()).isEmpty();
  }

  @Test
  void noneCountsInWhichNothingWasAnnounced() {
    for (int i = 0; i < 5; i++) {
      desk = desk.periodOver();
      tells(new NamespaceTask.Compare()).answers(YES, names(), names(BGP), hash(BGP, TRACE));
    }
    assertThat(next()).isEmpty();
  }

  @Test
  void norIfTheAnswerWhetherItWasIsLost() {
    comparesAfterAPeriod().answers(hash(BGP, TRACE));
    for (int i = 0; i < 5; i++) {
      desk = desk.periodOver();
      tells(new NamespaceTask.Compare()).losesTheAnswer();
      answers(NO, names(), names(BGP), hash(BGP, TRACE));
    }
    assertThat(next()).isEmpty();
  }

  @Test
  void itsBarriersCanBeNumberedOtherwise() {
    findsATrace();
    losesTheAnswer();
    findsATrace();
    answers(STANDS);

    desk = desk.renumbered(id -> id - 1);

    assertThat(hearsOfBarrier(1).call()).isEqualTo(removing(1));
    losesTheAnswer();
    findsATrace();
    assertThat(call()).isEqualTo(guarding(2));
  }

  @Test
  void aDeskIsAValue() {
    NamespaceDesk before = desk.with(settle(BGP, ENABLED));

    assertThat(desk.with(settle(BGP, ENABLED))).isEqualTo(before).hasSameHashCodeAs(before);
    assertThat(before.taken()).isNotEqualTo(before).isNotEqualTo(desk);
    assertThat(before.taken().answered(NO_ROW).next()).isNotEqualTo(before.taken());
    assertThat(before.toString()).contains("bgp");
  }
}
