package dev.featured.engine.store;

import static dev.featured.engine.store.Wanted.BGP;
import static dev.featured.engine.store.Wanted.LLDP;
import static dev.featured.engine.store.Wanted.SNMP;
import static dev.featured.engine.store.Wanted.TRACE;
import static dev.featured.engine.store.Wanted.read;
import static dev.featured.engine.store.Wanted.settle;
import static dev.featured.engine.store.Wanted.settling;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.Event.PortsReady.Reason;
import dev.featured.engine.store.Reply.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How the configuration, the boot, the ports and the rows are found out. */
class ComparisonTest {
  private static final Event PORTS_READY = new Event.PortsReady(Reason.PORT_INIT_DONE);
  private static final Event BOOT_FINISHED = new Event.PortsReady(Reason.WARM_BOOT_FINISHED);
  private static final Reply UNLOADED = new Reply.Rows(Optional.empty());

  private final AtDesk at = AtDesk.of(Servers.ONE);
  private final AtDesk loaded = AtDesk.ofLoaded(Servers.ONE);

  private static Call asked() {
    return new Call.Asked(ImmutableSortedSet.of(BGP));
  }

  private static Call rows() {
    return new Call.Rows(ImmutableSortedSet.of(BGP));
  }

  // The configuration.

  @Test
  void theFirstComparisonFindsOutEverythingInThisOrder() {
    assertThat(at.compares(false).callsUntilIdle())
        .containsExactly(
            new Call.Configuration(),
            new Call.BootFlag(),
            new Call.Leftovers(),
            new Call.PortInitDone(),
            new Call.Configured(),
            new Call.Published());
    assertThat(at.desk().loaded()).isTrue();
  }

  @Test
  void aSteadyOneSeesToItThatChangesAreAnnounced() {
    assertThat(loaded.compares(true).callsUntilIdle())
        .containsExactly(
            new Call.Configuration(),
            new Call.Announcements(),
            new Call.PortInitDone(),
            new Call.Configured(),
            new Call.Published());
  }

  @Test
  void whatIsConfiguredOrPublishedIsListed() {
    loaded.compares(true).goesOnTo(Call.Configured.class).answers(Replies.names(BGP, LLDP));
    loaded.answers(Replies.names(LLDP, SNMP));

    assertThat(loaded.events())
        .containsExactly(new Event.Listed(ImmutableSortedSet.of(BGP, LLDP, SNMP), true));
    assertThat(loaded.namespaces()).containsExactly(new NamespaceTask.Compare());
  }

  @Test
  void beforeTheConfigurationIsLoadedNothingIsListed() {
    at.compares(false).answers(Replies.NO);

    assertThat(at.next()).isEmpty();
    assertThat(at.events()).isEmpty();
    assertThat(at.namespaces()).isEmpty();
    assertThat(at.desk().loaded()).isFalse();
  }

  @Test
  void whetherItIsLoadedIsLookedAtAgainUntilItIs() {
    at.rechecks().answers(Replies.NO).rechecks();
    assertThat(at.callsUntilIdle()).startsWith(new Call.Configuration(), new Call.BootFlag());

    assertThat(at.rechecks().next()).isEmpty();
  }

  @Test
  void aConfigurationThatIsGoneIsSaidOnce() {
    loaded.compares(false).answers(Replies.NO).compares(true).answers(Replies.NO);

    assertThat(loaded.events()).containsExactly(new Event.ConfigurationGone());
    assertThat(loaded.desk().loaded()).isFalse();
    assertThat(loaded.rechecks().next()).contains(new Call.Configuration());
  }

  @Test
  void aComparisonWhoseAnswerIsLostBeginsOnceMoreAndIsListedOnce() {
    at.compares(false).goesOnTo(Call.Published.class).losesTheAnswer();
    assertThat(at.events()).isEmpty();

    assertThat(at.callsUntilIdle()).startsWith(new Call.Configuration()).hasSize(4);
    assertThat(at.events()).hasSize(1);
    assertThat(at.next()).isEmpty();
  }

  @Test
  void whatWasLeftOnTheDiskIsRemovedBeforeAnythingElseOnce() {
    at.compares(false).goesOnTo(Call.Leftovers.class).losesTheAnswer();
    assertThat(at.goesOnTo(Call.Leftovers.class).callsUntilIdle()).startsWith(new Call.Leftovers());

    at.compares(false).answers(Replies.NO).compares(false);
    assertThat(at.callsUntilIdle()).doesNotContain(new Call.Leftovers());
  }

  // What is heard of rows.

  /** What comes between the listing and the moment from which it is heeded nobody would find. */
  @Test
  void whatIsHeardOfRowsIsHeededFromBeforeTheListingOn() {
    at.compares(false);
    assertThat(at.desk().heedsRows()).isFalse();
    at.goesOnTo(Call.PortInitDone.class);
    assertThat(at.desk().heedsRows()).as("nothing is listed yet").isTrue();

    at.goesOnTo(Call.Configured.class);
    assertThat(at.desk().heedsRows()).isTrue();
  }

  @Test
  void itIsNotHeededBeforeTheConfigurationIsFoundLoaded() {
    at.compares(false).answers(Replies.NO).compares(false);
    assertThat(at.goesOnTo(Call.BootFlag.class).desk().heedsRows()).isFalse();
    assertThat(at.goesOnTo(Call.Leftovers.class).desk().heedsRows()).isFalse();
  }

  @Test
  void itIsHeededAlsoWhenTheConfigurationIsGoneAgain() {
    loaded.compares(false).answers(Replies.NO);

    assertThat(loaded.desk().heedsRows()).isTrue();
  }

  // Reads.

  @Test
  void whatIsAskedIsReadBeforeTheRowsAndGoesWithThem() {
    loaded.tells(read(BGP));
    assertThat(loaded.call()).isEqualTo(asked());
    loaded.answers(Replies.asked(BGP, "t1"));
    assertThat(loaded.call()).isEqualTo(rows());
    loaded.answers(Replies.noRowOf(BGP));

    assertThat(loaded.events())
        .containsExactly(
            new Event.RowsRead(
                ImmutableSortedMap.of(BGP, Optional.empty()), ImmutableSortedMap.of(BGP, "t1")));
  }

  /** Else a row that is read once more would be older than what is asked. */
  @Test
  void afterALostAnswerWhatIsAskedIsReadAnew() {
    loaded.tells(read(BGP)).answers(Replies.asked(BGP, "t1")).losesTheAnswer();

    assertThat(loaded.call()).isEqualTo(asked());
    loaded.answers(Replies.asked(BGP, "t2")).answers(Replies.noRowOf(BGP));
    assertThat(loaded.events())
        .singleElement()
        .extracting(event -> ((Event.RowsRead) event).asked())
        .isEqualTo(ImmutableSortedMap.of(BGP, "t2"));
  }

  @Test
  void rowsAreReadOnlyOnceTheConfigurationIsLoadedAndBeforeTheyAreListed() {
    at.tells(read(BGP));
    assertThat(at.next()).isEmpty();
    assertThat(at.desk().postpones()).isTrue();

    at.compares(false).goesOnTo(Call.Published.class).answers(Replies.names());
    assertThat(at.callsUntilIdle()).containsExactly(asked(), rows());
    assertThat(at.desk().postpones()).isFalse();
  }

  @Test
  void aReadThatFindsTheConfigurationGoneIsDoneOnceItIsBack() {
    loaded.tells(read(BGP)).answers(Replies.usual(asked())).answers(UNLOADED);
    assertThat(loaded.events()).containsExactly(new Event.ConfigurationGone());
    assertThat(loaded.next()).isEmpty();
    assertThat(loaded.desk().postpones()).isTrue();

    loaded.rechecks();
    assertThat(loaded.callsUntilIdle()).endsWith(asked(), rows());
    assertThat(loaded.events()).hasSize(2).last().isInstanceOf(Event.RowsRead.class);
  }

  @Test
  void whatIsReadAfterTheNewestWriteSeesIt() {
    loaded.tells(settle(BGP)).tells(read(BGP)).tells(settle(LLDP));

    assertThat(loaded.callsUntilIdle())
        .containsExactly(settling(settle(BGP)), asked(), rows(), settling(settle(LLDP)));
  }

  @Test
  void aReadThatWaitsHoldsUpNoWrite() {
    at.tells(read(BGP)).tells(settle(BGP));

    assertThat(at.next()).contains(settling(settle(BGP)));
    at.answers(Verdict.STANDS);
    assertThat(at.desk().postpones()).isTrue();
  }

  // The boot and the ports.

  @Test
  void theWarmBootThatTheDaemonCameUpInIsSaidAndItsEnd() {
    at.compares(false).goesOnTo(Call.BootFlag.class).answers(Replies.YES);
    at.callsUntilIdle();
    assertThat(at.events()).hasSize(2).first().isEqualTo(new Event.WarmBootFound());

    at.compares(false).goesOnTo(Call.BootFlag.class).answers(Replies.YES);
    at.callsUntilIdle();
    assertThat(at.events()).as("said once").hasSize(1);

    at.compares(false);
    at.callsUntilIdle();
    assertThat(at.events()).contains(BOOT_FINISHED);
  }

  @Test
  void aFlagThatIsSetLaterIsTheNextBoots() {
    assertThat(loaded.compares(false).callsUntilIdle()).doesNotContain(new Call.BootFlag());

    at.compares(false).goesOnTo(Call.BootFlag.class).answers(Replies.YES);
    at.callsUntilIdle();
    at.compares(false);
    at.callsUntilIdle();
    at.compares(false);
    assertThat(at.callsUntilIdle()).doesNotContain(new Call.BootFlag());
  }

  /** In a warm boot the ports are no matter: whether it is one has to be known first. */
  @Test
  void portsThatAreHeardOfBeforeTheBootFlagWasLookedAtAreAskedForAfterIt() {
    at.compares(false).hearsOfPorts();
    assertThat(at.goesOnTo(Call.BootFlag.class).hearsOfPorts().events()).isEmpty();

    at.answers(Replies.YES).hearsOfPorts();
    assertThat(at.goesOnTo(Call.PortInitDone.class).events())
        .containsExactly(new Event.WarmBootFound());
    at.answers(Replies.YES);
    assertThat(at.events()).containsExactly(PORTS_READY);
  }

  @Test
  void portsThatAreThereAreAskedForUntilTheyAreHeardOf() {
    assertThat(loaded.compares(true).callsUntilIdle()).contains(new Call.PortInitDone());

    assertThat(loaded.hearsOfPorts().events()).contains(PORTS_READY);
    assertThat(loaded.compares(true).callsUntilIdle()).doesNotContain(new Call.PortInitDone());
  }

  @Test
  void portsThatAppearAgainAreSaidAgain() {
    assertThat(loaded.hearsOfPorts().hearsOfPorts().events())
        .containsExactly(PORTS_READY, PORTS_READY);
  }

  /** It was taken for the one that was known: a swss that had restarted meanwhile was missed. */
  @Test
  void portsThatMayHaveAppearedAgainWhileNobodyListenedAreAskedFor() {
    loaded.hearsOfPorts().events();

    loaded.subscribes().goesOnTo(Call.PortInitDone.class).answers(Replies.YES);

    assertThat(loaded.events()).containsExactly(new Event.Unheard(), PORTS_READY);
    loaded.callsUntilIdle();
    assertThat(loaded.compares(true).callsUntilIdle()).doesNotContain(new Call.PortInitDone());
  }

  /** The notifications may have been off for as long as a comparison is ago. */
  @Test
  void portsThatMayHaveAppearedAgainWhileNothingWasAnnouncedAreAskedFor() {
    loaded.hearsOfPorts().events();
    loaded.compares(true).goesOnTo(Call.Announcements.class).answers(Replies.YES);

    loaded.goesOnTo(Call.PortInitDone.class).answers(Replies.YES);

    assertThat(loaded.events()).containsExactly(new Event.Unheard(), PORTS_READY);
  }

  /** The second try finds the notifications on: it was the first that switched them on. */
  @Test
  void soAreThoseOfWhichTheAnswerWhetherTheyWereAnnouncedIsLost() {
    loaded.hearsOfPorts().compares(true).goesOnTo(Call.Announcements.class).losesTheAnswer();

    loaded.goesOnTo(Call.Announcements.class).answers(Replies.NO);

    assertThat(loaded.callsUntilIdle()).contains(new Call.PortInitDone());
    assertThat(loaded.events()).contains(new Event.Unheard());
  }

  /**
   * A slow server must not bring two periods together: the second fell due before the row was read.
   */
  @Test
  void aSteadyOneThatFellDueBeforeATraceWasReadDoesNotCount() {
    loaded.tells(read(BGP)).answers(Replies.asked(BGP, "t1")).compares(true);
    loaded.answers(Replies.rowOf(BGP, TRACE)).callsUntilIdle();
    assertThat(loaded.events()).contains(new Event.Listed(ImmutableSortedSet.of(), false));

    loaded.compares(true).callsUntilIdle();
    assertThat(loaded.events()).contains(new Event.Listed(ImmutableSortedSet.of(), true));
  }

  @Test
  void norDoesOneInHandWhenSomethingMayHaveGoneUnheard() {
    loaded.compares(true).goesOnTo(Call.Configured.class).subscribes();

    loaded.callsUntilIdle();

    assertThat(loaded.events()).doesNotContain(new Event.Listed(ImmutableSortedSet.of(), true));
  }

  @Test
  void norDoesOneThatFindsThatNothingWasAnnounced() {
    loaded.compares(true).goesOnTo(Call.Announcements.class).answers(Replies.YES);

    loaded.callsUntilIdle();

    assertThat(loaded.events())
        .containsExactly(new Event.Unheard(), new Event.Listed(ImmutableSortedSet.of(), false));
  }

  @Test
  void norDoesOneThatLosesTheAnswerWhetherAnythingWasAnnounced() {
    loaded.compares(true).goesOnTo(Call.Announcements.class).losesTheAnswer();

    loaded.callsUntilIdle();

    assertThat(loaded.events())
        .containsExactly(new Event.Unheard(), new Event.Listed(ImmutableSortedSet.of(), false));
  }

  @Test
  void portsThatAreNotReadyAreNotSaidToBe() {
    loaded.subscribes();
    loaded.callsUntilIdle();

    assertThat(loaded.events()).noneMatch(Event.PortsReady.class::isInstance);
  }

  @Test
  void whoIsSubscribedComparesOnce() {
    at.subscribes().subscribes().compares(false);

    assertThat(at.callsUntilIdle()).containsOnlyOnce(new Call.Configuration());
  }
}
