package dev.featured.model.recorded;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.feature.FeatureName;
import dev.featured.model.explore.Schedule;
import dev.featured.model.explore.Search;
import dev.featured.model.subjects.Settings;
import dev.featured.model.subjects.Subjects;
import dev.featured.model.trace.Trace;
import dev.featured.model.world.Property;
import dev.featured.model.world.Setting;
import java.util.Optional;

/**
 * The shortest counterexamples of the two subjects that are known from SONiC, and of three that do
 * without a part of the barrier.
 */
public final class Counterexamples {
  private static final int THREADS = 2;
  private static final int BITS = 20;
  private static final FeatureName FEATURE = new FeatureName("dhcp_relay");

  private Counterexamples() {}

  /**
   * Searches for them; it takes some seconds.
   *
   * @throws InterruptedException if the caller is interrupted
   */
  public static ImmutableList<Recording> all() throws InterruptedException {
    return ImmutableList.of(
        shortest(
            "unfenced-creates-row",
            "Today's write-back revives a deleted row",
            "The daemon publishes \"disabled\" and then writes the row's scope. Whoever waits for"
                + " \"disabled\" may act between the two: the row is deleted, and the write creates"
                + " it anew.",
            Settings.small(Subjects.UNFENCED),
            Property.CREATES_NO_ROW),
        shortest(
            "recheck-creates-row",
            "Reading again after the write: the row is revived all the same",
            "The cure reads the row after it was written and deletes it if it is partial. Until then"
                + " the revived row is there, for everybody to see.",
            Settings.small(Subjects.RECHECK),
            Property.CREATES_NO_ROW),
        shortest(
            "recheck-deletes-enabled-row",
            "Reading again after the write: a row that somebody enables is deleted",
            "Somebody enables the feature after its row was revived. The deletion, which was meant for"
                + " the trace, takes that along.",
            Settings.enabledAgain(Subjects.RECHECK),
            Property.DELETES_TRACES_ONLY),
        shortest(
            "recheck-deletes-new-row",
            "Reading again after the write: a freshly registered row is deleted",
            "An upgrade deletes the row and registers it anew. The new row comes between the second"
                + " reading and the deletion, which was meant for the trace, and is gone.",
            Settings.upgrade(Subjects.RECHECK),
            Property.DELETES_TRACES_ONLY),
        shortest(
            "no-barrier-puts-back",
            "Without the barrier: the immutable state of a row reaches its successor",
            "The row is deleted and registered anew with another state. The daemon reads the new row"
                + " before it hears of the deletion, takes the state for a user's change, and puts"
                + " back what the row before it said.",
            Settings.renewedThrice(Subjects.named("barrier-skipped")),
            Property.PUTS_BACK_IMMUTABLE_ONLY),
        shortest(
            "no-watch-puts-back",
            "Without WATCH: a row that is replaced behind the barrier",
            "A user changes the state, and nothing else has happened when the barrier comes. Then the"
                + " row is replaced by an equal one, which the comparison of the content cannot tell.",
            Settings.renewedThrice(Subjects.named("watch-skipped")),
            Property.PUTS_BACK_IMMUTABLE_ONLY),
        shortest(
            "pin-kept-puts-back",
            "With a memory that outlives a reload: a configuration that is loaded afresh",
            "All rows are flushed, which nobody announces, and loaded with other states. A daemon that"
                + " still goes by what its rows said before puts that back.",
            Settings.immutableReloaded(Subjects.named("pins-kept-over-reloads")),
            Property.PUTS_BACK_IMMUTABLE_ONLY));
  }

  private static Recording shortest(
      String name, String title, String says, Setting setting, Property property)
      throws InterruptedException {
    Schedule schedule =
        Search.of(setting, THREADS, BITS)
            .lookingFor(property)
            .run()
            .violation()
            .orElseThrow(
                () -> new IllegalStateException(setting.subject().name() + " keeps " + property))
            .schedule();
    return new Recording(
        name,
        title,
        says,
        Optional.of(setting.name() + "/" + setting.subject().name() + ":" + schedule),
        Trace.of(setting.calling(FEATURE), schedule));
  }
}
