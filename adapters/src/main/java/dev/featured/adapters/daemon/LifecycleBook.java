package dev.featured.adapters.daemon;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import dev.featured.adapters.journal.JournalEntry;
import dev.featured.adapters.redis.LifecycleReport;
import dev.featured.adapters.redis.LifecycleReport.Wish;
import dev.featured.adapters.redis.RowHash;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.FeatureRegistry;
import dev.featured.engine.core.OperationId;
import dev.featured.engine.core.Standing;
import dev.featured.engine.core.Step;
import dev.featured.engine.core.Taken;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.lifecycle.Effect;
import dev.featured.engine.lifecycle.Trigger;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Tells others how registrations stand: what differs from before is stamped with the time,
 * reported, and remembered where it is news. It decides nothing; without it the daemon would do the
 * same.
 *
 * <p>Belongs to the event loop's thread.
 */
final class LifecycleBook {
  /** Characters of what a command printed that are worth remembering. */
  private static final int LONGEST_DETAIL = 1_000;

  private final InstantSource clock;
  private final BiConsumer<FeatureName, LifecycleReport> reports;
  private final Consumer<JournalEntry> journal;
  private final Map<FeatureName, Page> pages = new HashMap<>();

  /** How a registration stands, and since when it is in that state. */
  private record Page(Standing standing, Instant since) {
    Page next(Standing now, Instant time) {
      boolean same =
          now.registration().equals(standing.registration()) && now.state() == standing.state();
      return new Page(now, same ? since : time);
    }
  }

  /**
   * A book without a page.
   *
   * @param reports is told how a registration stands, whenever it was looked at
   * @param journal is told of each transition that is news
   */
  LifecycleBook(
      InstantSource clock,
      BiConsumer<FeatureName, LifecycleReport> reports,
      Consumer<JournalEntry> journal) {
    this.clock = clock;
    this.reports = reports;
    this.journal = journal;
  }

  /**
   * The core has taken a step.
   *
   * @param event what it was told
   * @param step what it answered
   */
  void note(Event event, Step step) {
    for (Taken taken : step.taken()) {
      String row = rowOf(taken, step.next());
      // One that never had a row has passed by only to have something forgotten.
      if (taken.news() || (taken.from() != taken.to() && !row.isEmpty())) {
        journal.accept(entry(taken, event, step, row));
      }
    }
    for (FeatureName name : step.concerned(event)) {
      look(name, step.next().standing(name));
    }
  }

  private void look(FeatureName name, Optional<Standing> standing) {
    if (standing.isEmpty()) {
      pages.remove(name);
      return;
    }
    Standing now = standing.get();
    Instant time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Page page =
        Optional.ofNullable(pages.get(name))
            .map(known -> known.next(now, time))
            .orElseGet(() -> new Page(now, time));
    pages.put(name, page);
    reports.accept(name, report(page));
  }

  private static LifecycleReport report(Page page) {
    Standing standing = page.standing();
    return new LifecycleReport(
        standing.state(),
        wish(standing),
        page.since(),
        standing.work().map(LifecycleBook::text).orElse(""),
        standing.error(),
        RowHash.of(standing.row()),
        standing.answered());
  }

  private static Wish wish(Standing standing) {
    if (!(standing.wish() instanceof dev.featured.engine.feature.Wish.Clear clear)) {
      return Wish.UNCLEAR;
    }
    return clear.state().enabled() ? Wish.ENABLED : Wish.DISABLED;
  }

  private static String text(Standing.Work work) {
    String kind = work.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return kind + " " + work.operation();
  }

  /** The row that a registration went by, or goes by now; empty if it never had one. */
  private String rowOf(Taken taken, FeatureRegistry now) {
    return now.standing(taken.name())
        .filter(standing -> standing.registration().equals(taken.registration()))
        .or(
            () ->
                Optional.ofNullable(pages.get(taken.name()))
                    .map(Page::standing)
                    .filter(standing -> standing.registration().equals(taken.registration())))
        .map(standing -> RowHash.of(standing.row()))
        .orElse("");
  }

  private JournalEntry entry(Taken taken, Event event, Step step, String row) {
    boolean ended =
        taken.trigger() == Trigger.OPERATION_SUCCEEDED
            || taken.trigger() == Trigger.OPERATION_FAILED;
    Optional<OperationId> operation =
        ended ? Optional.of(((Event.OperationEnded) event).operation()) : begunBy(taken, step);
    return new JournalEntry(
        LifecycleReport.text(clock.instant()),
        taken.name().value(),
        taken.registration().toString(),
        taken.from().toString(),
        taken.trigger().toString(),
        taken.transition().guard().toString(),
        taken.transition().reason(),
        taken.to().toString(),
        taken.transition().effects().stream()
            .map(Effect::toString)
            .collect(ImmutableList.toImmutableList()),
        operation.map(OperationId::toString).orElse(""),
        !ended ? "" : taken.trigger() == Trigger.OPERATION_SUCCEEDED ? "succeeded" : "failed",
        Ascii.truncate(taken.detail(), LONGEST_DETAIL, "..."),
        row);
  }

  /** The operation that a transition asked for, if there was room for it at once. */
  private static Optional<OperationId> begunBy(Taken taken, Step step) {
    if (taken.transition().effects().stream().noneMatch(Effect::isOperation)) {
      return Optional.empty();
    }
    return step.commands().stream()
        .filter(Command.Operate.class::isInstance)
        .map(Command.Operate.class::cast)
        .filter(operate -> operate.registration().equals(taken.registration()))
        .map(Command.Operate::operation)
        .findFirst();
  }
}
