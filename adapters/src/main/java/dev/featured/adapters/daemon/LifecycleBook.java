package dev.featured.adapters.daemon;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.featured.adapters.journal.JournalEntry;
import dev.featured.adapters.redis.LifecycleReport;
import dev.featured.adapters.redis.LifecycleReport.Wish;
import dev.featured.adapters.redis.RowHash;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.OperationId;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.core.SettleOutcome;
import dev.featured.engine.core.Step;
import dev.featured.engine.core.Taken;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RowContent;
import dev.featured.engine.lifecycle.Effect;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.lifecycle.Trigger;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Keeps account of how each registration stands, from what the core is told and answers, and has it
 * reported and remembered. It decides nothing; without it the daemon would do the same.
 *
 * <p>What has changed is reported, and after each comparison of all rows everything once more. So
 * what somebody has overwritten, or Redis has lost or refused, is put right then.
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
  private final Map<FeatureName, LifecycleReport> reported = new HashMap<>();

  /** What is known of one registration whose row is there. */
  private record Page(
      RegistrationId registration, Optional<OperationId> operation, LifecycleReport report) {
    static Page of(RegistrationId registration, Instant now) {
      return new Page(
          registration,
          Optional.empty(),
          new LifecycleReport(LifecycleState.ABSENT, Wish.UNCLEAR, now, "", "", "", ""));
    }

    Page read(Wish wish, String row) {
      return with(
          new LifecycleReport(
              report.state(),
              wish,
              report.since(),
              report.operation(),
              report.error(),
              row,
              report.answered()));
    }

    Page answering(String asked) {
      return with(
          new LifecycleReport(
              report.state(),
              report.wish(),
              report.since(),
              report.operation(),
              report.error(),
              report.row(),
              asked));
    }

    Page entered(LifecycleState state, Instant now, String error) {
      return with(
          new LifecycleReport(
              state,
              report.wish(),
              state == report.state() ? report.since() : now,
              report.operation(),
              error,
              report.row(),
              report.answered()));
    }

    Page operating(Optional<OperationId> newOperation, String text) {
      return new Page(
          registration,
          newOperation,
          new LifecycleReport(
              report.state(),
              report.wish(),
              report.since(),
              text,
              report.error(),
              report.row(),
              report.answered()));
    }

    private Page with(LifecycleReport newReport) {
      return new Page(registration, operation, newReport);
    }
  }

  /**
   * A book without a page.
   *
   * @param reports is told how a registration stands
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
   * @param asked by name, what had been asked of features before their rows were read, if the event
   *     is that they were
   * @param begins whether the operations that it asked for were begun
   */
  void note(Event event, Step step, ImmutableMap<FeatureName, String> asked, boolean begins) {
    Set<FeatureName> touched = new LinkedHashSet<>();
    if (event instanceof Event.OperationEnded ended) {
      ended(ended, touched);
    } else if (event instanceof Event.Settled settled) {
      settled(settled, touched);
    } else if (event instanceof Event.Listed) {
      reported.clear();
    }
    for (Taken taken : step.taken()) {
      String rowBefore = rowOf(taken);
      taken(taken, event, asked);
      touched.add(taken.name());
      String rowAfter = rowOf(taken);
      String row = rowAfter.isEmpty() ? rowBefore : rowAfter;
      // One that never had a row has passed by only to have something forgotten.
      if (taken.news() || (taken.from() != taken.to() && !row.isEmpty())) {
        journal.accept(entry(taken, event, step, row));
      }
    }
    if (begins) {
      step.commands().stream()
          .filter(Command.Operate.class::isInstance)
          .map(Command.Operate.class::cast)
          .forEach(operate -> begun(operate, touched));
    }
    touched.forEach(this::report);
  }

  private String rowOf(Taken taken) {
    return Optional.ofNullable(pages.get(taken.name()))
        .filter(page -> page.registration().equals(taken.registration()))
        .map(page -> page.report().row())
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

  private void report(FeatureName name) {
    Page page = pages.get(name);
    if (page != null && !page.report().equals(reported.put(name, page.report()))) {
      reports.accept(name, page.report());
    }
  }

  private void ended(Event.OperationEnded event, Set<FeatureName> touched) {
    pages.computeIfPresent(
        event.name(),
        (name, page) -> {
          if (page.operation().filter(event.operation()::equals).isEmpty()) {
            return page;
          }
          touched.add(name);
          return page.operating(Optional.empty(), "");
        });
  }

  private void settled(Event.Settled event, Set<FeatureName> touched) {
    if (!(event.outcome() instanceof SettleOutcome.Applied applied)) {
      return;
    }
    pages.computeIfPresent(
        event.name(),
        (name, page) -> {
          String row = RowHash.of(applied.content());
          if (!page.registration().equals(event.registration())
              || row.equals(page.report().row())) {
            return page;
          }
          touched.add(name);
          return page.read(page.report().wish(), row);
        });
  }

  private void begun(Command.Operate operate, Set<FeatureName> touched) {
    pages.computeIfPresent(
        operate.name(),
        (name, page) -> {
          if (!page.registration().equals(operate.registration())) {
            return page;
          }
          touched.add(name);
          String kind = operate.task().kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
          return page.operating(Optional.of(operate.operation()), kind + " " + operate.operation());
        });
  }

  private void taken(Taken taken, Event event, ImmutableMap<FeatureName, String> asked) {
    Optional<Page> known =
        Optional.ofNullable(pages.get(taken.name()))
            .filter(page -> page.registration().equals(taken.registration()));
    if (taken.to() == LifecycleState.DEREGISTERED) {
      known.ifPresent(page -> pages.remove(taken.name()));
      reported.remove(taken.name()); // it is being forgotten, so the next one is to be told anew
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Page page = known.orElseGet(() -> Page.of(taken.registration(), now));
    page = page.entered(taken.to(), now, errorAfter(taken, page.report()));
    Optional<RowContent> row = rowIn(event, taken.name());
    if (row.isPresent()) {
      page = page.read(wishOf(taken.trigger(), page.report().wish()), RowHash.of(row.get()));
      if (!isOldFailure(taken)) {
        page = page.answering(asked.getOrDefault(taken.name(), page.report().answered()));
      }
    }
    pages.put(taken.name(), page);
  }

  /** A registration stays in {@code failed} and says no more: it is the same failure still. */
  private static String errorAfter(Taken taken, LifecycleReport before) {
    if (taken.to() != LifecycleState.FAILED) {
      return "";
    }
    return taken.detail().isEmpty() ? before.error() : taken.detail();
  }

  /**
   * Whether the row was looked at and the failure before that is all there is to say of it. Who has
   * asked for another try gets no answer by that; the notification of what they wrote is yet to
   * come.
   */
  private static boolean isOldFailure(Taken taken) {
    return taken.from() == LifecycleState.FAILED
        && taken.to() == LifecycleState.FAILED
        && taken.trigger() != Trigger.ROW_UNUSABLE;
  }

  private static Optional<RowContent> rowIn(Event event, FeatureName name) {
    return event instanceof Event.RowsRead read && read.rows().containsKey(name)
        ? read.rows().get(name).map(rendered -> rendered.content())
        : Optional.empty();
  }

  private static Wish wishOf(Trigger trigger, Wish before) {
    return switch (trigger) {
      case ROW_WANTS_ENABLED -> Wish.ENABLED;
      case ROW_WANTS_DISABLED -> Wish.DISABLED;
      case ROW_UNUSABLE -> Wish.UNCLEAR;
      case ROW_DELETED, PORTS_READY, OPERATION_SUCCEEDED, OPERATION_FAILED -> before;
    };
  }
}
