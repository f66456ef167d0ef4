package dev.featured.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.Wish;
import dev.featured.engine.lifecycle.LifecycleState;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What others may ask of the registry: how registrations stand, and how far it has come. */
class StandingTest {
  private static final FeatureName BGP = new FeatureName("bgp");

  private final Switch sonic = new Switch(16);

  private Standing standing() {
    return sonic.registry().standing(BGP).orElseThrow();
  }

  @Test
  void itSaysWhatIsBeingDoneAndWhatCameOfIt() {
    sonic.writes("bgp", "state", "enabled");
    assertThat(standing().state()).isEqualTo(LifecycleState.ENABLING);
    assertThat(standing().wish()).isInstanceOf(Wish.Clear.class);
    assertThat(standing().row()).isEqualTo(Row.of(Map.of("state", "enabled")));
    assertThat(standing().work().map(Standing.Work::kind)).contains(Task.Kind.START);

    sonic.fails("bgp", "no such image");
    assertThat(standing().state()).isEqualTo(LifecycleState.FAILED);
    assertThat(standing().error()).isEqualTo("no such image");
    assertThat(standing().work()).isEmpty();

    sonic.writes("bgp", "state", "disabled").succeeds("bgp");
    assertThat(standing().state()).isEqualTo(LifecycleState.DISABLED);
    assertThat(standing().error()).isEmpty();
  }

  @Test
  void itSaysWhatIsWrongWithARow() {
    sonic.writes("bgp", "state", "enabeld");

    assertThat(standing().wish()).isInstanceOf(Wish.Unclear.class);
    assertThat(standing().error()).contains("'enabeld'");
  }

  @Test
  void theRowIsTheRewrittenOneOnceItIsWritten() {
    sonic.writes("bgp", "state", "{{enabled}}").succeeds("bgp");
    assertThat(standing().row()).isEqualTo(Row.of(Map.of("state", "{{enabled}}")));

    sonic.settles();
    assertThat(standing().row()).isEqualTo(Row.of(Map.of("state", "enabled")));
  }

  @Test
  void nothingStandsOfARowThatIsGoneAndTheNextOneIsAnother() {
    sonic.writes("bgp", "state", "disabled").succeeds("bgp");
    RegistrationId first = standing().registration();
    sonic.deletes("bgp");
    assertThat(sonic.registry().standing(BGP)).isEmpty();

    sonic.writes("bgp", "state", "disabled");
    assertThat(standing().registration()).isNotEqualTo(first);
    assertThat(standing().work())
        .as("the removal of the first one's drop-ins is not its work")
        .isEmpty();
  }

  // What operators ask, and what is answered.

  @Test
  void aRequestIsAnsweredByTheRowThatWasReadAfterIt() {
    sonic.writes("bgp", "state", "disabled").succeeds("bgp");
    assertThat(standing().answered()).isEmpty();

    sonic.asks("bgp", "t1");
    assertThat(standing().answered()).as("nobody has looked").isEmpty();
    sonic.writes("bgp", "state", "enabled");

    assertThat(standing().answered()).isEqualTo("t1");
    assertThat(standing().state()).isEqualTo(LifecycleState.ENABLING);
  }

  @Test
  void aRequestThatWasLeftBeforeTheRowWasFirstReadIsAnsweredToo() {
    sonic.asks("bgp", "t1").writes("bgp", "state", "disabled");

    assertThat(standing().answered()).isEqualTo("t1");
  }

  /** The token was noted beside the event, where the next read replaced it. */
  @Test
  void aLaterReadThatKnowsOfNoRequestTakesNoAnswerAway() {
    sonic.asks("bgp", "t1").writes("bgp", "state", "disabled");
    sonic.asksNoMore("bgp").writes("bgp", "state", "enabled");
    assertThat(standing().answered()).isEqualTo("t1");

    sonic.asks("bgp", "t2").writes("bgp", "state", "enabled");
    assertThat(standing().answered()).isEqualTo("t2");
  }

  @Test
  void aRequestInFailedIsATryAndTheSameOnceMoreIsNone() {
    sonic.writes("bgp", "state", "enabled").fails("bgp", "an old reason");
    sonic.commands();

    sonic.asks("bgp", "t1").touchesState("bgp");
    assertThat(standing().state()).isEqualTo(LifecycleState.ENABLING);
    assertThat(sonic.commands()).containsExactly("bgp: start [bgp.service] (restart no)");

    sonic.fails("bgp", "a new reason").settlesAll();
    sonic.commands();
    sonic.touchesState("bgp");
    assertThat(standing().state()).isEqualTo(LifecycleState.FAILED);
    assertThat(standing().error()).isEqualTo("a new reason");
    assertThat(sonic.commands()).noneMatch(command -> command.contains("start"));
  }

  @Test
  void aNewRegistrationHasAnsweredNothingOfTheOldOnes() {
    sonic.asks("bgp", "t1").writes("bgp", "state", "disabled").succeeds("bgp");

    sonic.asksNoMore("bgp").deletesAndWrites("bgp", "state", "disabled");

    assertThat(standing().answered()).isEmpty();
  }

  @Test
  void aRowThatMayBeFromBeforeADeletionAnswersNothing() {
    sonic.writes("bgp", "state", "disabled").succeeds("bgp").asks("bgp", "t1").holdsReads();
    sonic.touchesState("bgp");
    Event.RowsRead stale = sonic.readsButDoesNotBring();
    sonic.deletes("bgp").asksNoMore("bgp");

    sonic.step(stale);
    assertThat(standing().answered()).isEmpty();

    sonic.letsReads();
    assertThat(sonic.registry().standing(BGP)).isEmpty();
  }

  // How much of the table is known.

  @Test
  void theTableIsKnownOnceEveryRowWasReadThatWasListed() {
    sonic.changesUnnoticed("bgp", Optional.of(Row.of(Map.of("state", "enabled"))));
    sonic.holdsReads();
    assertThat(sonic.registry().tableKnown()).isFalse();

    sonic.compares("gone");
    assertThat(sonic.registry().tableKnown()).isFalse();

    sonic.letsReads();
    assertThat(sonic.registry().tableKnown()).isTrue();
  }

  @Test
  void anEmptyTableIsKnownAsSoonAsItIsListed() {
    assertThat(sonic.registry().tableKnown()).isFalse();
    assertThat(sonic.reconnects().registry().tableKnown()).isTrue();
  }

  @Test
  void aReadThatBeganBeforeTheListingIsNotEnough() {
    sonic.holdsReads().writes("bgp", "state", "enabled");
    Event.RowsRead before = sonic.readsButDoesNotBring();
    sonic.changesUnnoticed("lldp", Optional.of(Row.of(Map.of("state", "enabled"))));
    sonic.compares();

    sonic.step(before);
    assertThat(sonic.registry().tableKnown()).as("lldp is still to be read").isFalse();

    sonic.letsReads();
    assertThat(sonic.registry().tableKnown()).isTrue();
  }

  @Test
  void aTableThatIsKnownStaysSoUntilTheConfigurationIsGone() {
    sonic.writes("bgp", "state", "enabled").compares().holdsReads();
    sonic.compares();
    assertThat(sonic.registry().tableKnown()).as("another listing only compares").isTrue();

    sonic.letsReads().losesTheConfiguration();
    assertThat(sonic.registry().tableKnown()).isFalse();
    assertThat(sonic.stateOf("bgp")).as("nothing is forgotten").isEqualTo(LifecycleState.ENABLING);

    sonic.compares();
    assertThat(sonic.registry().tableKnown()).isTrue();
  }

  @Test
  void severalListingsBeforeTheTableIsKnownAreReadTogether() {
    sonic.holdsReads();
    sonic.step(new Event.Listed(ImmutableSortedSet.of(BGP), false));
    Event.RowsRead first = sonic.readsButDoesNotBring();
    sonic.step(new Event.Listed(ImmutableSortedSet.of(new FeatureName("lldp")), false));

    sonic.step(first);
    assertThat(sonic.registry().tableKnown()).isFalse();
    sonic.letsReads();
    assertThat(sonic.registry().tableKnown()).isTrue();
  }

  // What is at work, and the end.

  @Test
  void whatHasBegunIsAtWorkUntilItHasEnded() {
    assertThat(sonic.registry().atWork()).isZero();
    sonic.writes("bgp", "state", "enabled").writes("lldp", "state", "disabled");
    assertThat(sonic.registry().atWork()).isEqualTo(2);

    sonic.prepares("bgp");
    assertThat(sonic.registry().atWork()).as("also while it waits for a reload").isEqualTo(2);
    sonic.succeeds("lldp");
    assertThat(sonic.registry().atWork()).isEqualTo(1);
    sonic.reloads().succeeds("bgp");
    assertThat(sonic.registry().atWork()).isZero();
  }

  @Test
  void whatWaitsForAPlaceIsNotAtWork() {
    Switch narrow = new Switch(1).writes("bgp", "state", "enabled");

    assertThat(narrow.writes("lldp", "state", "enabled").registry().atWork()).isEqualTo(1);
  }

  @Test
  void whoIsToldToEndBeginsNothingNew() {
    Switch narrow = new Switch(1).writes("bgp", "state", "enabled");
    narrow.writes("lldp", "state", "enabled");
    narrow.commands();
    assertThat(narrow.registry().isStopping()).isFalse();

    narrow.stops();
    assertThat(narrow.registry().isStopping()).isTrue();
    narrow.succeeds("bgp").writes("bgp", "state", "disabled").writes("snmp", "state", "enabled");

    assertThat(narrow.registry().atWork()).isZero();
    assertThat(narrow.commands()).containsExactly("bgp: while the row stands, publish enabled");
  }

  @Test
  void whatHasBegunComesToItsEndWhenTheDaemonIsToldToEnd() {
    sonic.writes("bgp", "state", "enabled").prepares("bgp");
    sonic.commands();

    sonic.stops().reloads();
    assertThat(sonic.commands()).containsExactly("bgp: finish");
    sonic.succeeds("bgp");
    assertThat(sonic.registry().atWork()).isZero();
  }
}
