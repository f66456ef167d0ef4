package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Publication;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the store's thread has to do yet. */
class StoreTasksTest {
  private static final FeatureName BGP = new FeatureName("bgp");
  private static final FeatureName LLDP = new FeatureName("lldp");
  private static final Row ROW = Row.of(Map.of("state", "{{ x }}"));
  private static final Row OTHER_ROW = Row.of(Map.of("state", "disabled"));
  private static final ImmutableSortedMap<String, String> REWRITE =
      ImmutableSortedMap.of("state", "enabled");
  private static final Publication ENABLED = new Publication(Publication.State.ENABLED, "");
  private static final Publication FAILED = new Publication(Publication.State.FAILED, "why");
  private static final StoreTask READ =
      new StoreTask.Read(new Command.ReadRows(ImmutableSortedSet.of(BGP)));

  private final StoreTasks tasks = new StoreTasks();

  private static StoreTask settle(
      FeatureName name,
      long registration,
      Row expected,
      ImmutableSortedMap<String, String> rewrite,
      Optional<Publication> publication) {
    return new StoreTask.Settle(
        new Command.Settle(
            name, new RegistrationId(registration), expected, rewrite, rewrite, publication));
  }

  private List<StoreTask> takeAll() throws InterruptedException {
    List<StoreTask> all = new ArrayList<>();
    while (tasks.size() > 0) {
      all.add(tasks.take());
    }
    return all;
  }

  @Test
  void differentTasksAreDoneInTheirOrder() throws InterruptedException {
    List<StoreTask> different =
        List.of(
            new StoreTask.Forget(BGP),
            settle(BGP, 1, ROW, REWRITE, Optional.of(ENABLED)),
            settle(LLDP, 2, ROW, REWRITE, Optional.of(ENABLED)),
            READ,
            new StoreTask.Compare(true),
            new StoreTask.Compare(false),
            new StoreTask.Forget(LLDP),
            new StoreTask.End());

    different.forEach(tasks::put);

    assertThat(takeAll()).isEqualTo(different);
  }

  @Test
  void aNewerSettlingTakesThePlaceOfAnOlderOneAtTheEnd() throws InterruptedException {
    StoreTask newer = settle(BGP, 2, OTHER_ROW, REWRITE, Optional.of(ENABLED));

    tasks.put(settle(BGP, 1, ROW, REWRITE, Optional.of(ENABLED)));
    tasks.put(new StoreTask.Forget(BGP));
    tasks.put(newer);

    // The other way round, the forgetting would take away what the newer one has published.
    assertThat(takeAll()).containsExactly(new StoreTask.Forget(BGP), newer);
  }

  @Test
  void whatTheOlderOneOfTheSameDecisionWouldHaveWrittenIsNotLost() throws InterruptedException {
    tasks.put(settle(BGP, 1, ROW, REWRITE, Optional.of(ENABLED)));
    tasks.put(settle(BGP, 1, ROW, ImmutableSortedMap.of(), Optional.of(FAILED)));
    tasks.put(settle(LLDP, 1, ROW, ImmutableSortedMap.of(), Optional.of(ENABLED)));
    tasks.put(settle(LLDP, 1, ROW, REWRITE, Optional.empty()));

    assertThat(takeAll())
        .containsExactly(
            settle(BGP, 1, ROW, REWRITE, Optional.of(FAILED)),
            settle(LLDP, 1, ROW, REWRITE, Optional.of(ENABLED)));
  }

  @Test
  void whatWasDecidedFromAnotherRowIsLost() throws InterruptedException {
    StoreTask newer = settle(BGP, 1, OTHER_ROW, ImmutableSortedMap.of(), Optional.of(FAILED));

    tasks.put(settle(BGP, 1, ROW, REWRITE, Optional.of(ENABLED)));
    tasks.put(newer);

    assertThat(takeAll()).containsExactly(newer);
  }

  @Test
  void whatAFeatureHadComeToIsNotWrittenOnceItsUnitsAreAboutToChange() throws InterruptedException {
    StoreTask ofAnother = settle(LLDP, 2, ROW, REWRITE, Optional.of(ENABLED));
    tasks.put(settle(BGP, 1, ROW, REWRITE, Optional.of(ENABLED)));
    tasks.put(new StoreTask.Forget(BGP));
    tasks.put(ofAnother);

    tasks.withdrawSettle(BGP);

    assertThat(takeAll()).containsExactly(new StoreTask.Forget(BGP), ofAnother);
  }

  @Test
  void whatIsTriedAgainAndAgainCanBeWithdrawnToo() throws InterruptedException {
    tasks.put(settle(BGP, 1, ROW, REWRITE, Optional.of(ENABLED)));
    tasks.put(READ);
    tasks.take();

    tasks.withdrawSettle(LLDP);
    assertThat(tasks.isStillWanted()).isTrue();
    tasks.withdrawSettle(BGP);
    assertThat(tasks.isStillWanted()).isFalse();

    tasks.take();
    assertThat(tasks.isStillWanted()).isTrue();
  }
}
