package dev.featured.model.explored;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.featured.model.explore.Result;
import dev.featured.model.explore.Search;
import dev.featured.model.subjects.Settings;
import dev.featured.model.subjects.Subjects;
import dev.featured.model.world.Property;
import dev.featured.model.world.Setting;
import dev.featured.model.world.Subject;
import java.util.List;
import java.util.Optional;

/**
 * A known-bad subject, and where it is caught.
 *
 * @param subject the subject
 * @param setting the setting that is searched
 * @param property what must be violated there; empty if anything will do
 */
public record Hunt(Subject subject, Setting setting, Optional<Property> property) {
  private static final int BITS = 22;
  private static final Splitter WORDS = Splitter.on(' ');
  private static final String ANY = "any";

  /** Subject, setting, what is looked for. */
  private static final String HUNTS =
      """
      unfenced small CREATES_NO_ROW
      unfenced small any
      recheck small CREATES_NO_ROW
      recheck small DELETES_TRACES_ONLY
      recheck upgrade DELETES_TRACES_ONLY
      newest-wish-forgotten small any
      newest-wish-forgotten-in-a-stop small any
      failure-counts-as-success small any
      failure-not-published small any
      disabling-ignored small any
      enabling-ignored small any
      published-before-started small any
      stopped-without-a-stop small any
      garbled-row-ignored edits any
      nothing-reasserted small any
      retry-refused failures any
      owed-stop-dropped killed any
      enabled-not-forgotten small any
      ports-ignored ports any
      ports-no-retry ports-again STARTS_WITH_THE_PORTS
      ports-missed-while-unheard ports-again any
      ports-missed-while-silenced ports-silenced any
      write-no-retry edits-failing TRIES_WHAT_IS_WRITTEN
      rewrite-forgotten small any
      comparison-ignored small any
      touches-ignored asking-lost QUIET_REPORT_AGREES
      preparation-ignored small any
      failed-reload-ignored failures any
      rewrites-changed-rows small any
      publishes-unseen small any
      rewrite-adds-fields small any
      forgets-unseen owners-upgrade any
      forgets-while-unloaded loading any
      forgets-nothing-of-returned-rows small any
      never-forgets small any
      removes-changed-traces trace any
      reads-while-unloaded loading any
      drops-postponed-reads loading any
      no-comparison-after-reconnect small any
      compares-before-subscribing small any
      deletions-unheard small any
      state-touches-unheard owners any
      ports-unheard ports any
      newer-write-dropped templates any
      outdated-writes-not-withdrawn small any
      starts-without-reload small any
      timeout-counts-as-success failures any
      stop-not-awaited failures any
      drop-ins-not-reloaded edits any
      half-done-stop-believed killed any
      surplus-left-alone scopes any
      half-done-putting-away-believed scopes-killed any
      other-units-ignored scopes any
      refused-writes-given-up lost any
      lost-answer-given-up lost any
      notices-dropped-while-listing building any
      requests-read-late asking any
      barrier-skipped renewed-thrice PUTS_BACK_IMMUTABLE_ONLY
      watch-skipped renewed-thrice PUTS_BACK_IMMUTABLE_ONLY
      pins-kept-over-reloads immutable-reloaded PUTS_BACK_IMMUTABLE_ONLY
      mirrors-changed-rows namespace any
      mirrors-deleted-rows namespace any
      mirror-adds-fields namespace-trace any
      mirrors-over-choices namespace-follows any
      never-forgets-there namespaces any
      forgets-while-unloaded-there namespace-loading any
      removes-changed-rows-there namespace-follows any
      removes-changed-traces-there namespace-trace any
      barrier-skipped-there namespace-trace-built-on any
      watch-skipped-there namespace-trace-built-on any
      rows-there-unheard namespace any
      state-touches-there-unheard namespace any
      no-comparison-after-reconnect-there namespace any
      newer-work-there-dropped namespace-follows any
      newer-work-there-done-with-older namespace-follows any
      lost-answer-there-given-up namespace any
      """;

  /** Each subject in the setting that catches it; some in more than one, or for more than one. */
  public static ImmutableList<Hunt> all() {
    return HUNTS.lines().map(WORDS::splitToList).map(Hunt::of).collect(toImmutableList());
  }

  private static Hunt of(List<String> words) {
    Subject subject =
        Subjects.knownBad().stream()
            .filter(known -> known.name().equals(words.get(0)))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no subject: " + words.get(0)));
    return new Hunt(
        subject,
        Settings.named(words.get(1), subject),
        Optional.of(words.get(2)).filter(word -> !word.equals(ANY)).map(Property::valueOf));
  }

  /**
   * Searches for the shortest counterexample.
   *
   * @throws InterruptedException if the caller is interrupted
   */
  public Result search() throws InterruptedException {
    Search search = Search.of(setting, Runtime.getRuntime().availableProcessors(), BITS);
    return property.map(search::lookingFor).orElse(search).run();
  }

  @Override
  public String toString() {
    return subject.name() + " in " + setting.name() + property.map(p -> " for " + p).orElse("");
  }
}
