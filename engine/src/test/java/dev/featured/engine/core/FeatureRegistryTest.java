package dev.featured.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.featured.engine.feature.Device;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import dev.featured.engine.lifecycle.LifecycleState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of SPEC section 6, told as short histories. */
class FeatureRegistryTest {
  private static final String START = "bgp: start [bgp.service] (restart no)";
  private static final String STOP = "bgp: stop [bgp.service] (restart no)";
  private static final String FORGET = "bgp: forget the published state";
  private static final String REMOVE = "bgp: remove the drop-ins of [bgp.service]";

  private final Switch sonic = new Switch(16);

  private static String publishes(String state) {
    return "bgp: while the row stands, publish " + state;
  }

  @Test
  void anEnabledRowStartsTheUnitsAndThenSaysSo() {
    sonic.writes("bgp", "state", "enabled");
    assertThat(sonic.commands()).containsExactly(START);
    assertThat(sonic.stateOf("bgp")).isEqualTo(LifecycleState.ENABLING);

    sonic.succeeds("bgp");
    assertThat(sonic.commands()).containsExactly(publishes("enabled"));
    assertThat(sonic.stateOf("bgp")).isEqualTo(LifecycleState.ENABLED);
  }

  @Test
  void aDisabledRowStopsTheUnitsAndThenSaysSo() {
    sonic.writes("bgp", "state", "disabled");
    assertThat(sonic.commands()).containsExactly(STOP);

    sonic.succeeds("bgp");
    assertThat(sonic.commands()).containsExactly(publishes("disabled"));
  }

  @Test
  void aFailedStartIsPublishedWithItsOutput() {
    sonic.writes("bgp", "state", "enabled").fails("bgp", "exit 1: no such file");

    assertThat(sonic.commands()).containsExactly(START, publishes("failed (exit 1: no such file)"));
  }

  @Test
  void derivedFieldsAreRewrittenTogetherWithThePublication() {
    sonic
        .writes("bgp", "state", "{{enabled}}", "delayed", "{{False}}", "has_global_scope", "true")
        .succeeds("bgp");
    assertThat(sonic.commands())
        .containsExactly(
            START,
            "bgp: while the row stands, rewrite {delayed=False, state=enabled} publish enabled");

    sonic.settles();
    assertThat(sonic.row("bgp"))
        .contains(Map.of("state", "enabled", "delayed", "False", "has_global_scope", "true"));
    assertThat(sonic.commands()).as("one echo").containsExactly(publishes("enabled"));
    sonic.settlesAll();
    assertThat(sonic.commands()).as("and no more").isEmpty();
  }

  @Test
  void aSettleCarriesWhatTheNamespacesShallSay() {
    sonic
        .writes("bgp", "state", "{{enabled}}", "has_per_asic_scope", "true")
        .succeeds("bgp")
        .settlesAll();

    assertThat(sonic.settled())
        .as("the first settling and its echo, which has nothing to rewrite")
        .hasSize(2)
        .allSatisfy(
            settle ->
                assertThat(settle.rendered())
                    .isEqualTo(
                        Map.of(
                            "state", "enabled",
                            "delayed", "False",
                            "has_global_scope", "True",
                            "has_per_asic_scope", "True")));
  }

  @Test
  void aSettleOfAnUnusableRowSaysNothingOfItsFields() {
    sonic.writes("bgp", "state", "enabeld").settlesAll();

    assertThat(sonic.settled()).hasSize(1);
    assertThat(sonic.settled().get(0).rendered()).isEmpty();
  }

  /** Found by the search: the row went back to what it was before, and then forth again. */
  @Test
  void aWriteThatWasDecidedFromAnOlderRowSaysNothingOfTheNewerOne() {
    Row enabled = Row.of(Map.of("state", "enabled"));
    Row disabled = Row.of(Map.of("state", "disabled"));
    sonic.puts("bgp", enabled).succeeds("bgp").puts("bgp", disabled);

    sonic.step(
        new Event.Settled(
            new FeatureName("bgp"), new RegistrationId(1), new SettleOutcome.Applied(enabled)));
    sonic.succeeds("bgp").settlesAll();

    assertThat(sonic.settled()).last().extracting(Command.Settle::expected).isEqualTo(disabled);
  }

  /** Found by the search: the row that was right again was taken for one that had failed. */
  @Test
  void aRowThatCanBeUnderstoodAgainIsActedOnHoweverThatIsFound() {
    Row enabled = Row.of(Map.of("state", "enabled"));
    sonic.puts("bgp", enabled).succeeds("bgp").settlesAll();
    sonic.writes("bgp", "state", "maybe").settlesAll().commands();

    sonic.changesUnnoticed("bgp", Optional.of(enabled)).compares();

    assertThat(sonic.commands()).containsExactly(START);
  }

  /** Found by the search: the row's successor got the immutable state of its predecessor. */
  @Test
  void aRowThatTheFenceHasFoundGoneIsAnotherOneWhenItIsBack() {
    sonic.writes("bgp", "state", "always_enabled").succeeds("bgp");
    sonic.changesUnnoticed("bgp", Optional.empty()).commands();
    sonic.holdsReads().settles();

    sonic.changesUnnoticed("bgp", Optional.of(Row.of(Map.of("state", "disabled")))).letsReads();

    assertThat(sonic.commands())
        .containsExactly("bgp: forget the published state", "bgp: stop [bgp.service] (restart no)");
  }

  // Newest wish wins.

  @Test
  void aToggledRowNeverRunsItsHistory() {
    sonic.writes("bgp", "state", "enabled");
    for (int i = 0; i < 1_000; i++) {
      sonic.writes("bgp", "state", i % 2 == 0 ? "disabled" : "enabled");
    }
    assertThat(sonic.commands()).containsExactly(START);

    sonic.succeeds("bgp");
    assertThat(sonic.commands()).containsExactly(publishes("enabled"));
  }

  @Test
  void theNewestWishCountsWhenTheOperationEnds() {
    sonic.writes("bgp", "state", "enabled").writes("bgp", "state", "disabled").succeeds("bgp");
    assertThat(sonic.commands()).containsExactly(START, STOP);

    sonic.succeeds("bgp");
    assertThat(sonic.commands()).containsExactly(publishes("disabled"));
  }

  @Test
  void aWishThatChangedCountsEvenWhenTheOperationFails() {
    sonic.writes("bgp", "state", "enabled").writes("bgp", "state", "disabled").fails("bgp", "x");

    assertThat(sonic.commands()).containsExactly(START, STOP);
  }

  @Test
  void anOperationThatHasNotBegunIsReplaced() {
    Switch narrow = new Switch(1);
    narrow.writes("aaa", "state", "enabled").writes("bgp", "state", "enabled");
    narrow.writes("bgp", "state", "disabled").writes("bgp", "state", "enabled");
    narrow.writes("bgp", "state", "disabled");
    assertThat(narrow.commands()).containsExactly("aaa: start [aaa.service] (restart no)");

    narrow.succeeds("aaa");
    assertThat(narrow.commands())
        .containsExactly("aaa: while the row stands, publish enabled", STOP);
  }

  @Test
  void anOperationThatHasNotBegunIsWithdrawnWhenTheRowCannotBeUnderstoodAnyMore() {
    Switch narrow = new Switch(1);
    narrow.writes("aaa", "state", "enabled").writes("bgp", "state", "enabled");
    narrow.writes("bgp", "state", "enabeld");
    narrow.commands();

    narrow.succeeds("aaa");

    assertThat(narrow.commands()).containsExactly("aaa: while the row stands, publish enabled");
  }

  @Test
  void anUnusableRowMovesNothingAndIsPublishedAsFailed() {
    sonic.writes("bgp", "state", "enabeld");

    assertThat(sonic.commands())
        .containsExactly(
            "bgp: while the row stands, publish failed (field 'state' is 'enabeld': it must be"
                + " enabled, disabled, always_enabled or always_disabled)");
    assertThat(sonic.taken()).extracting(Taken::news).containsExactly(true);
  }

  @Test
  void aComplaintIsNewsOnlyOnce() {
    sonic.writes("bgp", "state", "enabeld").settlesAll();
    sonic.taken();

    sonic.compares().settlesAll();
    assertThat(sonic.taken()).extracting(Taken::news).containsExactly(false);

    sonic.writes("bgp", "state", "disabeld");
    assertThat(sonic.taken()).extracting(Taken::news).containsExactly(true);
  }

  @Test
  void aKeyThatIsNoHashIsPublishedAsFailed() {
    sonic.makesAString("bgp");

    assertThat(sonic.commands())
        .containsExactly(publishes("failed (the row is of the Redis type string, not a hash)"));
  }

  // Deletion.

  @Test
  void noIdentityIsGivenTwice() {
    for (String name : List.of("aaa", "bgp", "lldp")) {
      sonic.deletes("unknown").writes(name, "state", "enabled").succeeds(name);
    }
    sonic.deletes("unknown");

    assertThat(sonic.taken().stream().map(Taken::registration).distinct()).hasSize(7);
    assertThat(sonic.ended().stream().map(RegistrationId::value)).isSorted().hasSize(4);
  }

  @Test
  void aDeletedRowIsForgottenItsDropInsAreRemovedAndNothingElseIsDone() {
    sonic.writes("bgp", "state", "enabled").succeeds("bgp").settlesAll();
    sonic.commands();

    sonic.deletes("bgp");
    assertThat(sonic.commands()).containsExactly(FORGET, REMOVE);
    assertThat(sonic.registry().states()).isEmpty();

    sonic.succeeds("bgp");
    assertThat(sonic.commands()).isEmpty();
    assertThat(sonic.ended()).hasSize(1);
  }

  @Test
  void theResultOfAStartWhoseRowIsGoneWritesNothing() {
    sonic.writes("bgp", "state", "enabled").deletes("bgp");
    assertThat(sonic.commands()).containsExactly(START, FORGET);
    assertThat(sonic.ended()).isEmpty();

    sonic.fails("bgp", "unit file is gone");
    assertThat(sonic.commands()).containsExactly(REMOVE);

    sonic.succeeds("bgp");
    assertThat(sonic.commands()).isEmpty();
    assertThat(sonic.ended()).hasSize(1);
  }

  @Test
  void aStartThatTheLastRowDidNotWantIsStoppedAgainAfterTheDeletion() {
    sonic.writes("bgp", "state", "enabled").writes("bgp", "state", "disabled").deletes("bgp");
    assertThat(sonic.commands()).containsExactly(START, FORGET);

    sonic.succeeds("bgp");
    assertThat(sonic.commands()).containsExactly(STOP);
    assertThat(sonic.ended()).isEmpty();

    sonic.succeeds("bgp");
    assertThat(sonic.commands()).containsExactly(REMOVE);
    assertThat(sonic.ended()).isEmpty();

    sonic.succeeds("bgp");
    assertThat(sonic.commands()).isEmpty();
    assertThat(sonic.ended()).hasSize(1);
  }

  @Test
  void aStartThatTheLastRowWantedIsNotStoppedAfterTheDeletion() {
    sonic.writes("bgp", "state", "enabled").deletes("bgp").succeeds("bgp");

    assertThat(sonic.commands()).containsExactly(START, FORGET, REMOVE);
  }

  @Test
  void aStartThatFailedOwesNoStop() {
    sonic.writes("bgp", "state", "enabled").writes("bgp", "state", "disabled").deletes("bgp");
    sonic.fails("bgp", "x");

    assertThat(sonic.commands()).containsExactly(START, FORGET, REMOVE);
  }

  @Test
  void dropInsStayWhenANewRegistrationTakesOverBeforeTheyAreRemoved() {
    sonic.writes("bgp", "state", "enabled").deletes("bgp");
    assertThat(sonic.commands()).containsExactly(START, FORGET);

    sonic.writes("bgp", "state", "enabled", "delayed", "True").succeeds("bgp");

    assertThat(sonic.commands()).isEmpty();
    assertThat(sonic.ended()).hasSize(1);
  }

  @Test
  void aNewRegistrationStartsOnlyWhenTheRemovalOfTheDropInsIsOver() {
    sonic.writes("bgp", "state", "enabled").succeeds("bgp").settlesAll().deletes("bgp");
    sonic.commands();

    sonic.writes("bgp", "state", "enabled");
    assertThat(sonic.commands()).isEmpty();

    sonic.fails("bgp", "read-only file system");
    assertThat(sonic.commands()).containsExactly(START);
    assertThat(sonic.stateOf("bgp")).isEqualTo(LifecycleState.ENABLING);
    assertThat(sonic.ended()).hasSize(1);
  }

  @Test
  void dropInsAreRemovedAfterAStopThatIsOwed() {
    Switch narrow = new Switch(1);
    narrow.writes("bgp", "state", "enabled").succeeds("bgp").settlesAll();
    narrow.writes("aaa", "state", "enabled").writes("bgp", "state", "disabled").deletes("bgp");
    narrow.succeeds("aaa").commands();

    narrow.fails("bgp", "x");

    assertThat(narrow.commands()).containsExactly(REMOVE);
    assertThat(narrow.ended()).isEmpty();
  }

  @Test
  void dropInsThatWaitToBeRemovedAreLeftToWhoTakesOver() {
    Switch narrow = new Switch(1);
    narrow.writes("bgp", "state", "enabled").succeeds("bgp").settlesAll();
    narrow.writes("aaa", "state", "enabled").deletes("bgp");
    narrow.writes("bgp", "state", "enabled").commands();

    narrow.succeeds("aaa");

    assertThat(narrow.commands())
        .containsExactly("aaa: while the row stands, publish enabled", START);
    assertThat(narrow.ended()).hasSize(1);
  }

  @Test
  void dropInsOfAFeatureThatCouldNotBeUnderstoodAreRemovedToo() {
    sonic.writes("bgp", "state", "enabeld").deletes("bgp");

    assertThat(sonic.commands()).endsWith(FORGET, REMOVE);
  }

  @Test
  void dropInsOfEveryUnitThatTheDeviceCouldHaveAreRemoved() {
    Switch smart = new Switch(16, new Device(2, 1, false));
    smart.writes("bgp", "state", "enabled", "has_per_asic_scope", "True").succeeds("bgp");
    smart.commands();

    smart.deletes("bgp");

    assertThat(smart.commands())
        .containsExactly(
            FORGET,
            "bgp: remove the drop-ins of"
                + " [bgp.service, bgp@0.service, bgp@1.service, bgp@dpu0.service]");
  }

  @Test
  void theStopIsNotOwedOnceANewRegistrationHasTakenOver() {
    sonic.writes("bgp", "state", "enabled").writes("bgp", "state", "disabled").deletes("bgp");
    sonic.writes("bgp", "state", "enabled").succeeds("bgp");
    assertThat(sonic.commands()).containsExactly(START, FORGET, START);

    sonic.succeeds("bgp");
    assertThat(sonic.commands()).containsExactly(publishes("enabled"));
  }

  @Test
  void aStopThatIsOwedButHasNotBegunIsWithdrawnByANewRegistration() {
    Switch narrow = new Switch(1);
    narrow.writes("bgp", "state", "enabled").writes("aaa", "state", "enabled");
    narrow.writes("bgp", "state", "disabled").deletes("bgp");
    narrow.succeeds("bgp");
    narrow.writes("bgp", "state", "enabled", "delayed", "True");
    narrow.commands();

    narrow.succeeds("aaa");

    assertThat(narrow.commands()).containsExactly("aaa: while the row stands, publish enabled");
    assertThat(narrow.ended()).hasSize(1);
  }

  @Test
  void aStopThatWaitsForItsTurnIsOwedWhenTheRowGoes() {
    Switch narrow = new Switch(1);
    narrow.writes("bgp", "state", "enabled").succeeds("bgp").settlesAll();
    narrow.writes("aaa", "state", "enabled").writes("bgp", "state", "disabled").deletes("bgp");
    narrow.commands();

    narrow.succeeds("aaa");

    assertThat(narrow.commands())
        .containsExactly("aaa: while the row stands, publish enabled", STOP);
  }

  @Test
  void aStartThatWaitsForItsTurnNeverHappensOnceTheRowIsGone() {
    Switch narrow = new Switch(1);
    narrow.writes("aaa", "state", "enabled").writes("bgp", "state", "enabled").deletes("bgp");
    narrow.commands();

    narrow.succeeds("aaa");

    assertThat(narrow.commands())
        .containsExactly("aaa: while the row stands, publish enabled", REMOVE);
  }

  @Test
  void aRowThatComesBackEqualIsANewRegistration() {
    sonic.writes("bgp", "state", "enabled").succeeds("bgp").settlesAll();
    sonic.taken();
    sonic.commands();

    sonic.deletesAndWrites("bgp", "state", "enabled");

    assertThat(sonic.commands()).containsExactly(FORGET, START);
    assertThat(sonic.taken())
        .filteredOn(Taken::news)
        .extracting(Taken::to)
        .containsExactly(LifecycleState.DEREGISTERED, LifecycleState.ENABLING);
  }

  @Test
  void operationsOfTwoRegistrationsOfOneNameDoNotOverlap() {
    sonic.writes("bgp", "state", "enabled").deletesAndWrites("bgp", "state", "disabled");
    assertThat(sonic.commands()).containsExactly(START, FORGET);

    sonic.succeeds("bgp");
    assertThat(sonic.commands()).as("the old start writes nothing").containsExactly(STOP);

    sonic.succeeds("bgp");
    assertThat(sonic.commands()).containsExactly(publishes("disabled"));
  }

  @Test
  void aReadThatIsOlderThanTheDeletionDoesNotReviveTheRegistration() {
    sonic.writes("bgp", "state", "enabled").succeeds("bgp").settlesAll();
    sonic.commands();
    sonic.holdsReads().writes("bgp", "state", "disabled");
    Event.RowsRead old = sonic.readsButDoesNotBring();
    sonic.deletes("bgp");

    sonic.step(old).letsReads();

    assertThat(sonic.commands()).containsExactly(FORGET, REMOVE);
  }

  @Test
  void aRowReadAsMissingIsForgottenEvenWhenNobodyKnowsIt() {
    sonic.compares("bgp");

    assertThat(sonic.commands()).containsExactly(FORGET);
    assertThat(sonic.taken()).extracting(Taken::news).containsExactly(false);
    assertThat(sonic.registry()).isEqualTo(sonic.registry().step(noEvent()).next());
  }

  private static Event noEvent() {
    return new Event.Settled(
        new FeatureName("nobody"), new RegistrationId(-1), new SettleOutcome.Gone());
  }

  @Test
  void aRowThatVanishedUnnoticedIsFoundByTheComparison() {
    sonic.writes("bgp", "state", "enabled").succeeds("bgp").settlesAll();
    sonic.commands();

    sonic.changesUnnoticed("bgp", Optional.empty()).compares();

    assertThat(sonic.commands()).containsExactly(FORGET, REMOVE);
  }

  // The fence's answers.

  @Test
  void aChangedRowIsReadAgain() {
    sonic.writes("bgp", "state", "enabled").succeeds("bgp");
    sonic.changesUnnoticed("bgp", Optional.of(Row.of(Map.of("state", "disabled"))));
    sonic.commands();

    sonic.settles();

    assertThat(sonic.commands()).containsExactly(STOP);
  }

  @Test
  void aRowThatIsGoneWhenItsStateIsPublishedIsDeregistered() {
    sonic.writes("bgp", "state", "enabled").succeeds("bgp");
    sonic.changesUnnoticed("bgp", Optional.empty());
    sonic.commands();

    sonic.settles();

    assertThat(sonic.commands()).containsExactly(FORGET, REMOVE);
  }

  @Test
  void anAnswerForAnOlderRegistrationCountsForNothing() {
    sonic.writes("bgp", "state", "enabled").succeeds("bgp").deletes("bgp");
    sonic.writes("bgp", "state", "disabled");
    FeatureRegistry before = sonic.registry();

    FeatureRegistry after =
        before
            .step(
                new Event.Settled(
                    new FeatureName("bgp"), new RegistrationId(1), new SettleOutcome.Changed()))
            .next();

    assertThat(after).isEqualTo(before);
  }

  @Test
  void aResultOfAnOperationThatIsNotAtWorkCountsForNothing() {
    sonic.writes("bgp", "state", "enabled");
    FeatureRegistry before = sonic.registry();

    Step step =
        before.step(
            new Event.OperationEnded(
                new FeatureName("bgp"), new OperationId(99), new OperationResult.Succeeded()));

    assertThat(step.next()).isEqualTo(before);
    assertThat(step.commands()).isEmpty();
  }

  // Failure and retry.

  @Test
  void theSameWishInFailedIsARetryWhenSomebodyWritesIt() {
    sonic.writes("bgp", "state", "enabled").fails("bgp", "x").settlesAll();
    sonic.commands();

    sonic.writes("bgp", "state", "enabled");

    assertThat(sonic.commands()).containsExactly(START);
  }

  @Test
  void theSameWishInFailedIsNoRetryWhenTheComparisonFindsIt() {
    sonic.writes("bgp", "state", "enabled").fails("bgp", "x").settlesAll();
    sonic.commands();

    sonic.compares();

    assertThat(sonic.commands()).containsExactly(publishes("failed (x)"));
  }

  @Test
  void theEchoOfOurOwnWriteIsNoRetry() {
    sonic.writes("bgp", "state", "{{enabled}}").fails("bgp", "x").settlesAll();

    assertThat(sonic.commands())
        .containsExactly(
            START,
            "bgp: while the row stands, rewrite {state=enabled} publish failed (x)",
            publishes("failed (x)"));

    sonic.writes("bgp", "state", "enabled");
    assertThat(sonic.commands()).as("what somebody writes later is").containsExactly(START);
  }

  @Test
  void theEchoIsStillKnownWhenTheComparisonReadsTheRowFirst() {
    sonic.writes("bgp", "state", "{{enabled}}").fails("bgp", "x").holdsNotifications();
    sonic.settles().compares();
    sonic.commands();

    sonic.letsNotifications();

    assertThat(sonic.commands()).containsExactly(publishes("failed (x)"));
  }

  @Test
  void whatSomebodyWritesWhileTheEchoOfOurOwnWriteIsDueIsARetry() {
    sonic.writes("bgp", "state", "{{enabled}}").fails("bgp", "x").holdsNotifications();
    sonic.settles().commands();

    sonic.writes("bgp", "state", "enabled", "high_mem_alert", "enabled");

    assertThat(sonic.commands()).containsExactly(START);
  }

  /** One that was not heard in time is not heard at all: what comes later is somebody's write. */
  @ParameterizedTest
  @MethodSource("whereADeletionMayHaveGoneUnheard")
  void theEchoIsNoLongerAwaitedWhereItMayHaveGoneUnheard(Event event) {
    sonic.writes("bgp", "state", "{{enabled}}").fails("bgp", "x").holdsNotifications();
    sonic.settles().losesNotifications().step(event).settlesAll();
    sonic.commands();

    sonic.writes("bgp", "state", "enabled");

    assertThat(sonic.commands()).containsExactly(START);
  }

  @Test
  void anotherWishThatTheComparisonFindsInFailedIsTried() {
    sonic.writes("bgp", "state", "enabled").fails("bgp", "x").settlesAll();
    sonic.commands();

    sonic.changesUnnoticed("bgp", Optional.of(Row.of(Map.of("state", "disabled")))).compares();

    assertThat(sonic.commands()).containsExactly(STOP);
  }

  @Test
  void theSameWishWhenItIsDoneDoesNothingButReassert() {
    sonic.writes("bgp", "state", "enabled").succeeds("bgp").settlesAll();
    sonic.commands();

    sonic.writes("bgp", "state", "enabled");

    assertThat(sonic.commands()).containsExactly(publishes("enabled"));
  }

  // Auto-restart.

  @Test
  void anotherAutoRestartIsSetWithoutTouchingTheUnits() {
    sonic.writes("bgp", "state", "enabled", "auto_restart", "disabled").succeeds("bgp");
    sonic.settlesAll().commands();

    sonic.writes("bgp", "state", "enabled", "auto_restart", "always_enabled");
    assertThat(sonic.commands())
        .containsExactly("bgp: set auto-restart of [bgp.service] (restart always)");
    assertThat(sonic.stateOf("bgp")).isEqualTo(LifecycleState.ENABLED);

    sonic.succeeds("bgp");
    assertThat(sonic.commands()).containsExactly(publishes("enabled"));
  }

  @Test
  void anAutoRestartThatCannotBeSetFailsTheFeature() {
    sonic.writes("bgp", "state", "disabled").succeeds("bgp").settlesAll();
    sonic.writes("bgp", "state", "disabled", "auto_restart", "enabled");
    sonic.commands();

    sonic.fails("bgp", "read-only file system");

    assertThat(sonic.commands()).containsExactly(publishes("failed (read-only file system)"));
  }

  @Test
  void theResultOfASupersededOperationCountsForNothing() {
    sonic.writes("bgp", "state", "enabled").succeeds("bgp").settlesAll();
    sonic.writes("bgp", "state", "enabled", "auto_restart", "enabled");
    sonic.writes("bgp", "state", "disabled", "auto_restart", "enabled");
    sonic.commands();

    sonic.fails("bgp", "the drop-in");
    assertThat(sonic.commands()).containsExactly("bgp: stop [bgp.service] (restart always)");
    assertThat(sonic.stateOf("bgp")).isEqualTo(LifecycleState.DISABLING);
  }

  // Delayed features.

  @Test
  void aDelayedFeatureStartsWithThePorts() {
    sonic.writes("bgp", "state", "enabled", "delayed", "True");
    assertThat(sonic.commands()).isEmpty();
    assertThat(sonic.stateOf("bgp")).isEqualTo(LifecycleState.ABSENT);

    sonic.portsReady();
    assertThat(sonic.commands()).containsExactly(START);
  }

  @Test
  void disablingADelayedFeatureDoesNotWait() {
    sonic.writes("bgp", "state", "disabled", "delayed", "True");

    assertThat(sonic.commands()).containsExactly(STOP);
  }

  @Test
  void aDelayedFeatureIsStartedAgainWhenThePortsComeUpAgain() {
    sonic.portsReady().writes("bgp", "state", "enabled", "delayed", "True").succeeds("bgp");
    sonic.writes("lldp", "state", "enabled").succeeds("lldp").settlesAll();
    sonic.commands();

    sonic.portsReady();

    assertThat(sonic.commands()).containsExactly(START);
  }

  @Test
  void aFeatureThatRunsAndIsGivenOtherUnitsAndADelayWaitsForThePorts() {
    Switch twoAsics = new Switch(16, new Device(2, 0, false));
    twoAsics.writes("bgp", "state", "enabled").succeeds("bgp").settlesAll();
    twoAsics.commands();

    twoAsics.writes("bgp", "state", "enabled", "delayed", "True", "has_per_asic_scope", "True");
    assertThat(twoAsics.commands()).isEmpty();
    assertThat(twoAsics.stateOf("bgp")).isEqualTo(LifecycleState.ABSENT);

    twoAsics.portsReady();
    assertThat(twoAsics.commands())
        .containsExactly("bgp: start [bgp.service, bgp@0.service, bgp@1.service] (restart no)");
  }

  @Test
  void aDelayedFeatureThatFailedIsStartedAgainWhenThePortsComeUpAgain() {
    sonic.portsReady().writes("bgp", "state", "enabled", "delayed", "True").fails("bgp", "x");
    sonic.writes("lldp", "state", "enabled").fails("lldp", "x").settlesAll();
    sonic.commands();

    sonic.portsReady();

    assertThat(sonic.commands()).containsExactly(START);
    assertThat(sonic.stateOf("bgp")).isEqualTo(LifecycleState.ENABLING);
    assertThat(sonic.stateOf("lldp")).isEqualTo(LifecycleState.FAILED);
  }

  @Test
  void aDelayedFeatureThatFailedAndIsToBeStoppedIsLeftAloneByThePorts() {
    sonic.portsReady().writes("bgp", "state", "disabled", "delayed", "True").fails("bgp", "x");
    sonic.settlesAll().commands();

    sonic.portsReady();

    assertThat(sonic.commands()).isEmpty();
  }

  @Test
  void aDelayedFeatureStartsWhenItHasWaitedLongEnough() {
    sonic.writes("bgp", "state", "enabled", "delayed", "True").waitedLongEnough();

    assertThat(sonic.commands()).containsExactly(START);
  }

  @Test
  void theTimeLimitIsNoMatterOncePortsAreReady() {
    sonic.portsReady().writes("bgp", "state", "enabled", "delayed", "True").succeeds("bgp");
    sonic.settlesAll().commands();

    sonic.waitedLongEnough();

    assertThat(sonic.commands()).isEmpty();
  }

  @Test
  void inAWarmBootADelayedFeatureStartsWhenThatHasFinishedWhateverThePortsDo() {
    sonic.bootsWarm().portsReady().writes("bgp", "state", "enabled", "delayed", "True");
    sonic.portsReady();
    assertThat(sonic.commands()).isEmpty();

    sonic.finishesWarmBoot();
    assertThat(sonic.commands()).containsExactly(START);
  }

  @Test
  void inAWarmBootOnlyDelayedFeaturesWait() {
    sonic.bootsWarm().writes("bgp", "state", "enabled");

    assertThat(sonic.commands()).containsExactly(START);
  }

  @Test
  void theTimeLimitEndsTheWaitForAWarmBootToo() {
    sonic.bootsWarm().writes("bgp", "state", "enabled", "delayed", "True").waitedLongEnough();
    assertThat(sonic.commands()).containsExactly(START);

    sonic.succeeds("bgp").settlesAll().commands();
    sonic.finishesWarmBoot();
    assertThat(sonic.commands()).as("it runs already").isEmpty();
  }

  @Test
  void afterAWarmBootADelayedFeatureIsStartedAgainWhenThePortsComeUpAgain() {
    sonic.bootsWarm().writes("bgp", "state", "enabled", "delayed", "True").finishesWarmBoot();
    sonic.succeeds("bgp").settlesAll().commands();

    sonic.portsReady();
    assertThat(sonic.commands()).containsExactly(START);
  }

  @Test
  void aWarmBootThatIsFoundLateShutsNothing() {
    sonic.portsReady().bootsWarm().writes("bgp", "state", "enabled", "delayed", "True");

    assertThat(sonic.commands()).containsExactly(START);
  }

  @Test
  void aTemplateOfAWaitingFeatureIsRewrittenAtOnce() {
    sonic.writes("bgp", "state", "{{enabled}}", "delayed", "{{True}}");

    assertThat(sonic.commands())
        .containsExactly("bgp: while the row stands, rewrite {delayed=True, state=enabled}");
  }

  // Immutable states.

  @Test
  void anImmutableStateIsPutBack() {
    sonic.writes("bgp", "state", "always_enabled").succeeds("bgp").settlesAll();
    sonic.commands();

    sonic.writes("bgp", "state", "disabled");
    assertThat(sonic.commands())
        .containsExactly(
            "bgp: while the row stands and behind a barrier, rewrite {state=always_enabled}"
                + " publish enabled");

    sonic.settlesAll();
    assertThat(sonic.row("bgp")).contains(Map.of("state", "always_enabled"));
  }

  @Test
  void anImmutableStateThatARunningFeatureIsGivenLaterIsPutBackToo() {
    sonic.writes("bgp", "state", "enabled").succeeds("bgp").settlesAll();
    sonic.writes("bgp", "state", "always_enabled").settlesAll();
    sonic.commands();

    sonic.writes("bgp", "state", "disabled");
    assertThat(sonic.commands())
        .containsExactly(
            "bgp: while the row stands and behind a barrier, rewrite {state=always_enabled}"
                + " publish enabled");

    sonic.settlesAll();
    assertThat(sonic.row("bgp")).contains(Map.of("state", "always_enabled"));
  }

  @Test
  void anImmutableStateThatIsGivenDuringAnOperationIsPutBackToo() {
    sonic.writes("bgp", "state", "disabled").writes("bgp", "state", "always_disabled");
    sonic.writes("bgp", "state", "enabled").succeeds("bgp");

    assertThat(sonic.commands())
        .containsExactly(
            STOP,
            "bgp: while the row stands and behind a barrier, rewrite {state=always_disabled}"
                + " publish disabled");
  }

  @Test
  void anImmutableStateEndsWithItsRegistration() {
    sonic.writes("bgp", "state", "always_enabled").succeeds("bgp").settlesAll();
    sonic.commands();

    sonic.deletesAndWrites("bgp", "state", "disabled");

    assertThat(sonic.commands()).containsExactly(FORGET, STOP);
  }

  // Rows that are somebody else's.

  @Test
  void aRowWithoutStateIsLeftAlone() {
    sonic.writes("bgp", "set_owner", "kube");
    assertThat(sonic.commands()).containsExactly(FORGET);

    sonic.writes("bgp", "set_owner", "local").compares().compares();
    assertThat(sonic.commands()).containsOnly(FORGET);
  }

  /** The configuration may have been away when it was first forgotten. */
  @Test
  void whatIsNobodysIsForgottenWheneverItIsLookedAt() {
    sonic.writes("bgp", "state", "enabled").succeeds("bgp").settlesAll();
    sonic.writes("bgp", "set_owner", "kube").commands();

    sonic.reconnects();
    assertThat(sonic.commands()).containsExactly(FORGET);

    sonic.compares();
    assertThat(sonic.commands()).containsExactly(FORGET);
  }

  @Test
  void aRowThatLosesItsStateIsNoRegistrationAnyMore() {
    sonic.writes("bgp", "state", "enabled").succeeds("bgp").settlesAll();
    sonic.commands();

    sonic.writes("bgp", "set_owner", "kube");

    assertThat(sonic.commands()).containsExactly(FORGET, REMOVE);
    assertThat(sonic.registry().states()).isEmpty();
  }

  private Switch changesAnImmutableState() {
    sonic.writes("bgp", "state", "always_enabled").succeeds("bgp").settlesAll();
    sonic.writes("bgp", "state", "disabled");
    return sonic;
  }

  @Test
  void whatIsHeardOfTheRowBeforeTheBarrierPreventsThePutBack() {
    changesAnImmutableState().holdsReads().deletesAndWrites("bgp", "state", "disabled");

    sonic.settlesAll().letsReads().succeeds("bgp").settlesAll();

    assertThat(sonic.row("bgp")).contains(Map.of("state", "disabled"));
  }

  @Test
  void soDoesADeletionThatWasHeardOfBeforeItWasDecidedAndIsStillToBeLookedInto() {
    sonic.writes("bgp", "state", "always_enabled").writes("bgp", "state", "disabled");
    sonic.holdsReads().deletesAndWrites("bgp", "state", "disabled");

    sonic.succeeds("bgp").settlesAll();

    assertThat(sonic.row("bgp")).contains(Map.of("state", "disabled"));
  }

  @Test
  void aWriteThatIsHeardBeforeTheBarrierIsLookedIntoFirst() {
    changesAnImmutableState().commands();
    sonic.writes("bgp", "state", "disabled", "set_owner", "kube");

    sonic.settles();
    assertThat(sonic.row("bgp")).contains(Map.of("state", "disabled", "set_owner", "kube"));

    sonic.settlesAll();
    assertThat(sonic.row("bgp")).contains(Map.of("state", "always_enabled", "set_owner", "kube"));
  }

  static Stream<Event> whereADeletionMayHaveGoneUnheard() {
    return Stream.of(new Event.Unheard(), new Event.ConfigurationGone());
  }

  @ParameterizedTest
  @MethodSource("whereADeletionMayHaveGoneUnheard")
  void anImmutableStateIsForgottenWhereADeletionMayHaveGoneUnheard(Event event) {
    sonic.writes("bgp", "state", "always_enabled").succeeds("bgp").settlesAll();
    sonic.step(event);

    sonic.writes("bgp", "state", "disabled").succeeds("bgp").settlesAll();

    assertThat(sonic.row("bgp")).contains(Map.of("state", "disabled"));
  }

  @ParameterizedTest
  @MethodSource("whereADeletionMayHaveGoneUnheard")
  void whatWaitsForItsBarrierThenIsGivenUp(Event event) {
    changesAnImmutableState().step(event).settlesAll();

    assertThat(sonic.row("bgp")).contains(Map.of("state", "disabled"));
  }

  @Test
  void anImmutableStateIsTakenAnewFromWhatTheRowSaysThen() {
    sonic.writes("bgp", "state", "always_enabled").succeeds("bgp").settlesAll();
    sonic.reconnects();

    sonic.writes("bgp", "state", "disabled").settlesAll();

    assertThat(sonic.row("bgp")).contains(Map.of("state", "always_enabled"));
  }

  @Test
  void aChangeThatNobodyAnnouncedIsNotPutBackAndMakesAllImmutableStatesForgotten() {
    sonic.writes("lldp", "state", "always_enabled").succeeds("lldp").settlesAll();
    sonic.writes("bgp", "state", "always_enabled").succeeds("bgp").settlesAll();
    sonic.changesUnnoticed("bgp", Optional.of(Row.of(Map.of("state", "disabled"))));

    sonic.touchesState("bgp").settlesAll().succeeds("bgp").settlesAll();
    assertThat(sonic.row("bgp")).contains(Map.of("state", "disabled"));

    sonic.touchesState("bgp").settlesAll();
    assertThat(sonic.row("bgp")).as("for good").contains(Map.of("state", "disabled"));
  }

  @Test
  void aChangeThatIsSeenBeforeItIsHeardOfIsPutBackOnceItIs() {
    sonic.writes("bgp", "state", "always_enabled").succeeds("bgp").settlesAll();
    sonic.changesUnnoticed("bgp", Optional.of(Row.of(Map.of("state", "disabled"))));
    sonic.touchesState("bgp");

    sonic.step(new Event.Notified(new FeatureName("bgp"), false)).settlesAll();

    assertThat(sonic.row("bgp")).contains(Map.of("state", "always_enabled"));
  }

  @Test
  void aTraceThatIsWrittenBeforeItsBarrierIsHeardStays() {
    findsATrace().compares().compares();
    findsATrace();

    sonic.removesTrace();

    assertThat(sonic.row("bgp")).isPresent();
  }

  @Test
  void aTraceIsWatchedAnewWhereSomethingMayHaveGoneUnheard() {
    findsATrace().compares().reconnects().compares();
    assertThat(besidesForgetting()).isEmpty();

    sonic.compares();
    assertThat(besidesForgetting()).containsExactly(REMOVE_TRACE);
    sonic.reconnects().removesTrace();
    assertThat(sonic.row("bgp")).isPresent();
  }

  // Traces of revived rows.

  private static final String REMOVE_TRACE =
      "bgp: remove the trace {has_global_scope=True, has_per_asic_scope=False} behind a barrier";

  /** What is nobody's is forgotten whenever it is looked at, which is of no interest here. */
  private List<String> besidesForgetting() {
    return sonic.commands().stream().filter(command -> !command.equals(FORGET)).toList();
  }

  private Switch findsATrace() {
    return sonic.writes("bgp", "has_global_scope", "True", "has_per_asic_scope", "False");
  }

  @Test
  void aTraceIsRemovedWhenTheSteadyComparisonHasFoundItUnchangedTwice() {
    findsATrace();
    assertThat(besidesForgetting()).isEmpty();
    sonic.compares();
    assertThat(besidesForgetting()).isEmpty();

    sonic.compares();
    assertThat(besidesForgetting()).containsExactly(REMOVE_TRACE);

    sonic.removesTrace();
    assertThat(sonic.row("bgp")).isEmpty();
    assertThat(sonic.commands()).as("a row that is missing").containsExactly(FORGET);
    assertThat(sonic.registry()).as("nothing is remembered").isEqualTo(afterwardsEmpty());
  }

  private FeatureRegistry afterwardsEmpty() {
    return sonic.registry().step(noEvent()).next();
  }

  @Test
  void aTraceThatIsThereAtTheStartIsRemovedToo() {
    sonic.changesUnnoticed("bgp", Optional.of(Row.of(Map.of("delayed", "False"))));
    sonic.reconnects().compares();
    assertThat(besidesForgetting()).isEmpty();

    sonic.compares();
    assertThat(besidesForgetting())
        .containsExactly("bgp: remove the trace {delayed=False} behind a barrier");
  }

  @Test
  void onlyTheSteadyComparisonMakesATrace() {
    findsATrace().compares();
    for (int i = 0; i < 100; i++) {
      sonic.touchesState("bgp");
    }
    assertThat(besidesForgetting()).isEmpty();

    sonic.compares();
    assertThat(besidesForgetting()).containsExactly(REMOVE_TRACE);
  }

  @Test
  void aTraceThatSomebodyWritesIsWatchedAnewEvenIfItStaysTheSame() {
    findsATrace().compares();
    findsATrace().compares();
    assertThat(besidesForgetting()).isEmpty();

    sonic.compares();
    assertThat(besidesForgetting()).containsExactly(REMOVE_TRACE);
  }

  @Test
  void aTraceThatWentAndCameBackIsWatchedAnew() {
    findsATrace().compares();
    sonic.deletesAndWrites("bgp", "has_global_scope", "True", "has_per_asic_scope", "False");
    sonic.commands();

    sonic.compares();
    assertThat(besidesForgetting()).isEmpty();
  }

  @Test
  void aTraceThatChangedUnnoticedIsWatchedAnew() {
    findsATrace().compares();
    sonic.changesUnnoticed("bgp", Optional.of(Row.of(Map.of("has_global_scope", "True"))));
    sonic.compares().compares();
    assertThat(besidesForgetting()).isEmpty();

    sonic.compares();
    assertThat(besidesForgetting())
        .containsExactly("bgp: remove the trace {has_global_scope=True} behind a barrier");
  }

  @Test
  void aTraceIsNotRemovedWhileANotificationOfItIsStillToBeLookedInto() {
    findsATrace().compares();
    sonic.holdsReads().compares();
    findsATrace();
    sonic.letsReads();
    assertThat(besidesForgetting()).isEmpty();

    sonic.compares();
    assertThat(besidesForgetting()).isEmpty();
  }

  @Test
  void aTraceThatCouldNotBeRemovedIsWatchedAnew() {
    findsATrace().compares().compares();
    sonic.commands();

    sonic.compares();
    assertThat(besidesForgetting()).isEmpty();
    sonic.compares();
    assertThat(besidesForgetting()).containsExactly(REMOVE_TRACE);
  }

  @Test
  void aTraceThatGetsAStateIsARegistration() {
    findsATrace().compares();
    sonic.writes("bgp", "has_global_scope", "True", "state", "enabled");
    assertThat(besidesForgetting()).containsExactly(START);

    sonic.succeeds("bgp").settlesAll().compares().compares().compares();
    assertThat(besidesForgetting()).doesNotContain(REMOVE_TRACE);
  }

  @Test
  void aRegistrationThatIsReducedToATraceEndsFirst() {
    sonic.writes("bgp", "has_global_scope", "True", "state", "enabled").succeeds("bgp");
    sonic.settlesAll().commands();

    sonic.changesUnnoticed("bgp", Optional.of(Row.of(Map.of("has_global_scope", "True"))));
    sonic.compares().compares();
    assertThat(besidesForgetting()).containsExactly(REMOVE);
    assertThat(sonic.registry().states()).isEmpty();

    sonic.compares();
    assertThat(besidesForgetting())
        .containsExactly("bgp: remove the trace {has_global_scope=True} behind a barrier");
  }

  @Test
  void aRowWithMoreFieldsIsNoTrace() {
    sonic.writes("bgp", "has_global_scope", "True", "set_owner", "kube");
    sonic.compares().compares().compares();

    assertThat(besidesForgetting()).isEmpty();
  }

  /** However the steady comparison falls between two of its fields, if only once. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void aRowThatIsWrittenFieldByFieldIsNeverTakenForATrace(int comparisons) {
    sonic.writes("bgp", "has_global_scope", "True");
    comparesIf((comparisons & 1) != 0);
    sonic.writes("bgp", "has_global_scope", "True", "has_per_asic_scope", "False");
    comparesIf((comparisons & 2) != 0);
    sonic.writes(
        "bgp", "has_global_scope", "True", "has_per_asic_scope", "False", "delayed", "False");
    comparesIf((comparisons & 4) != 0);
    sonic.writes(
        "bgp",
        "has_global_scope",
        "True",
        "has_per_asic_scope",
        "False",
        "delayed",
        "False",
        "state",
        "enabled");
    sonic.compares().compares();

    assertThat(besidesForgetting()).containsExactly(START);
  }

  private void comparesIf(boolean yes) {
    if (yes) {
      sonic.compares().reconnects().touchesState("bgp");
    }
  }

  // What is published.

  @Test
  void aPublicationThatSomebodyTouchedIsReasserted() {
    sonic.writes("bgp", "state", "enabled").succeeds("bgp").settlesAll();
    sonic.commands();

    sonic.touchesState("bgp");
    assertThat(sonic.commands()).containsExactly(publishes("enabled"));
    assertThat(sonic.taken()).last().extracting(Taken::news).isEqualTo(false);
  }

  @Test
  void aTouchedPublicationIsNoRetry() {
    sonic.writes("bgp", "state", "enabled").fails("bgp", "x").settlesAll();
    sonic.commands();

    sonic.touchesState("bgp").touchesState("bgp");

    assertThat(sonic.commands()).containsExactly(publishes("failed (x)"), publishes("failed (x)"));
  }

  @Test
  void aTouchedPublicationDoesNotTakeARetryAway() {
    sonic.writes("bgp", "state", "enabled").fails("bgp", "x").settlesAll();
    sonic.commands();

    sonic.holdsReads().touchesState("bgp").writes("bgp", "state", "enabled").touchesState("bgp");
    sonic.letsReads();

    assertThat(sonic.commands()).containsExactly(publishes("failed (x)"), START);
  }

  @Test
  void nothingIsPublishedWhileAnOperationRuns() {
    sonic.writes("bgp", "state", "enabled").touchesState("bgp");

    assertThat(sonic.commands()).containsExactly(START);
  }

  @Test
  void aStateDbRowWithoutARegistrationIsNotEvenRead() {
    sonic.writes("bgp", "set_owner", "kube").commands();
    int reads = sonic.readsSoFar();

    sonic.touchesState("bgp").touchesState("nobody");

    assertThat(sonic.readsSoFar()).isEqualTo(reads);
    assertThat(sonic.commands()).isEmpty();
  }

  @Test
  void aThousandTouchesDuringOneReadCostOneMore() {
    sonic.writes("bgp", "state", "enabled").succeeds("bgp").settlesAll();
    int reads = sonic.readsSoFar();

    sonic.holdsReads();
    IntStream.range(0, 1_000).forEach(i -> sonic.touchesState("bgp"));
    sonic.letsReads();

    assertThat(sonic.readsSoFar()).isEqualTo(reads + 2);
  }

  // Lanes and reads.

  @Test
  void operationsBeginInTheOrderOfNamesAndNotTooManyAtOnce() {
    Switch two = new Switch(2);
    for (String name : List.of("c", "a", "d", "b")) {
      two.changesUnnoticed(name, Optional.of(Row.of(Map.of("state", "enabled"))));
    }
    two.compares();
    assertThat(two.commands())
        .containsExactly("a: start [a.service] (restart no)", "b: start [b.service] (restart no)");

    two.succeeds("b");
    assertThat(two.commands())
        .containsExactly(
            "b: while the row stands, publish enabled", "c: start [c.service] (restart no)");
  }

  @Test
  void aBurstOfWritesCostsOneMoreRead() {
    sonic.holdsReads().writes("bgp", "state", "enabled");
    IntStream.range(0, 1_000).forEach(i -> sonic.writes("bgp", "state", "enabled"));
    assertThat(sonic.readsSoFar()).as("while the first read is under way").isEqualTo(1);

    sonic.letsReads();

    assertThat(sonic.readsSoFar()).isEqualTo(2);
    assertThat(sonic.commands()).containsExactly(START);
  }

  @Test
  void whatIsInQuarantineFailsAndStaysSoUntilItIsDeregistered() {
    sonic.writes("bgp", "state", "enabled").succeeds("bgp").settlesAll();
    sonic.commands();

    sonic.step(
        new Event.Quarantined(new FeatureName("bgp"), new RegistrationId(1), "internal error"));
    sonic.writes("bgp", "state", "disabled");
    assertThat(sonic.commands())
        .containsExactly(
            publishes("failed (internal error)"), publishes("failed (internal error)"));

    sonic.deletesAndWrites("bgp", "state", "disabled");
    assertThat(sonic.commands()).containsExactly(FORGET, STOP);
  }

  @Test
  void theRegistryIsAValue() {
    sonic.writes("bgp", "state", "enabled");
    FeatureRegistry before = sonic.registry();
    String printed = before.toString();

    before.step(new Event.Notified(new FeatureName("bgp"), true));
    sonic.succeeds("bgp");

    assertThat(before).hasToString(printed);
    assertThat(before).isNotEqualTo(sonic.registry());
  }

  @Test
  void thereIsNoRegistryWithoutALane() {
    assertThatIllegalArgumentException().isThrownBy(() -> FeatureRegistry.empty(0));
  }

  @Test
  void whoWaitsForAPlaceAndWhoKeepsThemAllCanBeTold() {
    Switch crowded = new Switch(2);
    crowded.writes("bgp", "state", "enabled").writes("swss", "state", "disabled");
    assertThat(crowded.registry().congestion().waiting()).isEmpty();

    crowded.writes("lldp", "state", "enabled").writes("snmp", "state", "wrong");
    assertThat(crowded.registry().congestion().waiting()).containsExactly(new FeatureName("lldp"));
    assertThat(crowded.registry().congestion().holders().keySet())
        .containsExactly(new FeatureName("bgp"), new FeatureName("swss"));

    crowded.prepares("bgp");
    assertThat(crowded.registry().congestion().waiting())
        .as("who waits for a reload keeps no place")
        .isEmpty();
    assertThat(crowded.registry().congestion().holders().keySet())
        .containsExactly(new FeatureName("lldp"), new FeatureName("swss"));
  }
}
