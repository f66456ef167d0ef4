package dev.featured.adapters.operator;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.adapters.redis.FeatureStatus;
import dev.featured.adapters.redis.Fence;
import dev.featured.adapters.redis.LifecycleReport;
import dev.featured.adapters.redis.Pause;
import dev.featured.adapters.redis.StatusReader;
import dev.featured.adapters.systemd.DropIns;
import dev.featured.adapters.systemd.UnitAudit;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.RowContent;
import dev.featured.engine.feature.UnitName;
import dev.featured.engine.feature.Wish;
import dev.featured.engine.feature.WishReader;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.store.Reply;
import dev.featured.engine.store.Reply.Verdict;
import dev.featured.engine.store.StoreTask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Looks for what is not as it should be, and offers to put right what can be put right without
 * getting in the daemon's way: by the same fence, which refuses what is not as it was found. Units
 * are the daemon's, so what is wrong with them is only told.
 *
 * <p>It belongs to one thread. The configuration must be loaded: before that, a row that is missing
 * may be about to come.
 */
public final class Audit {
  /** How long a row must stay as it is to count as a trace: a writer may be building one. */
  public static final Duration UNCHANGED = Duration.ofSeconds(5);

  private static final RegistrationId NOBODY = new RegistrationId(0);

  private final StatusReader reader;
  private final Fence fence;
  private final UnitAudit units;
  private final DropIns dropIns;
  private final Function<RowContent, RenderedRow> renderer;
  private final Predicate<FeatureName> managed;
  private final Pause pause;
  private final ImmutableList.Builder<Finding> findings = ImmutableList.builder();

  /**
   * An audit that has not looked yet.
   *
   * @param renderer reads rows on this device
   * @param managed which features the daemon looks after; the others are left alone
   */
  public Audit(
      StatusReader reader,
      Fence fence,
      UnitAudit units,
      DropIns dropIns,
      Function<RowContent, RenderedRow> renderer,
      Predicate<FeatureName> managed,
      Pause pause) {
    this.reader = reader;
    this.fence = fence;
    this.units = units;
    this.dropIns = dropIns;
    this.renderer = renderer;
    this.managed = managed;
    this.pause = pause;
  }

  /**
   * Looks at everything once.
   *
   * @throws dev.featured.adapters.redis.RedisUnavailable if Redis does not answer
   */
  public ImmutableList<Finding> look() throws InterruptedException {
    boolean followed = reader.isFollowed();
    ImmutableSortedSet<FeatureName> names = reader.known().only(managed).names();
    for (FeatureStatus status : reader.read(names)) {
      if (status.row().isEmpty()) {
        orphan(status);
      } else {
        row(status, status.row().get(), followed);
      }
    }
    leftOverDropIns();
    return findings.build();
  }

  private void orphan(FeatureStatus status) {
    if (status.published().isEmpty() && status.lifecycle().isEmpty()) {
      return; // its row has gone since the names were listed, and all is forgotten
    }
    FeatureName name = status.name();
    add(
        Finding.Kind.ORPHAN,
        name.value(),
        "STATE_DB speaks of a feature that has no row",
        "remove what STATE_DB says of " + name,
        () -> {
          Reply reply = fence.carryOut(new StoreTask.Forget(name));
          return reply == Verdict.GONE
              ? Optional.empty()
              : Optional.of(
                  reply == Verdict.BACK
                      ? "it has a row by now"
                      : whyNot(reply, "the configuration is not loaded"));
        });
  }

  private void row(FeatureStatus status, RowContent content, boolean followed)
      throws InterruptedException {
    RenderedRow rendered = renderer.apply(content);
    Optional<Wish> wish = WishReader.read(status.name(), rendered, Optional.empty());
    if (wish.isEmpty()) {
      if (content instanceof Row row && row.looksRevived()) {
        trace(status.name(), row);
      }
      return;
    }
    Optional<LifecycleState> settled =
        status.isUpToDate()
            ? status.report().map(LifecycleReport::state).filter(LifecycleState::settled)
            : Optional.empty();
    boolean atRest = !followed || settled.isPresent();
    if (!atRest || !(wish.get() instanceof Wish.Clear clear)) {
      return; // the daemon is at it, or has said what is wrong
    }
    if (!rendered.renderings().isEmpty()) {
      template(status.name(), content, clear);
    }
    units(status.name(), clear, settled);
  }

  private void trace(FeatureName name, Row row) {
    add(
        Finding.Kind.TRACE,
        name.value(),
        "its row has nothing but "
            + String.join(", ", row.fields().keySet())
            + ", which is what an older daemon leaves when it writes to a row that was deleted",
        "remove the row of " + name + ", if it stays as it is for " + UNCHANGED.toSeconds() + " s",
        () -> {
          Reply reply = fence.removeUntouched(new Command.RemoveTrace(name, row), pause, UNCHANGED);
          return reply == Verdict.STANDS
              ? Optional.empty()
              : Optional.of(whyNot(reply, "the row is gone or another one by now"));
        });
  }

  private void template(FeatureName name, RowContent content, Wish.Clear wish) {
    add(
        Finding.Kind.TEMPLATE,
        name.value(),
        "its row still has templates in " + String.join(", ", wish.derived().keySet()),
        "replace them with " + wish.derived(),
        () -> {
          Reply reply =
              fence.carryOut(
                  new StoreTask.Settle(
                      new Command.Settle(
                          name,
                          NOBODY,
                          content,
                          wish.derived(),
                          ImmutableSortedMap.of(),
                          Optional.empty())));
          return reply == Verdict.STANDS
              ? Optional.empty()
              : Optional.of(whyNot(reply, "the row is gone or another one by now"));
        });
  }

  private static String whyNot(Reply reply, String otherwise) {
    return reply instanceof Reply.Refused refused ? refused.reason() : otherwise;
  }

  private void units(FeatureName name, Wish.Clear wish, Optional<LifecycleState> settled)
      throws InterruptedException {
    if (settled.equals(Optional.of(LifecycleState.FAILED))) {
      return; // why they are not as they should be has been said
    }
    boolean waits = wish.delayed() && settled.isEmpty();
    for (UnitName unit : wish.units()) {
      if (!wish.state().enabled()) {
        tell(name, units.wantedDown(unit));
      } else if (!waits) {
        tell(name, units.wantedUp(unit, wish.restart()));
      }
    }
    for (UnitName unit : wish.surplus()) {
      tell(name, units.wantedDown(unit));
    }
  }

  private void tell(FeatureName name, Optional<String> problem) {
    problem.ifPresent(
        text -> findings.add(new Finding(Finding.Kind.UNIT, name.value(), text, Optional.empty())));
  }

  private void leftOverDropIns() {
    ImmutableSet<FeatureName> rows = ImmutableSet.copyOf(reader.configured().names());
    for (Path file : dropIns.leftovers(name -> rows.contains(name) || !managed.test(name))) {
      add(
          Finding.Kind.DROP_IN,
          file.toString(),
          "a drop-in of a feature that has no row",
          "remove it",
          () -> {
            ImmutableSet<FeatureName> now = ImmutableSet.copyOf(reader.configured().names());
            return dropIns.removeLeftover(file, name -> now.contains(name) || !managed.test(name))
                ? Optional.empty()
                : Optional.of("it is gone, or its feature has a row by now");
          });
    }
  }

  private void add(
      Finding.Kind kind, String about, String problem, String does, Finding.Attempt attempt) {
    findings.add(new Finding(kind, about, problem, Optional.of(new Finding.Repair(does, attempt))));
  }
}
